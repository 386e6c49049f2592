package dev.kerbside.drills;

import dev.kerbside.Claims;
import dev.kerbside.taxi.Job;
import dev.kerbside.taxi.JobSettings;
import dev.kerbside.taxi.LocalPath;
import dev.kerbside.taxi.NycTaxiStreaming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FileUtil;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.streaming.StreamExecution;
import org.apache.spark.sql.execution.streaming.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StreamingQuery;

/** Step 09: a query over a folder of hand-made records is started, and what it prints is read. */
public final class QueryDrill implements Drill {
    /** More rows than the console shows unasked. */
    private static final int HOURS = 25;

    /** What the settings ask for: neither Spark's 20 nor all. */
    private static final int SHOWN = 23;

    private static final String CHECKPOINT = "option(\"checkpointLocation\", settings.checkpoint(\"table\")).";
    private static final String BOROUGH = "A borough with a very long name";
    private static final long FIRST_HOUR = 1_641_000_000_000L;

    @Override
    public void judge(Job job, SparkSession spark, Claims claims) throws IOException {
        SparkSession own = HandMade.session(spark);
        Path folder = Files.createTempDirectory("query-drill");
        try {
            Files.write(Files.createDirectory(folder.resolve("records")).resolve("trips.json"), records());
            JobSettings settings = new JobSettings(
                    Map.of(), "hand-made", "latest", "", SHOWN, LocalPath.of(folder.resolve("checkpoints")));
            String printed = run(job, own, table(own, folder.resolve("records")), settings);
            printed(printed);
            claims.that(
                    true,
                    "the console shows %d hand-made rows, none cut off, in complete mode".formatted(SHOWN),
                    "",
                    "");
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

    private static List<String> records() {
        return java.util.stream.IntStream.range(0, HOURS)
                .mapToObj(hour ->
                        "{\"lpep_dropoff_datetime\":%d,\"PULocationID\":1}".formatted(FIRST_HOUR + hour * 3_600_000L))
                .toList();
    }

    private static Dataset<Row> table(SparkSession spark, Path records) {
        Dataset<Row> zones = spark.sql("SELECT 1L AS LocationID, '" + BOROUGH + "' AS Borough");
        Dataset<Row> trips = NycTaxiStreaming.parse(spark.readStream().text(LocalPath.of(records)));
        return NycTaxiStreaming.aggregate(NycTaxiStreaming.joinZones(trips, zones));
    }

    private static String run(Job job, SparkSession spark, Dataset<Row> table, JobSettings settings) {
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
                    "format(\"console\") in startQuery().");
            name(started.query().name());
            started.awaitBatch();
            checkpoint(execution.resolvedCheckpointRoot(), settings);
            String trigger = execution.trigger().toString();
            Verdict.require(
                    trigger.startsWith("ProcessingTimeTrigger"),
                    "The query has the trigger " + trigger + ", and ends by itself",
                    "Leave trigger() out: the query shall go on.");
            return started.printed();
        }
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

    private static void printed(String text) {
        long rows = text.lines().filter(line -> line.startsWith("|20")).count();
        Verdict.require(
                text.contains(BOROUGH),
                "The console cuts values off at 20 characters: '%s' is printed as '%s'"
                        .formatted(BOROUGH, BOROUGH.substring(0, 17) + "..."),
                "option(\"truncate\", false).");
        Verdict.require(
                rows != 20 || SHOWN == 20,
                "The console shows 20 of %d rows, the oldest: numRows is at Spark's default".formatted(HOURS),
                "option(\"numRows\", settings.consoleRows()).");
        Verdict.require(
                rows == SHOWN,
                "The console shows %d of %d rows, but the settings say %d".formatted(rows, HOURS, SHOWN),
                "option(\"numRows\", settings.consoleRows()).");
    }
}
