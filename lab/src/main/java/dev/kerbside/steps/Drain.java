package dev.kerbside.steps;

import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.function.VoidFunction2;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;

/** Runs a real streaming query over everything that is in the topic now, and returns when it has come to the end. */
public final class Drain {
    private Drain() {}

    /**
     * @param outputMode append, or complete for an aggregation
     * @param batch is given every micro-batch
     * @return the ended query, for its plan and progress
     */
    public static StreamingQuery through(
            Dataset<Row> stream, String outputMode, String checkpoint, VoidFunction2<Dataset<Row>, Long> batch)
            throws TimeoutException, StreamingQueryException {
        StreamingQuery query = start(stream, outputMode, checkpoint, batch);
        query.awaitTermination();
        return query;
    }

    /** The same query, which ends by itself; the caller awaits it. */
    public static StreamingQuery start(
            Dataset<Row> stream, String outputMode, String checkpoint, VoidFunction2<Dataset<Row>, Long> batch)
            throws TimeoutException {
        return stream.writeStream()
                .outputMode(outputMode)
                .option("checkpointLocation", checkpoint)
                .trigger(Trigger.AvailableNow())
                .foreachBatch(batch)
                .start();
    }
}
