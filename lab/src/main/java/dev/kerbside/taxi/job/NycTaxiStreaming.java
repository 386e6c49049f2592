package dev.kerbside.taxi.job;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.from_json;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.round;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.window;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;

/**
 * The tutorial's job, one method a section; read it from top to bottom. A plain Spark application: {@code spark-submit
 * --class dev.kerbside.taxi.job.NycTaxiStreaming --properties-file .lab/kafka/spark.properties kerbside.jar}; its settings
 * are {@link JobSettings}. What it corrects in the original is told on the pages of the steps.
 */
public final class NycTaxiStreaming {
    /** Column of {@link #parse} that tells a record that is not a trip: the record itself, else null. */
    static final String CORRUPT = "_corrupt_record";

    /** Name of the metrics that {@link #parse} reports with every micro-batch: {@code read} and {@code malformed}. */
    public static final String METRICS = "records";

    /** JSON as the producer writes it. Whatever may be missing arrives as a double: pandas writes {@code 1.0}. */
    static final String SCHEMA =
            """
            VendorID LONG, lpep_pickup_datetime LONG, lpep_dropoff_datetime LONG, store_and_fwd_flag STRING,
            RatecodeID DOUBLE, PULocationID LONG, DOLocationID LONG, passenger_count DOUBLE, trip_distance DOUBLE,
            fare_amount DOUBLE, extra DOUBLE, mta_tax DOUBLE, tip_amount DOUBLE, tolls_amount DOUBLE,
            ehail_fee DOUBLE, improvement_surcharge DOUBLE, total_amount DOUBLE, payment_type DOUBLE,
            trip_type DOUBLE, congestion_surcharge DOUBLE, cbd_congestion_fee DOUBLE, _corrupt_record STRING""";

    private NycTaxiStreaming() {}

    public static void main(String[] args) throws TimeoutException, StreamingQueryException, IOException {
        SparkSession spark = session();
        JobSettings settings = JobSettings.of(spark);
        Dataset<Row> trips = parse(readFromKafka(spark, settings));
        StreamingQuery query = startQuery(aggregate(joinZones(trips, zones(spark, settings))), settings);
        DeadLetters.follow(spark, settings, query);
    }

    /** § 3.1: the session. UTC, or the hours would shift; 3 shuffle partitions for one small machine, not 200. */
    public static SparkSession session() {
        return SparkSession.builder()
                .appName("NycTaxiStreaming")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.shuffle.partitions", "3")
                .getOrCreate();
    }

    /** § 3.2: the topic as a stream of one column, {@code value}: the record as text. */
    public static Dataset<Row> readFromKafka(SparkSession spark, JobSettings settings) {
        return source(spark, settings).selectExpr("CAST(value AS STRING)");
    }

    /** The topic with all the columns that Kafka has: value, partition, offset and so on. */
    public static Dataset<Row> source(SparkSession spark, JobSettings settings) {
        return spark.readStream()
                .format("kafka")
                .options(settings.kafka())
                .option("subscribe", settings.topic())
                .option("startingOffsets", settings.startingOffsets())
                .load();
    }

    /** § 3.3: JSON to columns, milliseconds to timestamps. Records that are not trips are counted and left out. */
    public static Dataset<Row> parse(Dataset<Row> records) {
        return parsed(records)
                .observe(
                        METRICS, count(lit(1)).as("read"), count_if(malformed()).as("malformed"))
                .where(not(malformed()))
                .drop(CORRUPT)
                .withColumn("lpep_pickup_datetime", expr("timestamp_millis(lpep_pickup_datetime)"))
                .withColumn("lpep_dropoff_datetime", expr("timestamp_millis(lpep_dropoff_datetime)"));
    }

    /** Every record with the columns of {@link #SCHEMA}, whether it is a trip or not. */
    public static Dataset<Row> parsed(Dataset<Row> records) {
        return records.withColumn(
                        "trip",
                        from_json(
                                col("value"),
                                org.apache.spark.sql.types.StructType.fromDDL(SCHEMA),
                                // Spark would take the text "NaN" for a number, and one of them spoils a sum.
                                Map.of("columnNameOfCorruptRecord", CORRUPT, "allowNonNumericNumbers", "false")))
                .select("*", "trip.*")
                .drop("value", "trip");
    }

    /** Not JSON, a value of the wrong type, or no drop-off time to put it into an hour. */
    static Column malformed() {
        return col(CORRUPT).isNotNull().or(col("lpep_dropoff_datetime").isNull());
    }

    /** The 265 zones, from HDFS. */
    public static Dataset<Row> zones(SparkSession spark, JobSettings settings) {
        return spark.read()
                .option("header", true)
                .schema("LocationID LONG, Borough STRING, Zone STRING, service_zone STRING")
                .csv(settings.zonesFile());
    }

    /** § 3.4: the borough of the pick-up zone; small and static, so it is broadcast. A left join loses no trip. */
    public static Dataset<Row> joinZones(Dataset<Row> trips, Dataset<Row> zones) {
        Dataset<Row> boroughs = zones.select(col("LocationID"), col("Borough").as("PickUpBorough"));
        return trips.join(broadcast(boroughs), col("PULocationID").equalTo(col("LocationID")), "left");
    }

    /** § 3.5: the trips of each hour and borough, by drop-off time. */
    public static Dataset<Row> aggregate(Dataset<Row> trips) {
        return trips.withWatermark("lpep_dropoff_datetime", "10 minutes")
                .groupBy(window(col("lpep_dropoff_datetime"), "1 hour"), col("PickUpBorough"))
                .agg(
                        count(lit(1)).as("TripCount"),
                        cents(avg("passenger_count")).as("AvgPassengerCount"),
                        cents(sum("trip_distance")).as("TotalDistance"),
                        cents(avg("trip_distance")).as("AvgDistance"),
                        cents(avg("tip_amount")).as("AvgTipAmount"),
                        cents(sum("fare_amount")).as("TotalFareAmount"),
                        cents(avg("fare_amount")).as("AvgFareAmount"),
                        cents(sum("total_amount")).as("TotalTripAmount"),
                        cents(avg("total_amount")).as("AvgTripAmount"))
                .select(
                        col("window.start").as("window_start"),
                        col("window.end").as("window_end"),
                        col("*"))
                .drop("window")
                // In one partition: else the sort looks for its ranges first, and runs the stage with the state twice.
                .repartition(1)
                .orderBy("window_start", "PickUpBorough");
    }

    /** Two decimals. A sum of doubles depends on the order of the rows; the inner rounding takes that noise away. */
    private static Column cents(Column value) {
        return round(round(value, 6), 2);
    }

    /** § 3.6: the whole table to the console after every micro-batch. */
    public static StreamingQuery startQuery(Dataset<Row> table, JobSettings settings) throws TimeoutException {
        return table.writeStream()
                .queryName("NycTaxiStreaming")
                .outputMode("complete")
                .format("console")
                .option("truncate", false)
                .option("numRows", settings.consoleRows())
                .option("checkpointLocation", settings.checkpoint("table"))
                .start();
    }
}
