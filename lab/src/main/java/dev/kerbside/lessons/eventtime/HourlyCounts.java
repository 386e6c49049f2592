package dev.kerbside.lessons.eventtime;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.window;

import dev.kerbside.lessons.eventtime.WatermarkRun.Batch;
import dev.kerbside.steps.Drain;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/** Counts the trips of each hour, in a streaming query over a topic of one partition, cut into even micro-batches. */
final class HourlyCounts {
    private final TutorialContext context;
    private final SparkSession spark;

    HourlyCounts(TutorialContext context) throws java.io.IOException {
        this.context = context;
        // A session of its own for few trips: one task a stage is enough.
        this.spark = context.spark().newSession();
        spark.conf().set("spark.sql.session.timeZone", "UTC");
        spark.conf().set("spark.sql.shuffle.partitions", "1");
    }

    /** The query, without its start. */
    static Dataset<Row> counts(Dataset<Row> trips) {
        return trips.withWatermark("lpep_dropoff_datetime", "10 minutes")
                .groupBy(window(col("lpep_dropoff_datetime"), "1 hour"))
                .count();
    }

    /** Runs it over all that is in the topic, in each of the output modes, all at once. */
    Map<String, WatermarkRun> run(String topic, long recordsPerBatch, List<String> modes) throws Exception {
        Map<String, Running> started = new LinkedHashMap<>();
        for (String mode : modes) {
            JobSettings settings = context.settings().reading(topic, "earliest").inBatchesOf(recordsPerBatch);
            Dataset<Row> trips = NycTaxiStreaming.parse(NycTaxiStreaming.readFromKafka(spark, settings));
            Map<String, Long> shown = new TreeMap<>();
            StreamingQuery query =
                    Drain.start(counts(trips), mode, settings.checkpoint("counts"), (rows, id) -> addAll(rows, shown));
            started.put(mode, new Running(query, shown));
        }
        Map<String, WatermarkRun> runs = new LinkedHashMap<>();
        for (var running : started.entrySet()) {
            runs.put(running.getKey(), running.getValue().ended());
        }
        return runs;
    }

    private record Running(StreamingQuery query, Map<String, Long> shown) {
        WatermarkRun ended() throws StreamingQueryException {
            query.awaitTermination();
            return new WatermarkRun(
                    shown,
                    Stream.of(query.recentProgress()).map(HourlyCounts::batch).toList());
        }
    }

    private static void addAll(Dataset<Row> rows, Map<String, Long> shown) {
        for (Row row : rows.selectExpr("window.start", "count").collectAsList()) {
            shown.put(row.<Timestamp>getAs("start").toInstant().toString(), row.getAs("count"));
        }
    }

    private static Batch batch(StreamingQueryProgress progress) {
        var state = progress.stateOperators()[0];
        return new Batch(
                progress.numInputRows(),
                Instant.parse(progress.eventTime().get("watermark")).toString(),
                state.numRowsDroppedByWatermark(),
                state.numRowsTotal());
    }
}
