package dev.kerbside.taxi.job;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.get_json_object;
import static org.apache.spark.sql.functions.length;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.substring;
import static org.apache.spark.sql.functions.when;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/**
 * Keeps what § 3.3 leaves out: each record that is not a trip is written, unchanged, to the dead-letter topic. Its key is
 * {@code topic-partition-offset} of the original, its headers are {@code reason}, which says what is wrong, and {@code size},
 * its bytes. Of one that is larger than {@link #LIMIT} only the start is kept: else one record could end the job, for a
 * topic and a producer take 1 MiB unless they are told otherwise.
 *
 * <p>{@link #follow} follows the query of the table, and reads again only those micro-batches in which that one has
 * counted such records. Each is kept at least once, whenever the job is killed.
 */
public final class DeadLetters {
    /** Bytes of a record that is kept whole; a little less than Kafka takes, because key and headers need room too. */
    public static final int LIMIT = 1_000_000;

    /** Bytes that are kept of a larger one. */
    public static final int START = 1_000;

    /** Between two looks at the query. */
    public static final long PAUSE_MILLIS = 200;

    private DeadLetters() {}

    /**
     * Keeps what the query leaves out, until it ends.
     *
     * @param table one of {@link NycTaxiStreaming#startQuery}, or with the same source, metrics and checkpoint
     * @throws StreamingQueryException if the query fails
     */
    public static void follow(SparkSession spark, JobSettings settings, StreamingQuery table)
            throws StreamingQueryException, IOException {
        DeadLetterPosition position = position(spark, settings, table);
        while (!table.awaitTermination(PAUSE_MILLIS)) {
            position.catchUp();
        }
        position.end();
    }

    /** The same for a caller who looks at the query himself. */
    public static DeadLetterPosition position(SparkSession spark, JobSettings settings, StreamingQuery table)
            throws IOException {
        return DeadLetterPosition.of(spark, settings, table, stretch -> keep(spark, settings, stretch));
    }

    /** Returns when all replicas in sync have them. */
    static void keep(SparkSession spark, JobSettings settings, Stretch stretch) {
        Map<String, String> kafka = new HashMap<>(settings.kafka());
        kafka.remove("maxOffsetsPerTrigger");
        Dataset<Row> source = spark.read()
                .format("kafka")
                .options(kafka)
                .options(stretch.from().reading(stretch.to()))
                .load();
        malformed(records(source))
                .write()
                .format("kafka")
                .options(kafka)
                .option("kafka.acks", "all")
                .option("topic", settings.deadLetterTopic())
                .save();
    }

    /** As version 0.1.0 did it, whose workspaces call it: by a query of its own, which parses each record once more. */
    public static StreamingQuery start(SparkSession spark, JobSettings settings) throws TimeoutException {
        return malformed(records(NycTaxiStreaming.source(spark, settings)))
                .writeStream()
                .queryName("DeadLetters")
                .format("kafka")
                .options(settings.kafka())
                .option("topic", settings.deadLetterTopic())
                .option("checkpointLocation", settings.checkpoint(DeadLetterPosition.FOLDER))
                .start();
    }

    private static Dataset<Row> records(Dataset<Row> source) {
        return source.select(
                col("value").cast("string").as("value"),
                col("value").as("original"),
                concat_ws("-", col("topic"), col("partition"), col("offset")).as("origin"));
    }

    private static Dataset<Row> malformed(Dataset<Row> records) {
        Column size = coalesce(length(col("original")), lit(0));
        return NycTaxiStreaming.parsed(records)
                // A wall: else Spark moves the filter below the parsing, and parses again for each column that it asks.
                .observe("dead letters", count_if(NycTaxiStreaming.malformed()).as("malformed"))
                .where(NycTaxiStreaming.malformed())
                .select(
                        col("origin").as("key"),
                        when(size.gt(LIMIT), substring(col("original"), 1, START))
                                .otherwise(col("original"))
                                .as("value"),
                        array(header("reason", reason()), header("size", size.cast("string")))
                                .as("headers"));
    }

    private static Column reason() {
        return when(col("original").isNull(), "no value")
                .when(get_json_object(col("original").cast("string"), "$").isNull(), "not JSON, or cut off")
                .when(col(NycTaxiStreaming.CORRUPT).isNotNull(), "a value of the wrong type")
                .otherwise("no lpep_dropoff_datetime");
    }

    private static Column header(String key, Column text) {
        return struct(lit(key).as("key"), encode(text, "UTF-8").as("value"));
    }
}
