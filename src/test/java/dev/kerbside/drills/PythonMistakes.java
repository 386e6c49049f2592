package dev.kerbside.drills;

import java.util.stream.Stream;

/** What only people who write Python get wrong: names that Java has checked before, Python's own functions, None. */
final class PythonMistakes {
    private static final String DROP_OFF = "expr(\"timestamp_millis(lpep_dropoff_datetime)\")";
    private static final String MALFORMED = "col(CORRUPT).isNotNull() | col(\"lpep_dropoff_datetime\").isNull()";

    private PythonMistakes() {}

    static Stream<Mistake> all() {
        return Stream.of(loaded(), session(), read(), parse(), udf(), join(), aggregate(), query(), windows(), sql())
                .flatMap(mistakes -> mistakes);
    }

    /** The file is no Python, or names what is not there. */
    private static Stream<Mistake> loaded() {
        return Stream.of(
                mistake("06", "an assignment for a comparison")
                        .python(
                                "col(\"PULocationID\") == col(\"LocationID\"),",
                                "col(\"PULocationID\") = col(\"LocationID\"),")
                        .saysInPython(
                                "stream_taxi_data_spark.py cannot be loaded",
                                "line 97: SyntaxError",
                                "perhaps you meant \"==\"",
                                "return trips.join("),
                mistake("06", "a line that is moved in")
                        .python("    options = {", "      options = {")
                        .saysInPython(
                                "stream_taxi_data_spark.py cannot be loaded",
                                "line 78: IndentationError: unexpected indent"),
                mistake("06", "a tab among spaces")
                        .python("    return trips.select(", "\treturn trips.select(")
                        .saysInPython("stream_taxi_data_spark.py cannot be loaded", "line 80: TabError"),
                mistake("06", "a parenthesis that is not closed")
                        .python(".drop(CORRUPT)", ".drop(CORRUPT")
                        .saysInPython(
                                "stream_taxi_data_spark.py cannot be loaded",
                                "line 65: SyntaxError: '(' was never closed"),
                mistake("06", "a module that is not there")
                        .python("from pyspark.sql.streaming", "import pandsa\nfrom pyspark.sql.streaming")
                        .saysInPython(
                                "stream_taxi_data_spark.py cannot be loaded",
                                "line 9: ModuleNotFoundError: No module named 'pandsa'",
                                "import pandsa"),
                mistake("06", "a name that a module does not have")
                        .python("import avg,", "import average, avg,")
                        .saysInPython(
                                "stream_taxi_data_spark.py cannot be loaded",
                                "line 8: ImportError: cannot import name 'average' from 'pyspark.sql.functions'\n"),
                mistake("06", "a constant that is used before it is there")
                        .python("CORRUPT = \"_corrupt_record\"", "CORRUPT = PREFIX + \"_record\"")
                        .saysInPython(
                                "stream_taxi_data_spark.py cannot be loaded",
                                "line 15: NameError: name 'PREFIX' is not defined"),
                mistake("06", "the job started when the file is loaded")
                        .python("if __name__ == \"__main__\":", "if __name__:")
                        .python("    main()\n", "    raise SystemExit(main.__name__)\n")
                        .saysInPython("stream_taxi_data_spark.py cannot be loaded", "line 143: SystemExit: main"),
                mistake("21", "a colon that is missing")
                        .python(
                                "def counted(trips: DataFrame, *groups: Column) -> DataFrame:",
                                "def counted(trips, *groups)")
                        .saysInPython(
                                "sliding() fails at trip_questions.py:31: SyntaxError: expected ':'",
                                "the end of the one before"));
    }

    private static Stream<Mistake> session() {
        return Stream.of(
                mistake("04", "a builder for a session")
                        .python(".getOrCreate()", "")
                        .saysInPython("session() returns a Builder, expected a SparkSession"),
                mistake("04", "no return")
                        .python("return (\n        SparkSession", "(\n        SparkSession")
                        .saysInPython("() returns None, expected a ", "Is a return missing"),
                mistake("04", "a function of another name")
                        .python("def session()", "def open_session()")
                        .saysInPython("has no function session()", "lab step solution"),
                mistake("04", "a builder that is called, as in Java")
                        .python("SparkSession.builder.", "SparkSession.builder().")
                        .saysInPython(
                                "stream_taxi_data_spark.py:40: TypeError: 'Builder' object is not callable",
                                "leave out the parentheses"));
    }

