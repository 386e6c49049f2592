package dev.kerbside.drills;

import dev.kerbside.taxi.LocalPath;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.StreamExecution;
import org.apache.spark.sql.execution.streaming.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** Step 09: a query over a folder of hand-made records is started, and what it prints is read. */
public final class QueryDrill implements Drill {
    /** More rows than the console shows unasked. */
    private static final int HOURS = 25;

    /** What the settings ask for: neither Spark's 20 nor all. */
    private static final int SHOWN = 23;

    private static final String OTHER = "another";

    private static final int MANY = 2_000_000_000;
    private static final int FEW = 3;

    private static final String CHECKPOINT = "The option checkpointLocation takes settings.checkpoint(\"table\").";
    private static final String BOROUGH = "A borough with a very long name";
    private static final long FIRST_HOUR = 1_641_000_000_000L;

    @Override
    public void examine(Job job, SparkSession spark, Claims claims) throws Exception {
        SparkSession own = Frames.session(spark);
        Path folder = Files.createTempDirectory("query-drill");
        try {
            Path records = Files.createDirectory(folder.resolve("records"));
            Files.write(records.resolve("trips.json"), records());
            Path checkpoints = folder.resolve("checkpoints");
            StreamingQuery other = another(own, folder);
            Restart first = run(job, own, table(own, records, true), settings(checkpoints, SHOWN));
            Verdict.require(
                    other.isActive(),
                    "startQuery() stops other queries that run in this session, and they are not its own",
                    "It starts a query, and leaves the others alone.");
            other.stop();
            printed(first.printed(), SHOWN, HOURS);
            Files.writeString(records.resolve("later.json"), record(HOURS));
            List<String> expected = cells(table(own, records, false).showString(HOURS + 1, 0, false));
            equal(first.printed(), expected, SHOWN);
            claims.held("the console shows %d hand-made rows, none cut off, in complete mode".formatted(SHOWN));
            Restart.mark(checkpoints);
            JobSettings many = settings(checkpoints, MANY);
            Restart second = run(job, own, table(own, records, true), many);
            second.goesOnAfter(first, checkpoints);
            second.shows(many);
            equal(second.printed(), expected, HOURS + 1);
            claims.held("started again, it goes on after the records that it had read");
            // Elsewhere: what was kept of the first settings shows.
            JobSettings few = settings(folder.resolve("others"), FEW);
            Restart third = run(job, own, table(own, records, true), few);
            third.shows(few);
            equal(third.printed(), expected, FEW);
        } finally {
            for (StreamingQuery query : own.streams().active()) {
                Verdict.attempt("Stopping the query", () -> {
                    query.stop();
                    return null;
                });
            }
            FileUtil.fullyDelete(folder.toFile());
        }
    }

    /** A query that runs already. */
    private static StreamingQuery another(SparkSession spark, Path folder) throws Exception {
        String none = LocalPath.of(Files.createDirectory(folder.resolve("none")));
        return spark.readStream()
                .text(none)
                .writeStream()
                .format("noop")
                .queryName(OTHER)
                .option("checkpointLocation", LocalPath.of(folder.resolve("other")))
                .start();
    }

    private static JobSettings settings(Path checkpoints, int rows) {
        return new JobSettings(Map.of(), "hand-made", "latest", "", rows, LocalPath.of(checkpoints));
    }

    /** One trip an hour. */
    private static List<String> records() {
        return IntStream.range(0, HOURS).mapToObj(QueryDrill::record).toList();
    }

    /** Some are from a zone that is in no list. */
    private static String record(int hour) {
        return "{\"lpep_dropoff_datetime\":%d,\"PULocationID\":%d,\"trip_distance\":%d.25,\"fare_amount\":-%d.5}"
                .formatted(FIRST_HOUR + hour * 3_600_000L, hour % 3 == 2 ? 999 : 1, hour, hour);
    }

    /** The table of these records, as a stream or as it will be. */
    private static Dataset<Row> table(SparkSession spark, Path records, boolean streaming) {
        String folder = LocalPath.of(records);
        Dataset<Row> zones = spark.sql("SELECT 1L AS LocationID, '" + BOROUGH + "' AS Borough");
        Dataset<Row> text =
                streaming ? spark.readStream().text(folder) : spark.read().text(folder);
        return NycTaxiStreaming.aggregate(NycTaxiStreaming.joinZones(NycTaxiStreaming.parse(text), zones));
    }

