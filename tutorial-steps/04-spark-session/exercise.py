def session() -> SparkSession:
    """§ 3.1: the session that the whole job works with.

    Its name is NycTaxiStreaming. It shows all times in UTC, on whatever machine it runs. It divides what must be
    grouped into 3 parts, not into the 200 of a large cluster. Where the job runs (the master) is not said here:
    spark-submit says it.
    """
    # TODO 04-a: give the application its name.
    # TODO 04-b: set the time zone of Spark SQL's session. The names of all such settings: see "Hints" on the page.
    # TODO 04-c: set the number of shuffle partitions.
    return SparkSession.builder.appName("my first Spark job").getOrCreate()