    private static Stream<Mistake> read() {
        return Stream.of(
                mistake("05", "brackets after readStream, as in Java")
                        .python("spark.readStream", "spark.readStream()")
                        .saysInPython(
                                "stream_taxi_data_spark.py:55: TypeError: 'DataStreamReader' object is not callable",
                                "leave out the parentheses"),
                mistake("05", "brackets after a setting, as in Java")
                        .python("settings.topic", "settings.topic()")
                        .saysInPython("'str' object is not callable", "leave out the parentheses"),
                mistake("05", "a setting by its name in Java")
                        .python("settings.starting_offsets", "settings.startingOffsets")
                        .saysInPython("AttributeError: 'JobSettings' object has no attribute", "job_settings.py"),
                mistake("05", "no stars before the options")
                        .python("**settings.kafka", "settings.kafka")
                        .saysInPython("options() takes 1 positional argument", "**settings.kafka"),
                mistake("05", "the options as the one option")
                        .python(".options(**settings.kafka)", ".option(\"kafka\", settings.kafka)")
                        .saysInPython("does not tell Spark where Kafka is"),
                mistake("05", "a setting that is not there")
                        .python(
                                ".options(**settings.kafka)",
                                ".option(\"kafka.bootstrap.servers\", settings.kafka[\"bootstrap.servers\"])")
                        .saysInPython("stream_taxi_data_spark.py:56: KeyError: 'bootstrap.servers'", "no such key"),
                mistake("05", "bytes that are decoded as Python does")
                        .python(".selectExpr(\"CAST(value AS STRING)\")", ".select(col(\"value\").decode(\"utf-8\"))")
                        .saysInPython("'Column' object is not callable", "no method of that name"),
                mistake("05", "a DataFrame taken for an RDD")
                        .python(".selectExpr(\"CAST(value AS STRING)\")", ".map(lambda row: row.value)")
                        .saysInPython("'DataFrame' object has no attribute 'map'", "RDDs have others"),
                mistake("05", "the stream collected")
                        .python(
                                ".selectExpr(\"CAST(value AS STRING)\")",
                                ".selectExpr(\"CAST(value AS STRING)\").collect()")
                        .saysInPython("AnalysisException: Queries with streaming sources", "a stream has none"));
    }

