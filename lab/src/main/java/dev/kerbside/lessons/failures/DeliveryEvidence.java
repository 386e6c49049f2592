package dev.kerbside.lessons.failures;

import dev.kerbside.drills.Claims;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.job.Checkpoint;
import dev.kerbside.taxi.job.SparkRows;
import dev.kerbside.taxi.job.TripsToHdfs;
import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.taxi.topic.TripJson;
import dev.kerbside.taxi.topic.TripTopic;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What an {@link ChaosRun} has left, compared trip by trip with the file that was sent, and the table with DuckDB's.
 *
 * @param expected trips in the file
 * @param topic what the topic has
 * @param trips what the Parquet files have that Spark's log of the sink names
 * @param differences of the hourly table from the oracle's, a sentence each
 * @param longestGapMillis the longest time in which a partition of the topic took no record
 * @param files Parquet files that the log names
 * @param leftovers Parquet files that it does not name: of micro-batches that were done again
 * @param letters of the bad records among the trips
 */
public record DeliveryEvidence(
        long expected,
        Balance topic,
        Balance trips,
        List<String> differences,
        long longestGapMillis,
        int files,
        int leftovers,
        LetterEvidence letters) {

    /**
     * Some trips against those of the file.
     *
     * @param lost how many are missing
     * @param duplicated how many are there more often than in the file
     */
    public record Balance(long found, long lost, long duplicated) {
        boolean isExact() {
            return lost == 0 && duplicated == 0;
        }
    }

    /** @param malformed bad records that were sent */
    static DeliveryEvidence of(TutorialContext context, ChaosPlan plan, long malformed) throws IOException {
        String topic = plan.topic();
        String folder = plan.folder();
        Map<Trip, Integer> sent = new HashMap<>();
        long expected = 0;
        try (TripFile file = TripFile.openLocal(context.tripFile())) {
            TripJson json = TripJson.of(file);
            for (Trip trip = file.read(); trip != null; trip = file.read()) {
                // As the record has it: with ten decimals at most.
                sent.merge(TripJson.parse(json.write(trip)), 1, Integer::sum);
                expected++;
            }
        }
        Map<Trip, Integer> records = new HashMap<>();
        Set<String> bad = new HashSet<>();
        Map<Integer, Long> latest = new HashMap<>();
        long[] gap = {0};
        new TripTopic(context.kafka(), topic).forEach(record -> {
            try {
                records.merge(TripJson.parse(record.value()), 1, Integer::sum);
            } catch (IllegalArgumentException e) {
                bad.add("%s-%d-%d".formatted(topic, record.partition(), record.offset()));
            }
            Long before = latest.put(record.partition(), record.timestamp());
            gap[0] = Math.max(gap[0], before == null ? 0 : record.timestamp() - before);
        });
        Dataset<Row> rows = context.spark().read().parquet(folder + "/" + TripsToHdfs.TRIPS);
        Map<Trip, Integer> written = new HashMap<>();
        SparkRows.forEachTrip(rows, trip -> written.merge(trip, 1, Integer::sum));
        int named = rows.inputFiles().length;
        return new DeliveryEvidence(
                expected,
                balance(records, sent),
                balance(written, sent),
                table(context, folder).differences(context.expected()),
                gap[0],
                named,
                parquetFiles(context, folder) - named,
                malformed == 0 ? LetterEvidence.none(bad) : LetterEvidence.of(malformed, bad, context, topic));
    }

    static <T> Balance balance(Map<T, Integer> found, Map<T, Integer> expected) {
        return new Balance(
                found.values().stream().mapToLong(n -> n).sum(), missing(expected, found), missing(found, expected));
    }

    private static <T> long missing(Map<T, Integer> from, Map<T, Integer> in) {
        return from.entrySet().stream()
                .mapToLong(trip -> Math.max(0, trip.getValue() - in.getOrDefault(trip.getKey(), 0)))
                .sum();
    }

    /** The table after the last micro-batch that was finished. */
    private static HourlyTable table(TutorialContext context, String folder) throws IOException {
        try (FileSystem fs = context.hdfs()) {
            long last = new Checkpoint(fs, new Path(JobProgress.checkpoints(folder), TripsToHdfs.TABLE)).committed();
            return SparkRows.table(context.spark().read().parquet(folder + "/" + TripsToHdfs.TABLE + "/" + last));
        }
    }

    private static int parquetFiles(TutorialContext context, String folder) throws IOException {
        try (FileSystem fs = context.hdfs()) {
            return fs.globStatus(new Path(folder + "/" + TripsToHdfs.TRIPS + "/*.parquet")).length;
        }
    }

    /** Claims that nothing was lost, and nothing came twice. */
    void claim(String whose, Claims claims) {
        String again = "Look at the topic, at the folder in HDFS and at the job's log; then do the lesson again.";
        claims.that(topic.isExact(), "%s: the topic has each of the %,d trips once".formatted(whose, expected))
                .orElse(
                        "%s: the topic has %,d trips; %,d of %,d were lost, %,d came twice"
                                .formatted(whose, topic.found(), topic.lost(), expected, topic.duplicated()),
                        again)
                .that(
                        trips.isExact(),
                        "%s: the Parquet files in HDFS have each trip once (%,d files count, %,d are left over from micro-batches that were done again)"
                                .formatted(whose, files, leftovers))
                .orElse(
                        "%s: the Parquet files in HDFS have %,d trips; %,d of %,d were lost, %,d came twice"
                                .formatted(whose, trips.found(), trips.lost(), expected, trips.duplicated()),
                        again)
                .that(
                        differences.isEmpty(),
                        "%s: the hourly table in HDFS equals the oracle, cell by cell".formatted(whose))
                .orElse(
                        "%s: the hourly table differs from the oracle's in %,d places, first: %s"
                                .formatted(
                                        whose,
                                        differences.size(),
                                        differences.stream().findFirst().orElse("")),
                        again);
        letters.claim(whose, claims);
    }
}
