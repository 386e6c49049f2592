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

import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * Keeps what § 3.3 leaves out: a second query writes each record that is not a trip, unchanged, to the dead-letter
 * topic. Its key is {@code topic-partition-offset} of the original, its headers are {@code reason}, which says what is wrong, and {@code size}, its bytes.
 * Of one that is larger than {@link #LIMIT} only the start is kept: else one record could end the job, for a topic and a
 * producer take 1 MiB unless they are told otherwise.
 */
public final class DeadLetters {
    /** Bytes of a record that is kept whole; a little less than Kafka takes, because key and headers need room too. */
    public static final int LIMIT = 1_000_000;

    /** Bytes that are kept of a larger one. */
    public static final int START = 1_000;

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
