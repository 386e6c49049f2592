package dev.kerbside.lessons.growth;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.window;

import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import dev.kerbside.lessons.growth.Growing.Found;
import dev.kerbside.steps.Drain;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.SparkRows;
import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.taxi.topic.TripProducer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.awaitility.Awaitility;

/** The same job over 1, 10 and 100 times the rows, and over more partitions than there are cores. */
public final class Growing implements Lesson<Found> {
    /** The plot, among the lab's reports. */
    private static final String PLOT = "29-growing.html";

    private static final int MICRO_BATCHES = 5;
    private static final int FEW = 2;
    private static final int MANY =
            4 * Integer.highestOneBit(Runtime.getRuntime().availableProcessors());

    /** A topic of so many rows in so many partitions. */
    record Size(long rows, int partitions) {
        @Override
        public String toString() {
            return "%,d rows in %d partitions".formatted(rows, partitions);
        }
    }

    private static final List<Size> SIZES =
            List.of(new Size(1_000, FEW), new Size(10_000, FEW), new Size(100_000, FEW), new Size(10_000, MANY));

    /**
     * The job over one topic. Its table is in HDFS.
     *
     * @param reading the different numbers of tasks of the stages that read the topic
     * @param remembering the same, of the stages that keep the state
     */
    record Run(Size size, List<MicroBatch> batches, Set<Integer> reading, Set<Integer> remembering) {
        MicroBatch last() {
            return batches.get(batches.size() - 1);
        }
    }

    /**
     * @param cores tasks that can run at the same time
     * @param sortedInParts state rows, as Spark says, of the same groups sorted in several partitions
     */
    record Found(int cores, int shufflePartitions, List<Run> runs, long sortedInParts) {}

    @Override
    public String id() {
        return "29-growing";
    }

    @Override
    public String title() {
        return "Growing";
    }

    @Override
    public Class<Found> findings() {
        return Found.class;
    }

    @Override
    public List<NewTopic> topics(TutorialNames names) {
        return SIZES.stream()
                .map(size -> topic(names, topic(size, names), size.partitions()))
                .toList();
    }

    private String topic(Size size, TutorialNames names) {
        return "%s-%d-%d".formatted(topic(names), size.rows(), size.partitions());
    }

    private static Path plot(TutorialContext context) {
        return context.lab().reports().resolve(PLOT);
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        Files.deleteIfExists(plot(context));
        return Lesson.super.reset(context);
    }

    @Override
    public Found observe(TutorialContext context) throws Exception {
        SparkSession spark = context.spark();
        LiveLine live = new LiveLine(context.narrator());
        List<Run> runs = new ArrayList<>();
        spark.streams().addListener(live);
        try {
            for (Size size : SIZES) {
                context.narrator().say(size.toString());
                runs.add(run(size, context));
            }
        } finally {
            spark.streams().removeListener(live);
        }
        Path plot = plot(context);
        GrowthPage.write(plot, runs);
        context.narrator().say("the plot: " + plot);
        return new Found(
                spark.sparkContext().defaultParallelism(),
                Integer.parseInt(spark.conf().get("spark.sql.shuffle.partitions")),
                runs,
                sortedInParts(runs.get(0).size(), context));
    }

    /** The groups of the job, counted and sorted in all the shuffle's partitions, in one micro-batch. */
    private long sortedInParts(Size size, TutorialContext context) throws Exception {
        JobSettings settings = context.settings().reading(topic(size, context.names()), "earliest");
        StreamingQuery query = Drain.through(
                trips(context.spark(), settings)
                        .groupBy(window(col("lpep_dropoff_datetime"), "1 hour"), col("PickUpBorough"))
                        .count()
                        .orderBy("window"),
                "complete",
                settings.checkpoint("sorted-in-parts"),
                (batch, id) -> batch.collectAsList());
        return MicroBatch.of(query.lastProgress()).stateRows();
    }

    private Run run(Size size, TutorialContext context) throws Exception {
        GrowthTables.withMonth(size, file -> {
            try (TripFile trips = TripFile.openLocal(file)) {
                return new TripProducer(context.kafka(), topic(size, context.names()), 0).send(trips, sent -> {});
            }
        });
        SparkSession spark = context.spark();
        JobSettings settings = context.settings()
                .reading(topic(size, context.names()), "earliest")
                .inBatchesOf(size.rows() / MICRO_BATCHES);
        AtomicReference<HourlyTable> table = new AtomicReference<>();
        StageTasks tasks = new StageTasks();
        spark.sparkContext().addSparkListener(tasks);
        try {
            StreamingQuery query = Drain.through(
                    NycTaxiStreaming.aggregate(trips(spark, settings)),
                    "complete",
                    settings.checkpoint("growing"),
                    (batch, id) -> table.set(SparkRows.table(batch)));
            List<MicroBatch> batches =
                    Stream.of(query.recentProgress()).map(MicroBatch::of).toList();
            // Spark tells its listeners a moment later.
            Awaitility.await("word of every micro-batch's stages").until(() -> tasks.read() >= batches.size());
            try (FileSystem fs = context.hdfs()) {
                tables(context).write(table.get(), size, fs);
            }
            return new Run(size, batches, tasks.reading(), tasks.remembering());
        } finally {
            spark.sparkContext().removeSparkListener(tasks);
        }
    }

    private GrowthTables tables(TutorialContext context) {
        return new GrowthTables(folder(context.names()));
    }

    private static Dataset<Row> trips(SparkSession spark, JobSettings settings) {
        return NycTaxiStreaming.joinZones(
                NycTaxiStreaming.parse(NycTaxiStreaming.readFromKafka(spark, settings)),
                NycTaxiStreaming.zones(spark, settings));
    }

    @Override
    public void judge(Found found, TutorialContext context, Claims claims) throws Exception {
        try (FileSystem fs = context.hdfs()) {
            new GrowingExpectations(found, tables(context), fs).claim(claims);
        }
    }
}