    private static Stream<Mistake> parse() {
        return Stream.of(
                mistake("06", "not before a Column")
                        .python("~malformed()", "not malformed()")
                        .saysInPython(
                                "parse() fails at stream_taxi_data_spark.py:68: PySparkValueError",
                                "joined by & and |"),
                mistake("06", "or between Columns")
                        .python("isNotNull() | col(", "isNotNull() or col(")
                        .saysInPython("Cannot convert column into bool", "turned round by ~"),
                mistake("06", "compared with None")
                        .python(MALFORMED, "(col(CORRUPT) != None) | (col(\"lpep_dropoff_datetime\") == None)")
                        .saysInPython("the condition is null", "isNull() and isNotNull()"),
                mistake("06", "a Column that is None")
                        .python(MALFORMED, "col(CORRUPT) is not None | col(\"lpep_dropoff_datetime\").isNull()")
                        .saysInPython("got bool", "ask isNull() or isNotNull()"),
                mistake("06", "no parentheses around comparisons")
                        .python(MALFORMED, "col(CORRUPT).isNotNull() | col(\"lpep_dropoff_datetime\") < 0")
                        .saysInPython("BINARY_OP_DIFF_TYPES", "stand in parentheses"),
                mistake("06", "a function in the place of what it returns")
                        .python("~malformed()", "malformed")
                        .saysInPython("got function", "Call it"),
                mistake("06", "a function turned round")
                        .python("~malformed()", "~malformed")
                        .saysInPython("unary ~: 'function'", "Call it"),
                mistake("06", "no return")
                        .python("return (\n        parsed", "(\n        parsed")
                        .saysInPython("() returns None, expected a ", "Is a return missing"),
                mistake("06", "no return in malformed()")
                        .python("return " + MALFORMED, MALFORMED)
                        .saysInPython("got NoneType", "is its return missing"),
                mistake("06", "shown in the end")
                        .python(".drop(CORRUPT)", ".drop(CORRUPT).show()")
                        .saysInPython("'NoneType' object has no attribute 'withColumn'", "None there"),
                mistake("06", "the column taken for text")
                        .python(DROP_OFF, "\"timestamp_millis(lpep_dropoff_datetime)\"")
                        .saysInPython("got str", "col() makes one"),
                mistake("06", "a column in quotes within SQL")
                        .python(DROP_OFF, "expr(\"timestamp_millis('lpep_dropoff_datetime')\")")
                        .saysInPython("\"lpep_dropoff_datetime\" has the type \"STRING\""),
                mistake("06", "to_timestamp of milliseconds")
                        .python("import avg,", "import to_timestamp, avg,")
                        .python(DROP_OFF, "to_timestamp(col(\"lpep_dropoff_datetime\"))")
                        .saysInPython("milliseconds were taken for seconds"),
                mistake("06", "a name that is not imported")
                        .python("count_if, expr", "expr")
                        .saysInPython(
                                "stream_taxi_data_spark.py:67: NameError: name 'count_if' is not defined",
                                "not imported"),
                mistake("06", "no alias")
                        .python("count(lit(1)).alias(\"read\")", "count(lit(1))")
                        .saysInPython("metrics records are [count(1), malformed]"),
                mistake("06", "a DataFrame of pandas")
                        .python(".drop(CORRUPT)", ".drop(CORRUPT).toPandas()")
                        .python(
                                ".withColumn(\"lpep_pickup_datetime\", expr(\"timestamp_millis(lpep_pickup_datetime)\"))",
                                "")
                        .python(".withColumn(\"lpep_dropoff_datetime\", " + DROP_OFF + ")", "")
                        .saysInPython("parse() returns a pandas DataFrame, expected a DataFrame"),
                mistake("06", "the schema as the original's, in types")
                        .python(
                                "from pyspark.sql.streaming",
                                "from pyspark.sql.types import *\nfrom pyspark.sql.streaming")
                        .python("SCHEMA = \"\"\"", "DDL = \"\"\"")
                        .python("passenger_count DOUBLE", "passenger_count LONG")
                        .python(
                                "def main()",
                                """
                                TYPES = {"LONG": LongType(), "DOUBLE": DoubleType(), "STRING": StringType()}
                                SCHEMA = StructType([StructField(field.split()[0], TYPES[field.split()[1]]) for field in DDL.split(",")])


                                def main()""")
                        .saysInPython("because of passenger_count", "says LongType"),
                mistake("06", "the schema as a list")
                        .python("SCHEMA = \"\"\"", "SCHEMA = [\"value\"]\nDDL = \"\"\"")
                        .saysInPython("SCHEMA is a list, expected text or a StructType"),
                mistake("06", "exit() for a job that is done")
                        .python("return trips.select", "exit()\n    return trips.select")
                        .saysInPython("stream_taxi_data_spark.py:80: SystemExit", "Leave out exit()"),
                mistake("06", "a function that calls itself")
                        .python("trips = records.withColumn(", "trips = parsed(records).withColumn(")
                        .saysInPython("RecursionError", "without an end"));
    }

