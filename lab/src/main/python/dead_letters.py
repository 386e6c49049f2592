"""Keeps what § 3.3 leaves out: each record that is not a trip is written, unchanged, to the dead-letter topic.

Its key is topic-partition-offset of the original, its headers are reason, which says what is wrong, and size, its bytes.
Of one that is larger than LIMIT only the start is kept: else one record could end the job, for a topic and a producer
take 1 MiB unless they are told otherwise.

follow() follows the query of the table, and reads again only those micro-batches in which that one has counted such
records. Each is kept at least once, whenever the job is killed.
"""

from typing import Callable

from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql.functions import (
    array,
    coalesce,
    col,
    concat_ws,
    count_if,
    encode,
    get_json_object,
    length,
    lit,
    struct,
    substring,
    when,
)
from pyspark.sql.streaming import StreamingQuery

from dead_letter_position import Position, Stretch, reading
from job_settings import JobSettings

# Bytes of a record that is kept whole; a little less than Kafka takes, because key and headers need room too.
LIMIT = 1_000_000

# Bytes that are kept of a larger one.
START = 1_000

# Seconds between two looks at the query.
PAUSE = 0.2


def follow(
    spark: SparkSession,
    settings: JobSettings,
    query: StreamingQuery,
    parsed: Callable[[DataFrame], DataFrame],
    malformed: Column,
) -> None:
    """Keeps what the query leaves out, until it ends; if the query fails, its exception is raised.

    query: it reads the settings' topic, and reports read and malformed with every micro-batch.
    parsed: adds to records the columns of SCHEMA; malformed: true for the records that are kept.
    """

    def keep(stretch: Stretch) -> None:
        kafka = {name: value for name, value in settings.kafka.items() if name != "maxOffsetsPerTrigger"}
        source = spark.read.format("kafka").options(**kafka).options(**reading(stretch.start, stretch.end)).load()
        writer = letters(parsed(records(source)), malformed).write.format("kafka").options(**kafka)
        # Returns when all replicas in sync have them.
        writer.option("kafka.acks", "all").option("topic", settings.dead_letter_topic).save()

    position = Position(spark, settings, query, keep)
    while not query.awaitTermination(PAUSE):
        position.catch_up()
    position.end()


def records(source: DataFrame) -> DataFrame:
    """The records of Kafka's source as parsed() wants them, with what the dead letters keep."""
    return source.select(
        col("value").cast("string").alias("value"),
        col("value").alias("original"),
        concat_ws("-", col("topic"), col("partition"), col("offset")).alias("origin"),
    )


def letters(parsed: DataFrame, malformed: Column) -> DataFrame:
    """What is written of each: key, value and headers."""
    size = coalesce(length(col("original")), lit(0))
    return (
        # A wall: else Spark moves the filter below the parsing, and parses again for each column that it asks.
        parsed.observe("dead letters", count_if(malformed).alias("malformed"))
        .where(malformed)
        .select(
            col("origin").alias("key"),
            when(size > LIMIT, substring(col("original"), 1, START)).otherwise(col("original")).alias("value"),
            array(header("reason", reason()), header("size", size.cast("string"))).alias("headers"),
        )
    )


def reason() -> Column:
    return (
        when(col("original").isNull(), "no value")
        .when(get_json_object(col("original").cast("string"), "$").isNull(), "not JSON, or cut off")
        .when(col("_corrupt_record").isNotNull(), "a value of the wrong type")
        .otherwise("no lpep_dropoff_datetime")
    )


def header(key: str, text: Column) -> Column:
    return struct(lit(key).alias("key"), encode(text, "UTF-8").alias("value"))
