package dev.kerbside.lessons.sinks;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.when;

import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import dev.kerbside.steps.Lesson;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.text.Messages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.DataStreamWriter;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;

/** What each output mode writes to each sink, and which combinations Spark refuses: all of them are tried. */
public final class OutputModes implements Lesson<OutputModesFindings> {
    static final List<String> MODES = List.of("complete", "update", "append");

    /** Nine trips, three a micro-batch: the minute of the day at which each ended, and its zone. */
    private static final int[][] TRIPS = {
        {10, 74}, {20, 74}, {40, 7}, //
        {50, 74}, {65, 7}, {75, 7}, //
        {80, 7}, {125, 74}, {150, 74}
    };

    private static final LocalDateTime MIDNIGHT = LocalDateTime.of(2024, 1, 15, 0, 0);

    @Override
    public String id() {
        return "23-output-modes";
    }

    @Override
    public String title() {
        return "Output modes and sinks";
    }

    @Override
    public Class<OutputModesFindings> findings() {
        return OutputModesFindings.class;
    }

    /** One partition: the order of the trips is then that of the micro-batches. */
    @Override
    public List<NewTopic> topics(TutorialNames names) {
        return List.of(topic(names, topic(names), 1), topic(names, written(names), 1));
    }

    /** The topic that the Kafka sink writes to. */
    String written(TutorialNames names) {
        return topic(names) + "-written";
    }

    /** Name of a combination: of its table, of its records' key, of its folder. */
    @Override
    public OutputModesFindings observe(TutorialContext context) throws Exception {
        Records.send(
                context.kafka(),
                topic(context.names()),
                Stream.of(TRIPS)
                        .map(trip -> Records.trip(MIDNIGHT.plusMinutes(trip[0]), trip[1])
                                .getBytes(StandardCharsets.UTF_8))
                        .toList());
        // A session of its own, which shares all else with the first: nine trips need one task, and no compiled code.
        SparkSession spark = context.spark().newSession();
        spark.conf().set("spark.sql.shuffle.partitions", "1");
        spark.conf().set("spark.sql.codegen.wholeStage", "false");
        JobSettings settings =
                context.settings().reading(topic(context.names()), "earliest").inBatchesOf(3);
        Dataset<Row> trips = NycTaxiStreaming.parse(NycTaxiStreaming.readFromKafka(spark, settings))
                .withColumn(
                        "PickUpBorough",
                        when(col("PULocationID").equalTo(74), "Manhattan").otherwise("Queens"));
        OutputModesFindings found =
                new OutputModesFindings(new ArrayList<>(), new ArrayList<>(), again(trips, settings));
        for (Query query : Query.values()) {
            for (String mode : MODES) {
                for (Sink sink : Sink.values()) {
                    if (worthTrying(query, mode)) {
                        context.narrator().progress(query + " in " + mode + " mode to " + sink);
                        String name = ModeRun.name(query, mode, sink);
                        Sink.Target target = new Sink.Target(
                                name,
                                settings.kafka(),
                                written(context.names()),
                                folder(context.names()) + "/" + name,
                                settings.checkpoint(name));
                        attempt(query, mode, sink, trips, target, found);
                    }
                }
            }
        }
        return found;
    }

    /** In complete and update mode the other two aggregations write what HOURLY writes, or what step 08 showed. */
    private static boolean worthTrying(Query query, String mode) {
        return switch (query) {
            case HOURLY, TRIPS -> true;
            case UNBOUNDED -> mode.equals("append");
            case SORTED -> !mode.equals("complete");
        };
    }

    private void attempt(
            Query query, String mode, Sink sink, Dataset<Row> trips, Sink.Target target, OutputModesFindings found)
            throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try {
            StreamingQuery run = drained(
                    sink.writer(query.rows(trips), target)
                            .outputMode(mode)
                            .option("checkpointLocation", target.checkpoint()),
                    printed);
            List<Long> counted = Stream.of(run.recentProgress())
                    .map(progress -> progress.sink().numOutputRows())
                    .toList();
            List<List<String>> seen =
                    switch (sink) {
                        case CONSOLE -> ConsoleText.batches(printed.toString(StandardCharsets.UTF_8));
                        case MEMORY ->
                            List.of(trips.sparkSession().table(target.name()).collectAsList().stream()
                                    .map(row -> row.mkString(" "))
                                    .toList());
                        case KAFKA, PARQUET -> List.of();
                    };
            found.runs().add(new ModeRun(query, mode, sink, counted, seen));
        } catch (AnalysisException e) {
            found.refusals().add(new ModeRefusal(query, mode, sink, Messages.first(e)));
        }
    }

    /** Runs a query to the end of what is there. What Spark prints meanwhile is added to {@code printed}. */
    private static StreamingQuery drained(DataStreamWriter<Row> writer, ByteArrayOutputStream printed)
            throws Exception {
        writer.trigger(Trigger.AvailableNow());
        // Spark prints to Scala's console, which a thread inherits from the one that starts it.
        StreamingQuery query = scala.Console.withOut(new PrintStream(printed, true, StandardCharsets.UTF_8), () -> {
            try {
                return writer.start();
            } catch (TimeoutException e) {
                throw new IllegalStateException(e);
            }
        });
        query.awaitTermination();
        return query;
    }

    /** What Spark says to a query into memory whose checkpoint is there already. */
    private static String again(Dataset<Row> trips, JobSettings settings) throws Exception {
        DataStreamWriter<Row> writer = Query.TRIPS
                .rows(trips)
                .writeStream()
                .format("memory")
                .queryName("again")
                .option("checkpointLocation", settings.checkpoint("again"));
        drained(writer, new ByteArrayOutputStream());
        try {
            drained(writer, new ByteArrayOutputStream());
            return "";
        } catch (AnalysisException e) {
            return Messages.first(e);
        }
    }

    @Override
    public void judge(OutputModesFindings found, TutorialContext context, Claims claims) throws Exception {
        new OutputModesExpectations(folder(context.names()), written(context.names()), found, context).claim(claims);
    }
}