    private static Stream<Mistake> udf() {
        String to = "udf(to_time, \"timestamp\")(\"lpep_pickup_datetime\")";
        return Stream.of(
                function("takes no None", "return datetime.fromtimestamp(millis / 1000)", to)
                        .saysInPython(
                                "What parse() returns fails at stream_taxi_data_spark.py:65: TypeError",
                                "'NoneType'",
                                "NULL in a function that is called for rows"),
                function("asks None for something", "return datetime.fromtimestamp(millis.real / 1000)", to)
                        .saysInPython(
                                "stream_taxi_data_spark.py:65: AttributeError: 'NoneType' object has no attribute 'real'",
                                "NULL"),
                function(
                                "without a type",
                                "return millis and datetime.fromtimestamp(millis / 1000)",
                                "udf(to_time)(\"lpep_pickup_datetime\")")
                        .saysInPython("lpep_pickup_datetime is a STRING, expected a TIMESTAMP"),
                function("returns another type", "return str(millis)", to)
                        .saysInPython("has no attribute 'tzinfo'", "than the type that udf() is told"),
                function("uses Spark", "return SparkSession.builder.getOrCreate().range(1).count()", to)
                        .saysInPython(
                                "stream_taxi_data_spark.py:65: PySparkRuntimeError: [CONTEXT_ONLY_VALID_ON_DRIVER]",
                                "has no Spark"),
                function("ends Python", "import os; os._exit(3)", to)
                        .saysInPython("Python worker exited unexpectedly", "does it call exit()"),
                function("calls exit()", "exit()", to)
                        .saysInPython("stream_taxi_data_spark.py:65: SystemExit", "Leave out exit()"),
                function("looks for a key", "return {}[millis]", to)
                        .saysInPython("stream_taxi_data_spark.py:65: KeyError", "no such key"),
                mistake("06", "a function for rows in a file of its own")
                        .python("from pyspark.sql.streaming", "from amounts import is_paid\nfrom pyspark.sql.streaming")
                        .python("import avg,", "import udf, avg,")
                        .python(".drop(CORRUPT)", ".where(udf(is_paid, \"boolean\")(\"fare_amount\")).drop(CORRUPT)")
                        .beside("amounts.py", "def is_paid(fare):\n    return fare > -1e9\n")
                        .saysInPython("What parse() returns fails at amounts.py:2: TypeError: '>' not supported"),
                mistake("06", "a function of rows that is called with a Column")
                        .python(
                                "from pyspark.sql.streaming",
                                "from datetime import datetime\nfrom pyspark.sql.streaming")
                        .python(
                                "def parse(",
                                "def to_time(millis):\n    return datetime.fromtimestamp(millis / 1000)\n\n\ndef parse(")
                        .python(DROP_OFF, "to_time(col(\"lpep_dropoff_datetime\"))")
                        .saysInPython("'Column' object cannot be interpreted", "udf()"));
    }

    private static Mistake function(String name, String body, String call) {
        return mistake("06", "a function for rows " + name)
                .python("from pyspark.sql.streaming", "from datetime import datetime\nfrom pyspark.sql.streaming")
                .python("import avg,", "import udf, avg,")
                .python("def parse(", "def to_time(millis):\n    " + body + "\n\n\ndef parse(")
                .python("expr(\"timestamp_millis(lpep_pickup_datetime)\")", call);
    }

    private static Stream<Mistake> join() {
        String condition = "col(\"PULocationID\") == col(\"LocationID\")";
        return Stream.of(
                mistake("07", "the zones merged, as in pandas")
                        .python(
                                "trips.join(broadcast(boroughs), " + condition + ", \"left\")",
                                "trips.merge(boroughs, left_on=\"PULocationID\", right_on=\"LocationID\", how=\"left\")")
                        .saysInPython("'DataFrame' object has no attribute 'merge'", "pandas"),
                mistake("07", "one name for both columns")
                        .python(condition, "\"PULocationID\"")
                        .saysInPython("UNRESOLVED_USING_COLUMN", "compare the two columns"),
                mistake("07", "a kind of join that there is not")
                        .python("\"left\"", "\"left join\"")
                        .saysInPython("Unsupported join type 'left join'", "Take one of those"),
                mistake("07", "and between conditions")
                        .python(condition, condition + " and col(\"Borough\").isNotNull()")
                        .saysInPython("Cannot convert column into bool"),
                mistake("07", "broadcast is not imported")
                        .python("broadcast, col,", "col,")
                        .saysInPython("name 'broadcast' is not defined", "not imported"),
                mistake("07", "the join is not returned")
                        .python("return trips.join", "trips = trips.join")
                        .saysInPython("join_zones() returns None, expected a DataFrame"),
                mistake("07", "the column renamed without effect")
                        .python(
                                ".alias(\"PickUpBorough\"))",
                                ")\n    boroughs.withColumnRenamed(\"Borough\", \"PickUpBorough\")")
                        .saysInPython("no column PickUpBorough; there is Borough"));
    }

