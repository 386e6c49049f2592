def read_from_kafka(spark: SparkSession, settings: JobSettings) -> DataFrame:
    """§ 3.2: the topic as a stream of one column, value: the record as text.

    Kafka carries bytes, and the source offers more columns than this job needs.
    """
    # TODO 05-d: keep the column value only, cast to a string, under the same name.
    return source(spark, settings)


def source(spark: SparkSession, settings: JobSettings) -> DataFrame:
    """The topic with all the columns that Kafka has: value, partition, offset and so on.

    What is read, from where and with which login is in the settings, not in the code: settings.kafka is a dict of
    options for the source (addresses, security, group ids), settings.topic and settings.starting_offsets are values of
    two more.
    """
    # TODO 05-a: read from Kafka. "rate" is a source for tests that counts seconds.
    # TODO 05-b: pass on all the options of the settings at once.
    # TODO 05-c: say which topic to subscribe to, and at which offsets to start.
    return spark.readStream.format("rate").load()
