"""The tutorial's job, one function a section; read it from top to bottom.

A plain PySpark application: spark-submit --properties-file .lab/kafka/spark.properties stream_taxi_data_spark.py. Its
settings are those of job_settings.py. What it corrects in the original is told on the pages of the steps.
"""

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql.functions import avg, broadcast, col, count, count_if, expr, from_json, lit, round, sum, window
from pyspark.sql.streaming import StreamingQuery

import dead_letters
from job_settings import JobSettings

# Column of parsed() that tells a record that is not a trip: the record itself, else null.
CORRUPT = "_corrupt_record"

# Name of the metrics that parse() reports with every micro-batch: read and malformed.
METRICS = "records"

# JSON as the producer writes it. Whatever may be missing arrives as a double: pandas writes 1.0.
SCHEMA = """
    VendorID LONG, lpep_pickup_datetime LONG, lpep_dropoff_datetime LONG, store_and_fwd_flag STRING,
    RatecodeID DOUBLE, PULocationID LONG, DOLocationID LONG, passenger_count DOUBLE, trip_distance DOUBLE,
    fare_amount DOUBLE, extra DOUBLE, mta_tax DOUBLE, tip_amount DOUBLE, tolls_amount DOUBLE,
    ehail_fee DOUBLE, improvement_surcharge DOUBLE, total_amount DOUBLE, payment_type DOUBLE,
    trip_type DOUBLE, congestion_surcharge DOUBLE, cbd_congestion_fee DOUBLE, _corrupt_record STRING"""


def main() -> None:
    spark = session()
    settings = JobSettings.of(spark)
    trips = parse(read_from_kafka(spark, settings))
    query = start_query(aggregate(join_zones(trips, zones(spark, settings))), settings)
    dead_letters.follow(spark, settings, query, parsed, malformed())


def session() -> SparkSession:
    """§ 3.1: the session. UTC, or the hours would shift; 3 shuffle partitions for one small machine, not 200."""
    return (
        SparkSession.builder.appName("NycTaxiStreaming")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.sql.shuffle.partitions", "3")
        .getOrCreate()
    )


def read_from_kafka(spark: SparkSession, settings: JobSettings) -> DataFrame:
    """§ 3.2: the topic as a stream of one column, value: the record as text."""
    return source(spark, settings).selectExpr("CAST(value AS STRING)")


def source(spark: SparkSession, settings: JobSettings) -> DataFrame:
    """The topic with all the columns that Kafka has: value, partition, offset and so on."""
    return (
        spark.readStream.format("kafka")
        .options(**settings.kafka)
        .option("subscribe", settings.topic)
        .option("startingOffsets", settings.starting_offsets)
        .load()
    )


def parse(records: DataFrame) -> DataFrame:
    """§ 3.3: JSON to columns, milliseconds to timestamps. Records that are not trips are counted and left out."""
    return (
        parsed(records)
        .observe(METRICS, count(lit(1)).alias("read"), count_if(malformed()).alias("malformed"))
        .where(~malformed())
        .drop(CORRUPT)
        .withColumn("lpep_pickup_datetime", expr("timestamp_millis(lpep_pickup_datetime)"))
        .withColumn("lpep_dropoff_datetime", expr("timestamp_millis(lpep_dropoff_datetime)"))
    )


def parsed(records: DataFrame) -> DataFrame:
    """Every record with the columns of SCHEMA, whether it is a trip or not."""
    # Spark would take the text "NaN" for a number, and one of them spoils a sum.
    options = {"columnNameOfCorruptRecord": CORRUPT, "allowNonNumericNumbers": "false"}
    trips = records.withColumn("trip", from_json(col("value"), SCHEMA, options))
    return trips.select("*", "trip.*").drop("value", "trip")


def malformed() -> Column:
    """Not JSON, a value of the wrong type, or no drop-off time to put it into an hour."""
    return col(CORRUPT).isNotNull() | col("lpep_dropoff_datetime").isNull()


def zones(spark: SparkSession, settings: JobSettings) -> DataFrame:
    """The 265 zones, from HDFS."""
    schema = "LocationID LONG, Borough STRING, Zone STRING, service_zone STRING"
    return spark.read.option("header", True).schema(schema).csv(settings.zones_file)


def join_zones(trips: DataFrame, zones: DataFrame) -> DataFrame:
    """§ 3.4: the borough of the pick-up zone; small and static, so it is broadcast. A left join loses no trip."""
    boroughs = zones.select(col("LocationID"), col("Borough").alias("PickUpBorough"))
    return trips.join(broadcast(boroughs), col("PULocationID") == col("LocationID"), "left")


def aggregate(trips: DataFrame) -> DataFrame:
    """§ 3.5: the trips of each hour and borough, by drop-off time."""
    return (
        trips.withWatermark("lpep_dropoff_datetime", "10 minutes")
        .groupBy(window(col("lpep_dropoff_datetime"), "1 hour"), col("PickUpBorough"))
        .agg(
            count(lit(1)).alias("TripCount"),
            cents(avg("passenger_count")).alias("AvgPassengerCount"),
            cents(sum("trip_distance")).alias("TotalDistance"),
            cents(avg("trip_distance")).alias("AvgDistance"),
            cents(avg("tip_amount")).alias("AvgTipAmount"),
            cents(sum("fare_amount")).alias("TotalFareAmount"),
            cents(avg("fare_amount")).alias("AvgFareAmount"),
            cents(sum("total_amount")).alias("TotalTripAmount"),
            cents(avg("total_amount")).alias("AvgTripAmount"),
        )
        .select(col("window.start").alias("window_start"), col("window.end").alias("window_end"), col("*"))
        .drop("window")
        # In one partition: else the sort looks for its ranges first, and runs the stage with the state twice.
        .repartition(1)
        .orderBy("window_start", "PickUpBorough")
    )


def cents(value: Column) -> Column:
    """Two decimals. A sum of doubles depends on the order of the rows; the inner rounding takes that noise away."""
    return round(round(value, 6), 2)


def start_query(table: DataFrame, settings: JobSettings) -> StreamingQuery:
    """§ 3.6: the whole table to the console after every micro-batch."""
    return (
        table.writeStream.queryName("NycTaxiStreaming")
        .outputMode("complete")
        .format("console")
        .option("truncate", False)
        .option("numRows", settings.console_rows)
        .option("checkpointLocation", settings.checkpoint("table"))
        .start()
    )


if __name__ == "__main__":
    main()