    private static Stream<Mistake> aggregate() {
        return Stream.of(
                mistake("08", "Python's own sum()")
                        .python("round, sum, window", "round, window")
                        .saysInPython(
                                "stream_taxi_data_spark.py:108: TypeError: unsupported operand",
                                "Python's own function"),
                mistake("08", "Python's own round()")
                        .python("round, sum, window", "sum, window")
                        .saysInPython("__round__", "Python's own function"),
                mistake("08", "Python's own sum() of a Column")
                        .python("round, sum, window", "round, window")
                        .python("sum(\"trip_distance\")", "sum(trips.trip_distance)")
                        .saysInPython("Column is not iterable", "Python's own function"),
                mistake("08", "Python's own abs()")
                        .python("sum(\"trip_distance\")", "sum(abs(col(\"trip_distance\")))")
                        .saysInPython("abs()", "Python's own function"),
                mistake("08", "Python's own max()")
                        .python("cents(sum(\"trip_distance\"))", "cents(max(\"trip_distance\"))")
                        .saysInPython("`t`", "max() of a text is a letter"),
                mistake("08", "no alias")
                        .python(
                                "cents(sum(\"trip_distance\")).alias(\"TotalDistance\")",
                                "cents(sum(\"trip_distance\"))")
                        .saysInPython(
                                "TotalDistance is missing",
                                "round(round(sum(trip_distance), 6), 2) besides",
                                "aliases"),
                mistake("08", "as() for alias()")
                        .python("cents(sum(\"trip_distance\")).alias(", "cents(sum(\"trip_distance\")).name_as(")
                        .saysInPython("'Column' object is not callable", "no method of that name"),
                mistake("08", "grouped only")
                        .python(
                                "return (\n        trips.withWatermark",
                                "return trips.groupBy(\"PickUpBorough\")\n    (\n        trips.withWatermark")
                        .saysInPython("aggregate() returns a GroupedData, expected a DataFrame"),
                mistake("08", "sorted as in pandas")
                        .python(".orderBy(", ".sort_values(")
                        .saysInPython("no attribute 'sort_values'", "pandas"),
                mistake("08", "a count of nothing")
                        .python("count(lit(1)).alias(\"TripCount\")", "count().alias(\"TripCount\")")
                        .saysInPython("missing 1 required positional argument: 'col'", "count the arguments"),
                mistake("08", "or for a value that is missing")
                        .python("avg(\"passenger_count\")", "avg(col(\"passenger_count\") or 0)")
                        .saysInPython("Cannot convert column into bool"),
                mistake("08", "sorted downwards")
                        .python(
                                "\"window_start\", \"PickUpBorough\")",
                                "\"window_start\", \"PickUpBorough\", ascending=False)")
                        .saysInPython("Row 1 of the table is that of 2090", "both upwards"),
                mistake("08", "a column for the function that makes it")
                        .python("avg(\"tip_amount\")", "avg(trips.tip)")
                        .saysInPython("no attribute 'tip'", "no column and no method of that name"),
                mistake("08", "a function and a variable of one name")
                        .python(
                                "return (\n        trips.withWatermark",
                                "sum = sum(\"trip_distance\")\n    return (\n        trips.withWatermark")
                        .saysInPython("UnboundLocalError", "take another name"));
    }