    private static Restart run(Job job, SparkSession spark, Dataset<Row> table, JobSettings settings) {
        try (StartedQuery started = StartedQuery.of(job, spark, table, settings)) {
            StreamExecution execution = ((StreamingQueryWrapper) started.query()).streamingQuery();
            String sink = execution.sink().toString();
            if (sink.contains("NoopTable")) {
                throw Verdict.unsolved(
                        "startQuery()", "it writes to noop, which shows nothing", "TODO 09-a: the console.");
            }
            Verdict.require(
                    sink.contains("ConsoleTable"),
                    "The query writes to " + sink.replaceAll("[$@].*", "") + ", not to the console",
                    "Look at the format.");
            name(started.query().name());
            started.awaitBatch();
            checkpoint(execution.resolvedCheckpointRoot(), settings);
            new StreamPlan(execution.logicalPlan()).keepsEveryRow("startQuery()");
            trigger(execution.trigger());
            long queries = Stream.of(spark.streams().active())
                    .filter(query -> !OTHER.equals(query.name()))
                    .count();
            Verdict.require(queries == 1, "startQuery() starts " + queries + " queries", "One is enough: return it.");
            return Restart.of(started, execution);
        }
    }

    private static void trigger(Trigger trigger) {
        boolean goesOn = trigger.toString().startsWith("ProcessingTimeTrigger");
        Verdict.require(
                trigger.equals(Trigger.ProcessingTime(0)),
                "The query has the trigger " + trigger + (goesOn ? "" : ", and ends by itself"),
                goesOn
                        ? "Name no trigger: the next micro-batch begins as soon as there are trips."
                        : "Name no trigger: the query shall go on.");
    }

    private static void name(String name) {
        Verdict.require(
                "NycTaxiStreaming".equals(name),
                name == null ? "The query has no name" : "The query's name is " + name + ", expected NycTaxiStreaming",
                "Name it: queryName(\"NycTaxiStreaming\"), so that it is found in logs and progress events.");
    }

    private static void checkpoint(String found, JobSettings settings) {
        String root = Path.of(new org.apache.hadoop.fs.Path(settings.checkpoints()).toUri())
                .toString();
        String place = found.replaceFirst("^file:/+", "/");
        Verdict.require(
                place.startsWith(root),
                "The query's checkpoint is in " + place.replaceAll("/[^/]*$", "/…")
                        + ", not where the settings say: a restarted query would have forgotten everything",
                CHECKPOINT);
        Verdict.require(
                place.startsWith(root + "/"),
                "The checkpoint is the folder of all queries' checkpoints, and another query would find it there",
                CHECKPOINT);
        Verdict.require(
                place.equals(root + "/table"),
                "The query's checkpoint is in …/" + place.substring(root.length() + 1)
                        + ", expected …/table: whoever restarts the job looks for it there",
                CHECKPOINT);
    }

    private static void printed(String text, int shown, int all) {
        long rows = text.lines().filter(line -> line.startsWith("|20")).count();
        Verdict.require(
                text.contains(BOROUGH),
                "The console cuts values off at 20 characters: '%s' is printed as '%s'"
                        .formatted(BOROUGH, BOROUGH.substring(0, 17) + "..."),
                "The console has an option against it.");
        Verdict.require(
                rows != 20 || shown == 20,
                "The console shows 20 of %d rows, the oldest: numRows is at Spark's default".formatted(all),
                "How many rows it shows is in the settings.");
        Verdict.require(
                rows >= shown || text.contains("only showing top"),
                "The console shows a table of %d rows, but the one that was given has %d".formatted(rows, all),
                "Write the table itself, and leave out nothing.");
        Verdict.require(
                rows == shown,
                "The console shows %d of %d rows, but the settings say %d".formatted(rows, all, shown),
                "How many rows it shows is in the settings.");
    }

    /**
     * As many rows as there are to be, in their order, and all columns.
     *
     * @param table the head, and a row for each later hour
     */
    private static void equal(String printed, List<String> table, int rows) {
        List<String> found = cells(printed);
        List<String> expected = table.subList(0, rows + 1);
        for (int i = 0; i < expected.size(); i++) {
            String line = i < found.size() ? found.get(i) : "nothing";
            Verdict.require(
                    line.equals(expected.get(i)),
                    "The console does not show the table as it was given: line %d is %s, expected %s"
                            .formatted(i + 1, line, expected.get(i)),
                    "Write the table itself: step 08 has made it.");
        }
    }

    private static List<String> cells(String text) {
        return text.lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> line.replace(" ", ""))
                .toList();
    }
}
