package dev.kerbside.bench;

import dev.kerbside.folder.Json;
import dev.kerbside.steps.SparkLogin;
import dev.kerbside.taxi.job.DeadLetterPosition;
import dev.kerbside.taxi.job.DeadLetters;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.awaitility.Awaitility;

/**
 * The tutorial's job in a process of its own, in several ways in turn; each time with a Spark context and checkpoints of
 * its own, and until all the records are in the table.
 */
public final class StreamJob {
    /**
     * Settings besides {@link JobSettings}: the file with the {@link StreamPlan}, and the one for the {@link Result}, which is
     * there, without runs, as soon as the warm-up is over.
     */
    static final String PLAN = "bench.plan";

    static final String RESULT = "bench.result";

    private static final Duration LIMIT = Duration.ofMinutes(15);
    private static final List<String> OURS = List.of(
            "kafka.max.poll.records",
            "kafka.max.partition.fetch.bytes",
            "kafka.fetch.max.wait.ms",
            "maxOffsetsPerTrigger");

    private StreamJob() {}

    /**
     * One run.
     *
     * @param seconds from the query's call to the end of its last micro-batch, with its planning; of the whole job also until its
     *     dead letters are complete
     * @param liveMb of heap in use after a full collection, with the query still there
     * @param stateBytes of the query's state; 0 of a batch job
     * @param batches of the table's query, in turn
     */
    record Run(Variant way, double seconds, double liveMb, double stateBytes, List<MicroBatch> batches) {}

    /** All runs of the rounds, in turn. @param peakMb high-water mark of the process's memory */
    record Result(List<Run> runs, double peakMb) {
        List<Run> of(Variant way) {
            return runs.stream().filter(run -> run.way() == way).toList();
        }
    }

    public static void main(String[] args) throws Exception {
        StreamPlan plan = Json.read(file(PLAN), StreamPlan.class);
        for (Variant way : plan.warmUp()) {
            run(way, plan.warmUpRecords());
        }
        List<Run> runs = new ArrayList<>();
        tell(runs);
        Rounds rounds = new Rounds(plan.rounds(), Instant.ofEpochMilli(plan.endMillis()));
        while (rounds.another()) {
            for (Variant way : plan.round()) {
                runs.add(run(way, plan.records()));
            }
        }
        tell(runs);
    }

    private static void tell(List<Run> runs) {
        Json.write(file(RESULT), new Result(runs, BenchJob.peakMb()));
    }

    private static Path file(String setting) {
        return Path.of(new SparkConf().get(JobSettings.PREFIX + setting));
    }

    private static Run run(Variant way, long records) throws Exception {
        new SparkContext(conf(way));
        // It takes the context that is there.
        SparkSession spark = NycTaxiStreaming.session();
        try {
            JobSettings settings = settings(way, spark);
            return way == Variant.BATCH ? batch(spark, settings) : stream(way, spark, settings, records);
        } finally {
            end(spark);
        }
    }

    /** Without data a query outlives its context, and goes on asking the brokers a hundred times a second. */
    static void end(SparkSession spark) throws TimeoutException {
        for (StreamingQuery query : spark.streams().active()) {
            query.stop();
        }
        spark.stop();
    }

    private static SparkConf conf(Variant way) {
        SparkConf conf = new SparkConf().setAppName("StreamJob");
        // What one run fetched and did not need is not to fill the heap of the next.
        conf.set("spark.kafka.consumer.fetchedData.cache.timeout", "5s");
        conf.set("spark.kafka.consumer.fetchedData.cache.evictorThreadRunInterval", "5s");
        // All micro-batches of a run, not Spark's last hundred.
        conf.set("spark.sql.streaming.numRecentProgressUpdates", "10000");
        if (way == Variant.TUTORIAL) {
            conf.setMaster("local[1]");
            SparkLogin.LOCAL_CHECKPOINTS.keySet().forEach(conf::remove);
            conf.remove("spark.sql.streaming.pollingDelay");
        }
        return conf;
    }

    private static JobSettings settings(Variant way, SparkSession spark) {
        JobSettings ours = JobSettings.of(spark);
        Map<String, String> kafka = new HashMap<>(ours.kafka());
        if (way == Variant.TUTORIAL) {
            spark.conf().set("spark.sql.shuffle.partitions", "200");
            kafka.keySet().removeAll(OURS);
        }
        if (way == Variant.SMALL_BATCHES) {
            kafka.put("maxOffsetsPerTrigger", Integer.toString(Variant.SMALL));
        }
        return new JobSettings(
                Map.copyOf(kafka),
                ours.topic(),
                ours.startingOffsets(),
                ours.zonesFile(),
                way == Variant.TUTORIAL ? 20 : ours.consoleRows(),
                ours.checkpoints() + "/" + System.nanoTime());
    }

    private static Run stream(Variant way, SparkSession spark, JobSettings settings, long records) throws Exception {
        long from = System.currentTimeMillis();
        Dataset<Row> table = table(NycTaxiStreaming.readFromKafka(spark, settings), spark, settings);
        table = way == Variant.TUTORIAL ? sortedAsItIs(spark, table) : table;
        StreamingQuery query = NycTaxiStreaming.startQuery(table, settings);
        DeadLetterPosition letters = way.hasDeadLetters() ? DeadLetters.position(spark, settings, query) : null;
        StreamingQueryProgress last = awaitAll(query, letters, records);
        List<MicroBatch> batches =
                Arrays.stream(query.recentProgress()).map(MicroBatch::of).toList();
        long end = MicroBatch.of(last).endedMillis();
        if (letters != null) {
            letters.end();
            end = System.currentTimeMillis();
        }
        double seconds = (end - from) / 1e3;
        return new Run(way, seconds, BenchJob.liveMb(), last.stateOperators()[0].memoryUsedBytes(), batches);
    }

    private static Run batch(SparkSession spark, JobSettings settings) {
        long began = System.nanoTime();
        Dataset<Row> records = spark.read()
                .format("kafka")
                .options(settings.kafka())
                .option("subscribe", settings.topic())
                .load()
                .selectExpr("CAST(value AS STRING)");
        table(records, spark, settings).show(settings.consoleRows(), false);
        return new Run(Variant.BATCH, (System.nanoTime() - began) / 1e9, BenchJob.liveMb(), 0, List.of());
    }

    private static Dataset<Row> table(Dataset<Row> records, SparkSession spark, JobSettings settings) {
        return NycTaxiStreaming.aggregate(
                NycTaxiStreaming.joinZones(NycTaxiStreaming.parse(records), NycTaxiStreaming.zones(spark, settings)));
    }

    /** The table with the sort alone, as the tutorial has it, and not in one partition. */
    static Dataset<Row> sortedAsItIs(SparkSession spark, Dataset<Row> table) {
        LogicalPlan inOnePartition = table.logicalPlan().children().head();
        LogicalPlan aggregated = inOnePartition.children().head();
        return Dataset.ofRows(spark, aggregated).orderBy("window_start", "PickUpBorough");
    }

    private static StreamingQueryProgress awaitAll(StreamingQuery query, DeadLetterPosition letters, long records) {
        return Awaitility.await("all records are read and their results written")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(DeadLetters.PAUSE_MILLIS))
                .failFast(() -> !query.isActive())
                .until(
                        () -> {
                            if (letters != null) {
                                letters.catchUp();
                            }
                            return query.lastProgress();
                        },
                        progress -> progress != null && MicroBatch.of(progress).read() >= records);
    }
}