    private static Stream<Mistake> query() {
        return Stream.of(
                mistake("09", "false, as in Java")
                        .python("\"truncate\", False", "\"truncate\", false")
                        .saysInPython("name 'false' is not defined", "True, False and None"),
                mistake("09", "start without a call")
                        .python(".start()", ".start")
                        .saysInPython("start_query() returns a method, expected a StreamingQuery", "Call it"),
                mistake("09", "not started")
                        .python("\n        .start()", "")
                        .saysInPython("start_query() returns a DataStreamWriter, expected a StreamingQuery"),
                mistake("09", "no return")
                        .python("return (\n        table.writeStream", "(\n        table.writeStream")
                        .saysInPython("() returns None, expected a ", "Is a return missing"),
                mistake("09", "the end awaited in the chain")
                        .python(".start()", ".start()\n        .awaitTermination()")
                        .saysInPython("start_query() does not return", "main()"),
                mistake("09", "a table that is written, not a stream")
                        .python("table.writeStream.queryName(\"NycTaxiStreaming\")", "table.write")
                        .python(".outputMode(\"complete\")", "")
                        .saysInPython("`write` can not be called on streaming", "writeStream"),
                mistake("09", "the table shown")
                        .python(
                                "return (\n        table.writeStream",
                                "table.show()\n    return (\n        table.writeStream")
                        .saysInPython("Queries with streaming sources", "a stream has none"),
                mistake("09", "the table as a DataFrame of pandas")
                        .python(
                                "return (\n        table.writeStream",
                                "print(table.toPandas())\n    return (\n        table.writeStream")
                        .saysInPython("Queries with streaming sources", "a stream has none"),
                mistake("09", "a trigger without a name")
                        .python(".start()", ".trigger(\"1 second\")\n        .start()")
                        .saysInPython("trigger() takes 1 positional argument", "count the arguments"),
                mistake("09", "the checkpoint's name forgotten")
                        .python("settings.checkpoint(\"table\")", "settings.checkpoint()")
                        .saysInPython("checkpoint() missing 1 required positional argument", "count the arguments"),
                mistake("09", "a method for its value")
                        .python("settings.checkpoint(\"table\")", "settings.checkpoint")
                        .saysInPython("<bound method JobSettings.checkpoint", "Call it"));
    }

    private static Stream<Mistake> windows() {
        return Stream.of(
                mistake("21", "a slide in minutes")
                        .python("\"15 minutes\"", "15")
                        .saysInPython("got int", "A time is a text"),
                mistake("21", "a gap in minutes")
                        .python("\"20 minutes\"", "20")
                        .saysInPython("got int", "A time is a text"),
                mistake("21", "a time without its unit")
                        .python("\"20 minutes\"", "\"20\"")
                        .saysInPython("waits 20 minutes"),
                mistake("21", "a window without a time")
                        .python(
                                "session_window(col(\"lpep_dropoff_datetime\"), \"20 minutes\")",
                                "session_window(\"20 minutes\")")
                        .saysInPython("argument: 'gapDuration'", "count the arguments"),
                mistake("21", "session_window is not imported")
                        .python("round, session_window, sum", "round, sum")
                        .saysInPython("trip_questions.py:28: NameError: name 'session_window'", "not imported"));
    }

    private static Stream<Mistake> sql() {
        return Stream.of(
                mistake("22", "a session that is not there")
                        .python("trips.sparkSession.sql", "spark.sql")
                        .saysInPython("name 'spark' is not defined", "sparkSession"),
                mistake("22", "a session that is called, as in Java")
                        .python("trips.sparkSession.sql", "trips.sparkSession().sql")
                        .saysInPython("'SparkSession' object is not callable", "leave out the parentheses"),
                mistake("22", "braces without an f")
                        .python("trip_distance > 5\n", "trip_distance > {LONG}\n")
                        .saysInPython("near '{'", "an f stands before"),
                mistake("22", "a name in quotes")
                        .python("SELECT PULocationID", "SELECT 'PULocationID'")
                        .saysInPython("PULocationID is of StringType", "in quotes"),
                mistake("22", "the DataFrame in the text")
                        .python("        \"\"\"\n        SELECT PULoc", "        f\"\"\"\n        SELECT PULoc")
                        .python("FROM trips", "FROM {trips}")
                        .saysInPython("near '['", "make a view"),
                mistake("22", "no view")
                        .python("    trips.createOrReplaceTempView(\"trips\")\n", "")
                        .saysInPython("TABLE_OR_VIEW_NOT_FOUND", "A view must be made"),
                mistake("22", "a view that is not replaced")
                        .python("createOrReplaceTempView", "createTempView")
                        .saysInPython("TEMP_TABLE_OR_VIEW_ALREADY_EXISTS", "must be replaced"),
                mistake("22", "collected")
                        .python("GROUP BY PULocationID\"\"\"\n    )", "GROUP BY PULocationID\"\"\"\n    ).collect()")
                        .saysInPython("by_sql() returns a list, expected a DataFrame"));
    }

    private static Mistake mistake(String step, String name) {
        return Mistake.inPython(step, name);
    }
}
