package dev.kerbside.bench;

import dev.kerbside.Json;
import dev.kerbside.taxi.DeadLetters;
import dev.kerbside.taxi.JobSettings;
import dev.kerbside.taxi.NycTaxiStreaming;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.awaitility.Awaitility;

/** The tutorial's job in a process of its own, which ends when all records that were in the topic are in the table. */
public final class StreamJob {
    /** Settings besides {@link JobSettings}: how it works, records to wait for, and the file for the result. */
    static final String KIND = "bench.kind";

    static final String RECORDS = "bench.records";
    static final String RESULT = "bench.result";

    private static final Duration LIMIT = Duration.ofMinutes(15);

    private StreamJob() {}

    /** What is measured. */
    enum Kind {
        /** The job that {@code lab run} submits, but compiled as Java does by default: it works longer than it starts. */
        JOB,
        /** The same with the tutorial's settings: 200 shuffle partitions; what it leaves out is Spark's default. */
        TUTORIAL,
        /** One batch job that does the same with the same records. */
        BATCH
    }

    public static void main(String[] args) throws Exception {
        SparkSession spark = NycTaxiStreaming.session();
        JobSettings settings = JobSettings.of(spark);
        Kind kind = Kind.valueOf(setting(spark, KIND));
        long records = Long.parseLong(setting(spark, RECORDS));
        Path result = Path.of(setting(spark, RESULT));
        long began = System.nanoTime();
        if (kind == Kind.BATCH) {
            batch(spark, settings);
            double seconds = (System.nanoTime() - began) / 1e9;
            BenchJob.write(result, records, seconds, BenchJob.liveMb(), 0);
        } else {
            Instant from = Instant.now();
            StreamingQuery query = kind == Kind.JOB ? job(spark, settings) : tutorial(spark, settings);
            StreamingQueryProgress last = awaitAll(query, records);
            double seconds = Duration.between(from, ended(last)).toMillis() / 1e3;
            BenchJob.write(result, records, seconds, BenchJob.liveMb(), last.stateOperators()[0].memoryUsedBytes());
        }
        spark.stop();
    }

    private static String setting(SparkSession spark, String name) {
        return spark.conf().get(JobSettings.PREFIX + name);
    }

    private static StreamingQuery job(SparkSession spark, JobSettings settings) throws Exception {
        DeadLetters.start(spark, settings);
        return NycTaxiStreaming.startQuery(table(spark, settings), settings);
    }

    private static StreamingQuery tutorial(SparkSession spark, JobSettings settings) throws Exception {
        spark.conf().set("spark.sql.shuffle.partitions", "200");
        return NycTaxiStreaming.startQuery(table(spark, settings), settings);
    }

    private static Dataset<Row> table(SparkSession spark, JobSettings settings) {
        return table(NycTaxiStreaming.readFromKafka(spark, settings), spark, settings);
    }

    private static Dataset<Row> table(Dataset<Row> records, SparkSession spark, JobSettings settings) {
        return NycTaxiStreaming.aggregate(
                NycTaxiStreaming.joinZones(NycTaxiStreaming.parse(records), NycTaxiStreaming.zones(spark, settings)));
    }

    private static void batch(SparkSession spark, JobSettings settings) {
        Dataset<Row> records = spark.read()
                .format("kafka")
                .options(settings.kafka())
                .option("subscribe", settings.topic())
                .load()
                .selectExpr("CAST(value AS STRING)");
        table(records, spark, settings).show(settings.consoleRows(), false);
    }

    private static StreamingQueryProgress awaitAll(StreamingQuery query, long records) {
        return Awaitility.await("all records are in the table")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .failFast(() -> !query.isActive())
                .until(query::lastProgress, progress -> progress != null && read(progress) >= records);
    }

    /** How many records it had read at the end of this micro-batch: the sum of the offsets, from 0 on. */
    private static long read(StreamingQueryProgress progress) {
        String offsets = progress.sources()[0].endOffset();
        try {
            return Json.parse(offsets, Map.class).values().stream()
                    .flatMap(partitions -> ((Map<?, ?>) partitions).values().stream())
                    .mapToLong(offset -> ((Number) offset).longValue())
                    .sum();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** When the table of this micro-batch was on the console and its commit written. */
    static Instant ended(StreamingQueryProgress progress) {
        return Instant.parse(progress.timestamp())
                .plusMillis(progress.durationMs().get("triggerExecution"));
    }
}
