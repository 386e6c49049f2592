package dev.kerbside.taxi.job;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/**
 * The tutorial's job with files in HDFS in the place of the console. Its checkpoints are there too, so that it may be
 * killed at any moment and started again. Its dead letters are those of the table. One setting more than {@link JobSettings}: {@code spark.nyctaxi.output}, the
 * folder of the results.
 */
public final class TripsToHdfs {
    /** Names of the two queries, of their results below the output folder, and of their checkpoints. */
    public static final String TRIPS = "trips";

    public static final String TABLE = "table";

    private TripsToHdfs() {}

    public static void main(String[] args) throws TimeoutException, StreamingQueryException, IOException {
        SparkSession spark = NycTaxiStreaming.session();
        JobSettings settings = JobSettings.of(spark);
        String output = spark.conf().get(JobSettings.PREFIX + "output");
        Dataset<Row> trips = NycTaxiStreaming.parse(NycTaxiStreaming.readFromKafka(spark, settings));
        Dataset<Row> zones = NycTaxiStreaming.zones(spark, settings);
        startTrips(trips, settings, output);
        StreamingQuery table =
                startTable(NycTaxiStreaming.aggregate(NycTaxiStreaming.joinZones(trips, zones)), settings, output);
        DeadLetterPosition letters = DeadLetters.position(spark, settings, table);
        while (!spark.streams().awaitAnyTermination(DeadLetters.PAUSE_MILLIS)) {
            letters.catchUp();
        }
    }

    /** Every trip as a row of Parquet. Spark's file sink keeps a log of the files that count, in _spark_metadata. */
    static StreamingQuery startTrips(Dataset<Row> trips, JobSettings settings, String output) throws TimeoutException {
        return trips.writeStream()
                .queryName(TRIPS)
                .outputMode("append")
                .format("parquet")
                .option("path", output + "/" + TRIPS)
                .option("checkpointLocation", settings.checkpoint(TRIPS))
                .start();
    }

    /** The whole hourly table after each micro-batch, in a folder of its number: done twice, it is written over. */
    static StreamingQuery startTable(Dataset<Row> table, JobSettings settings, String output) throws TimeoutException {
        return table.writeStream()
                .queryName(TABLE)
                .outputMode("complete")
                .foreachBatch((rows, number) -> {
                    rows.coalesce(1).write().mode(SaveMode.Overwrite).parquet(output + "/" + TABLE + "/" + number);
                })
                .option("checkpointLocation", settings.checkpoint(TABLE))
                .start();
    }
}
