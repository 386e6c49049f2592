package dev.kerbside.taxi;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.encode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * Keeps what § 3.3 leaves out: a second query writes each record that is not a trip, unchanged, to the dead-letter
 * topic. Its key is {@code topic-partition-offset} of the original, its header {@code reason} says what is wrong.
 */
public final class DeadLetters {
    private DeadLetters() {}

    public static StreamingQuery start(SparkSession spark, JobSettings settings) throws TimeoutException {
        return malformed(records(spark, settings))
                .writeStream()
                .queryName("DeadLetters")
                .format("kafka")
                .options(settings.kafka())
                .option("topic", settings.deadLetterTopic())
                .option("checkpointLocation", settings.checkpoint("dead-letters"))
                .start();
    }

    private static Dataset<Row> records(SparkSession spark, JobSettings settings) {
        return NycTaxiStreaming.source(spark, settings)
                .select(
                        col("value").cast("string").as("value"),
                        col("value").as("original"),
                        concat_ws("-", col("topic"), col("partition"), col("offset"))
                                .as("origin"));
    }

    private static Dataset<Row> malformed(Dataset<Row> records) {
        var reason = when(col(NycTaxiStreaming.CORRUPT).isNotNull(), lit("not JSON, or a value of the wrong type"))
                .otherwise(lit("no lpep_dropoff_datetime"));
        return NycTaxiStreaming.parsed(records)
                .where(NycTaxiStreaming.malformed())
                .select(
                        col("origin").as("key"),
                        col("original").as("value"),
                        array(struct(
                                        lit("reason").as("key"),
                                        encode(reason, "UTF-8").as("value")))
                                .as("headers"));
    }
}
