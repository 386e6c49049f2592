package dev.kerbside.drills;

import java.util.List;
import java.util.stream.Stream;

/** The typical mistakes of steps 04 to 09, the original tutorial's own among them, and of lessons 21 and 22. */
final class Mistakes {
    private Mistakes() {}

    static Stream<Mistake> all() {
        return Stream.of(session(), read(), parse(), join(), aggregate(), query(), windows(), sql())
                .flatMap(List::stream);
    }

    private static List<Mistake> session() {
        String zone = ".config(\"spark.sql.session.timeZone\", \"UTC\")";
        String partitions = ".config(\"spark.sql.shuffle.partitions\", \"3\")";
        return List.of(
                Mistake.of("04", "another name")
                        .both(".appName(\"NycTaxiStreaming\")", ".appName(\"Taxi\")")
                        .says("application is Taxi, expected NycTaxiStreaming", "appName()"),
                Mistake.of("04", "no time zone, as the original")
                        .both(zone, "")
                        .says("does not set spark.sql.session.timeZone", "2022-01-01 00:30", "2021-12-31 19:30"),
                Mistake.of("04", "the time zone of New York")
                        .both("\"UTC\"", "\"America/New_York\"")
                        .says("timeZone is America/New_York", "shown as 2021-12-31 19:30", "Set it to UTC"),
                Mistake.of("04", "the key of the time zone misspelt")
                        .both("session.timeZone", "session.timezone")
                        .says("it sets spark.sql.session.timezone, which Spark does not know"),
                Mistake.of("04", "200 shuffle partitions, as the original")
                        .both(partitions, "")
                        .says("leaves Spark's 200 shuffle partitions", "Set spark.sql.shuffle.partitions to 3"),
                Mistake.of("04", "many shuffle partitions")
                        .both("partitions\", \"3\"", "partitions\", \"400\"")
                        .says("400 shuffle partitions on", "state store"),
                Mistake.of("04", "a master in the code")
                        .both(".appName(", ".master(\"local[2]\").appName(")
                        .says("sets the master to local[2], and overrules the local[1]", "Leave master() out"),
                Mistake.of("04", "the master in the code that happens to be right")
                        .both(".appName(", ".master(\"local[1]\").appName(")
                        .says("sets the master to local[1], and overrules the one", "Leave master() out"));
    }

    private static List<Mistake> read() {
        String options = ".options(settings.kafka())";
        String optionsInPython = ".options(**settings.kafka)";
        String cast = "selectExpr(\"CAST(value AS STRING)\")";
        String subscribe = ".option(\"subscribe\", settings.topic%s)";
        String offsets = ".option(\"startingOffsets\", settings.%s)";
        return List.of(
                Mistake.of("05", "read instead of readStream")
                        .java("spark.readStream()", "spark.read()")
                        .python("spark.readStream", "spark.read")
                        .says("DataFrame is static"),
                Mistake.of("05", "bytes instead of text")
                        .both(cast, "select(\"value\")")
                        .says("value is binary, bytes"),
                Mistake.of("05", "the key kept")
                        .both(cast, "selectExpr(\"CAST(key AS STRING)\", \"CAST(value AS STRING)\")")
                        .says("has the columns key, value; expected value only"),
                Mistake.of("05", "the key for the value")
                        .both(cast, "selectExpr(\"CAST(key AS STRING) AS value\")")
                        .says("made of Kafka's key"),
                Mistake.of("05", "another name for the column")
                        .both(cast, "selectExpr(\"CAST(value AS STRING) AS json\")")
                        .says("no column value; there is json"),
                Mistake.of("05", "no address")
                        .java(options, "")
                        .python(optionsInPython, "")
                        .says("does not tell Spark where Kafka is", "settings.kafka()"),
                Mistake.of("05", "no login")
                        .java(
                                options,
                                ".option(\"kafka.bootstrap.servers\", settings.kafka().get(\"kafka.bootstrap.servers\"))")
                        .python(
                                optionsInPython,
                                ".option(\"kafka.bootstrap.servers\", settings.kafka[\"kafka.bootstrap.servers\"])")
                        .says("do not reach the source", "kafka.security.protocol", "without a login"),
                Mistake.of("05", "no encryption")
                        .java(options, options + ".option(\"kafka.security.protocol\", \"SASL_PLAINTEXT\")")
                        .python(
                                optionsInPython,
                                optionsInPython + ".option(\"kafka.security.protocol\", \"SASL_PLAINTEXT\")")
                        .says("kafka.security.protocol is SASL_PLAINTEXT, but the settings say SASL_SSL"),
                Mistake.of("05", "no topic")
                        .java(subscribe.formatted("()"), "")
                        .python(subscribe.formatted(""), "")
                        .says("names no topic", "in the settings"),
                Mistake.of("05", "the topic in the code")
                        .java("settings.topic()", "\"tdp-user-nyc-taxi\"")
                        .python("settings.topic", "\"tdp-user-nyc-taxi\"")
                        .says("the stream reads tdp-user-nyc-taxi", "in the settings"),
                Mistake.of("05", "offsets latest in the code, as the original")
                        .java("settings.startingOffsets()", "\"latest\"")
                        .python("settings.starting_offsets", "\"latest\"")
                        .says("startingOffsets is always latest", "never seen"),
                Mistake.of("05", "offsets earliest in the code")
                        .java("settings.startingOffsets()", "\"earliest\"")
                        .python("settings.starting_offsets", "\"earliest\"")
                        .says("startingOffsets is always earliest"),
                Mistake.of("05", "no offsets")
                        .java(offsets.formatted("startingOffsets()"), "")
                        .python(offsets.formatted("starting_offsets"), "")
                        .says("startingOffsets is not set", "default for a stream is latest"));
    }

    private static List<Mistake> parse() {
        String dropOff = "expr(\"timestamp_millis(lpep_dropoff_datetime)\")";
        String observe =
                """

                                .observe(
                                        METRICS, count(lit(1)).as("read"), count_if(malformed()).as("malformed"))
                """
                        .stripTrailing();
        String observeInPython =
                "\n        .observe(METRICS, count(lit(1)).alias(\"read\"), count_if(malformed()).alias(\"malformed\"))";
        String where = "\n                .where(not(malformed()))";
        String whereInPython = "\n        .where(~malformed())";
        String malformed = "col(CORRUPT).isNotNull().or(col(\"lpep_dropoff_datetime\").isNull())";
        String malformedInPython = "col(CORRUPT).isNotNull() | col(\"lpep_dropoff_datetime\").isNull()";
        return List.of(
                Mistake.of("06", "passenger_count is a LONG and nothing is left out, as the original")
                        .both("passenger_count DOUBLE", "passenger_count LONG")
                        .java(where, "")
                        .python(whereInPython, "")
                        .says("passenger_count is null in 100 %", "carry 1.0", "says LongType"),
                Mistake.of("06", "passenger_count is a LONG")
                        .both("passenger_count DOUBLE", "passenger_count LONG")
                        .says("as malformed, because of passenger_count", "carry 1.0", "Use DOUBLE"),
                Mistake.of("06", "passenger_count is a LONG, and ehail_fee, always null, a STRING")
                        .both("passenger_count DOUBLE", "passenger_count LONG")
                        .both("ehail_fee DOUBLE", "ehail_fee STRING")
                        .says("because of passenger_count: the records carry 1.0 and your schema says LongType"),
                Mistake.of("06", "congestion_surcharge is an INT, as the original")
                        .both("congestion_surcharge DOUBLE", "congestion_surcharge INT")
                        .says("because of congestion_surcharge", "Use DOUBLE"),
                Mistake.of("06", "VendorID is an INT")
                        .both("VendorID LONG", "VendorID INT")
                        .says("VendorID is of IntegerType, expected LongType"),
                Mistake.of("06", "a comma is missing in the schema")
                        .both("RatecodeID DOUBLE, PULocationID", "RatecodeID DOUBLE PULocationID")
                        .says(
                                "Reading SCHEMA fails",
                                "PARSE_SYNTAX_ERROR",
                                "near 'PULocationID",
                                "missing comma or type"),
                Mistake.of("06", "a type is missing in a schema that is given as text")
                        .java("org.apache.spark.sql.types.StructType.fromDDL(SCHEMA)", "SCHEMA")
                        .both("PULocationID LONG", "PULocationID")
                        .says("Reading SCHEMA fails", "PARSE_SYNTAX_ERROR", "near ','", "missing comma or type"),
                Mistake.of("06", "a type that Spark does not know")
                        .both("tip_amount DOUBLE", "tip_amount FLOATING")
                        .says("Reading SCHEMA fails", "UNSUPPORTED_DATATYPE", "\"FLOATING\"", "LONG, DOUBLE"),
                Mistake.of("06", "no column for what does not fit")
                        .both(", _corrupt_record STRING", "")
                        .says("parse() fails", "`_corrupt_record`", "last column of SCHEMA"),
                Mistake.of("06", "a field is missing")
                        .both("tip_amount DOUBLE, ", "")
                        .says("does not return tip_amount", "SCHEMA"),
                Mistake.of("06", "a field is misspelt")
                        .both("tolls_amount DOUBLE", "toll_amount DOUBLE")
                        .says("does not return tolls_amount"),
                Mistake.of("06", "milliseconds taken for seconds")
                        .both(dropOff, "col(\"lpep_dropoff_datetime\").cast(\"timestamp\")")
                        .says("lpep_dropoff_datetime is in the year 5", "milliseconds were taken for seconds"),
                Mistake.of("06", "milliseconds taken for microseconds")
                        .both(dropOff, "expr(\"timestamp_micros(lpep_dropoff_datetime)\")")
                        .says("in 1970"),
                Mistake.of("06", "milliseconds left as they are")
                        .both(dropOff, "col(\"lpep_dropoff_datetime\")")
                        .says("lpep_dropoff_datetime is still a number"),
                Mistake.of("06", "times as local time")
                        .both(
                                dropOff,
                                "expr(\"from_utc_timestamp(timestamp_millis(lpep_dropoff_datetime), 'America/New_York')\")")
                        .says("-5.0 hours off", "another time zone"),
                Mistake.of("06", "malformed records kept as rows of NULL, as the original")
                        .java(where, "")
                        .python(whereInPython, "")
                        .says("35 of 35 malformed records became rows with NULLs", "is not JSON", "is cut off"),
                Mistake.of("06", "only the time is looked at")
                        .java(malformed, "col(\"lpep_dropoff_datetime\").isNull()")
                        .python(malformedInPython, "col(\"lpep_dropoff_datetime\").isNull()")
                        .says("10 of 35 malformed records", "has text for a number"),
                Mistake.of("06", "only the corrupt column is looked at")
                        .java(malformed, "col(CORRUPT).isNotNull()")
                        .python(malformedInPython, "col(CORRUPT).isNotNull()")
                        .says(" of 35 malformed records", "has no drop-off time", "is empty"),
                Mistake.of("06", "malformed records are not counted")
                        .java(observe, "")
                        .python(observeInPython, "")
                        .says("nobody is told", "no metrics named records"),
                Mistake.of("06", "counted after they were left out")
                        .java(observe + where, where + observe)
                        .python(observeInPython + whereInPython, whereInPython + observeInPython)
                        .says("malformed 0", "observe() stands after where()"),
                Mistake.of("06", "the metric has another name")
                        .java(".as(\"malformed\")", ".as(\"bad\")")
                        .python(".alias(\"malformed\")", ".alias(\"bad\")")
                        .says("expected read and malformed"),
                Mistake.of("06", "the condition the wrong way round")
                        .java("not(malformed())", "malformed()")
                        .python("~malformed()", "malformed()")
                        .says("58 of 58 hand-made trips are left out", "the wrong way round"),
                Mistake.of("06", "trips without a passenger count left out")
                        .java(where, where + ".where(col(\"passenger_count\").isNotNull())")
                        .python(whereInPython, whereInPython + ".where(col(\"passenger_count\").isNotNull())")
                        .says("4 of 58 hand-made trips are left out: those without passenger_count"),
                Mistake.of("06", "the corrupt column kept")
                        .both(".drop(CORRUPT)", "")
                        .says("also returns _corrupt_record", "drop()"),
                Mistake.of("06", "the columns lost by which main() keeps what is malformed")
                        .both("select(\"*\", \"trip.*\")", "select(\"trip.*\")")
                        .says("parsed() loses the column origin", "all others stay"),
                Mistake.of("06", "VendorID and passenger_count are INT")
                        .both("VendorID LONG", "VendorID INT")
                        .both("passenger_count DOUBLE", "passenger_count INT")
                        .says("as malformed, because of passenger_count: the records carry 1.0", "Use DOUBLE"),
                Mistake.of("06", "the fields still in the struct")
                        .both(".select(\"*\", \"trip.*\")", "")
                        .says("parse() fails", "UNRESOLVED_COLUMN", "taken out of the struct"));
    }

    private static List<Mistake> join() {
        String condition = "col(\"PULocationID\").equalTo(col(\"LocationID\"))";
        String conditionInPython = "col(\"PULocationID\") == col(\"LocationID\")";
        return List.of(
                Mistake.of("07", "an inner join")
                        .both("\"left\"", "\"inner\"")
                        .says("58 trips went in and 44 came out", "zone 999", "inner join"),
                Mistake.of("07", "a right join")
                        .both("\"left\"", "\"right\"")
                        .says("zones without a trip", "every trip"),
                Mistake.of("07", "no broadcast")
                        .both("broadcast(boroughs)", "boroughs")
                        .says("plan has a SortMergeJoin", "zones are not broadcast"),
                Mistake.of("07", "the borough of the drop-off")
                        .both("col(\"PULocationID\")", "col(\"DOLocationID\")")
                        .says("borough of the drop-off zone", "pick-up"),
                Mistake.of("07", "the column named Borough")
                        .java(".as(\"PickUpBorough\")", "")
                        .python(".alias(\"PickUpBorough\")", "")
                        .says("no column PickUpBorough; there is Borough"),
                Mistake.of("07", "the zone for the borough")
                        .both("col(\"Borough\")", "col(\"Zone\")")
                        .says("from zone 41 is Central Harlem, expected Manhattan"),
                Mistake.of("07", "both zones in the condition")
                        .java(condition, condition + ".or(col(\"DOLocationID\").equalTo(col(\"LocationID\")))")
                        .python(
                                conditionInPython,
                                "(" + conditionInPython + ") | (col(\"DOLocationID\") == col(\"LocationID\"))")
                        .says("58 trips went in and", "more than one zone a trip"),
                Mistake.of("07", "no condition")
                        .java(condition, "lit(true)")
                        .python(conditionInPython, "lit(True)")
                        .says("58 trips went in and 870 rows came out"),
                Mistake.of("07", "the same name on both sides")
                        .java(
                                "col(\"LocationID\"), col(\"Borough\")",
                                "col(\"LocationID\").as(\"PULocationID\"), col(\"Borough\")")
                        .java("equalTo(col(\"LocationID\"))", "equalTo(col(\"PULocationID\"))")
                        .python(
                                "col(\"LocationID\"), col(\"Borough\")",
                                "col(\"LocationID\").alias(\"PULocationID\"), col(\"Borough\")")
                        .python("== col(\"LocationID\")", "== col(\"PULocationID\")")
                        .says("joinZones() fails", "AMBIGUOUS_REFERENCE", "PULocationID", "rename"),
                Mistake.of("07", "columns lost")
                        .both("\"left\")", "\"left\").select(\"PULocationID\", \"PickUpBorough\")")
                        .says("loses the columns VendorID"));
    }

    private static List<Mistake> aggregate() {
        String watermark = "withWatermark(\"lpep_dropoff_datetime\", \"10 minutes\")";
        String order = ".orderBy(\"window_start\", \"PickUpBorough\")";
        return List.of(
                Mistake.of("08", "the alias of the tip on the distance, as the original")
                        .both("cents(avg(\"tip_amount\"))", "cents(avg(\"trip_distance\"))")
                        .says(
                                "AvgTipAmount is the average of trip_distance (2.75 at 1969-12-31 23:00 Manhattan)",
                                "expected the average of tip_amount (1.70)",
                                "alias"),
                Mistake.of("08", "fare for total")
                        .both("cents(avg(\"total_amount\"))", "cents(avg(\"fare_amount\"))")
                        .says("AvgTripAmount is the average of fare_amount", "expected the average of total_amount"),
                Mistake.of("08", "average for sum")
                        .both("cents(sum(\"trip_distance\"))", "cents(avg(\"trip_distance\"))")
                        .says(
                                "TotalDistance is the average of trip_distance",
                                "expected the sum of trip_distance",
                                "function"),
                Mistake.of("08", "no watermark").both("." + watermark, "").says("no watermark", "10 minutes"),
                Mistake.of("08", "another watermark")
                        .both("10 minutes", "10 seconds")
                        .says("10 seconds behind", "expected 10 minutes"),
                Mistake.of("08", "the watermark on another column")
                        .both(watermark, "withWatermark(\"lpep_pickup_datetime\", \"10 minutes\")")
                        .says("watermark is on lpep_pickup_datetime"),
                Mistake.of("08", "windows of the pick-up")
                        .both("window(col(\"lpep_dropoff_datetime\")", "window(col(\"lpep_pickup_datetime\")")
                        .says("these are the hours of pick-up", "in which it ended"),
                Mistake.of("08", "half-hour windows")
                        .both("\"1 hour\"", "\"30 minutes\"")
                        .says("windows are 30 minutes long, expected 60"),
                Mistake.of("08", "sliding windows, as the original says")
                        .both("\"1 hour\"", "\"1 hour\", \"30 minutes\"")
                        .says("windows overlap", "tumbling"),
                Mistake.of("08", "windows that begin at a quarter past")
                        .both("\"1 hour\"", "\"1 hour\", \"1 hour\", \"15 minutes\"")
                        .says("begin at minute [15]"),
                Mistake.of("08", "a column counted, not the rows")
                        .java("count(lit(1)).as(\"TripCount\")", "count(\"passenger_count\").as(\"TripCount\")")
                        .python("count(lit(1)).alias(\"TripCount\")", "count(\"passenger_count\").alias(\"TripCount\")")
                        .says(
                                "TripCount at 00:00 (no borough) is 3, expected 4",
                                "count of the values that are not null",
                                "passenger_count",
                                "Count rows"),
                Mistake.of("08", "null taken for 0")
                        .both("avg(\"passenger_count\")", "avg(expr(\"coalesce(passenger_count, 0)\"))")
                        .says("AvgPassengerCount is the average with null as 0 of passenger_count"),
                Mistake.of("08", "an average not rounded")
                        .both("cents(avg(\"fare_amount\"))", "avg(\"fare_amount\")")
                        .says("AvgFareAmount is not rounded", "cents()"),
                Mistake.of("08", "a sum not rounded")
                        .both("cents(sum(\"fare_amount\"))", "sum(\"fare_amount\")")
                        .says("TotalFareAmount is not rounded"),
                Mistake.of("08", "not sorted").both(order, "").says("not sorted", "orders the rows"),
                Mistake.of("08", "sorted by borough")
                        .both(order, ".orderBy(\"PickUpBorough\", \"window_start\")")
                        .says("Row 1 of the table is that of 1970-01-01 00:00 (no borough)"),
                Mistake.of("08", "the window still a struct")
                        .java(
                                """
                                                .select(
                                                        col("window.start").as("window_start"),
                                                        col("window.end").as("window_end"),
                                                        col("*"))
                                                .drop("window")
                                                // In one partition: else the sort looks for its ranges first, and runs the stage with the state twice.
                                                .repartition(1)
                                                .orderBy("window_start", "PickUpBorough")"""
                                        .indent(16)
                                        .stripTrailing(),
                                ".orderBy(\"window\", \"PickUpBorough\")")
                        .python(
                                ".select(col(\"window.start\").alias(\"window_start\"), col(\"window.end\").alias(\"window_end\"), col(\"*\"))\n        .drop(\"window\")",
                                "")
                        .python(
                                ".orderBy(\"window_start\", \"PickUpBorough\")",
                                ".orderBy(\"window\", \"PickUpBorough\")")
                        .says("window_start is missing", "window is still a struct"),
                Mistake.of("08", "a column is missing")
                        .java("cents(avg(\"fare_amount\")).as(\"AvgFareAmount\"),", "")
                        .python("cents(avg(\"fare_amount\")).alias(\"AvgFareAmount\"),", "")
                        .says("AvgFareAmount is missing", "agg()"),
                Mistake.of("08", "a column is misspelt")
                        .both("avg(\"tip_amount\")", "avg(\"tip\")")
                        .says("aggregate() fails", "UNRESOLVED_COLUMN", "`tip`"),
                Mistake.of("08", "grouped by zone, too")
                        .both(
                                "\"1 hour\"), col(\"PickUpBorough\")",
                                "\"1 hour\"), col(\"PickUpBorough\"), col(\"PULocationID\")")
                        .says("also has PULocationID"));
    }

    private static List<Mistake> query() {
        String checkpoint = ".option(\"checkpointLocation\", settings.checkpoint(\"table\"))";
        return List.of(
                Mistake.of("09", "append mode")
                        .both("\"complete\"", "\"append\"")
                        .says("Spark refuses the output mode", "which mode does that"),
                Mistake.of("09", "update mode")
                        .both("\"complete\"", "\"update\"")
                        .says("Spark refuses the output mode", "which mode does that"),
                Mistake.of("09", "no mode")
                        .both(".outputMode(\"complete\")", "")
                        .says("Spark refuses the output mode", "The default is append"),
                Mistake.of("09", "values cut off, as Spark does unasked")
                        .java(".option(\"truncate\", false)", "")
                        .python(".option(\"truncate\", False)", "")
                        .says("cuts values off at 20 characters", "A borough with a ..."),
                Mistake.of("09", "20 rows, as the original")
                        .java(".option(\"numRows\", settings.consoleRows())", "")
                        .python(".option(\"numRows\", settings.console_rows)", "")
                        .says("20 of 25 rows, the oldest", "numRows"),
                Mistake.of("09", "the number of rows in the code")
                        .java("settings.consoleRows()", "1000")
                        .python("settings.console_rows", "1000")
                        .says("25 of 25 rows, but the settings say 23"),
                Mistake.of("09", "no checkpoint, as the original")
                        .both(checkpoint, "")
                        .says("not where the settings say", "forgotten"),
                Mistake.of("09", "the checkpoint in the folder of all")
                        .java("settings.checkpoint(\"table\")", "settings.checkpoints()")
                        .python("settings.checkpoint(\"table\")", "settings.checkpoints")
                        .says("the folder of all queries' checkpoints"),
                Mistake.of("09", "the checkpoint under another name")
                        .both("settings.checkpoint(\"table\")", "settings.checkpoint(\"mine\")")
                        .says("in …/mine, expected …/table"),
                Mistake.of("09", "no name")
                        .both(".queryName(\"NycTaxiStreaming\")", "")
                        .says("has no name", "queryName"),
                Mistake.of("09", "another sink")
                        .both("format(\"console\")", "format(\"memory\")")
                        .says("not to the console"),
                Mistake.of("09", "a query that ends by itself")
                        .java(".start();", ".trigger(org.apache.spark.sql.streaming.Trigger.AvailableNow()).start();")
                        .python(".start()", ".trigger(availableNow=True).start()")
                        .says("ends by itself", "Name no trigger"),
                Mistake.of("09", "awaitTermination inside")
                        .java("return table.writeStream()", "StreamingQuery query = table.writeStream()")
                        .python("return (\n        table", "query = (\n        table")
                        .python(".start()\n    )", ".start()\n    )\n    query.awaitTermination()\n    return query")
                        .java(
                                ".start();",
                                ".start(); try { query.awaitTermination(); } catch (StreamingQueryException e) { throw new IllegalStateException(e); } return query;")
                        .says("startQuery() does not return", "main()"),
                Mistake.of("09", "the query stopped")
                        .java("return table.writeStream()", "StreamingQuery query = table.writeStream()")
                        .java(".start();", ".start(); query.stop(); return query;")
                        .python("return (\n        table", "query = (\n        table")
                        .python(".start()\n    )", ".start()\n    )\n    query.stop()\n    return query")
                        .says("a query that has ended"));
    }

    private static List<Mistake> windows() {
        return List.of(
                Mistake.of("21", "windows that slide too far")
                        .both("\"15 minutes\"", "\"30 minutes\"")
                        .says("sliding() lacks the row", "begins every 15 minutes"),
                Mistake.of("21", "length and slide in the other order")
                        .both("\"1 hour\", \"15 minutes\"", "\"15 minutes\", \"1 hour\"")
                        .says("sliding() fails", "slide_duration"),
                Mistake.of("21", "windows of the pick-up time")
                        .both(
                                "window(col(\"lpep_dropoff_datetime\"), \"1 hour\", \"15",
                                "window(col(\"lpep_pickup_datetime\"), \"1 hour\", \"15")
                        .says("sliding() has the row", "which should not be there"),
                Mistake.of("21", "a gap that is too long")
                        .both("\"20 minutes\"", "\"45 minutes\"")
                        .says("sessions() has the row", "waits 20 minutes"),
                Mistake.of("21", "sessions of the pick-up zone")
                        .both("col(\"DOLocationID\")", "col(\"PULocationID\")")
                        .says("sessions() also returns PULocationID"),
                Mistake.of("21", "sessions of the whole city")
                        .both(", col(\"DOLocationID\")", "")
                        .says("sessions() has no column DOLocationID", "group by it"),
                Mistake.of("21", "an hour of each zone for a session")
                        .both(
                                "session_window(col(\"lpep_dropoff_datetime\"), \"20 minutes\")",
                                "window(col(\"lpep_dropoff_datetime\"), \"1 hour\")")
                        .says("sessions() has the row", "waits 20 minutes"));
    }

    private static List<Mistake> sql() {
        return List.of(
                Mistake.of("22", "no condition")
                        .both("WHERE trip_distance > 5\n", "\n")
                        .says("none of its trips is longer than 5 miles"),
                Mistake.of("22", "another limit")
                        .both("trip_distance > 5", "trip_distance > 6")
                        .says("Zone 297 has no row, expected 1 trips"),
                Mistake.of("22", "a count of what may be missing")
                        .both("count(*)", "count(passenger_count)")
                        .says("Zone 999 has 0 trips", "Count its long trips"),
                Mistake.of("22", "the fares only")
                        .both("sum(total_amount)", "sum(fare_amount)")
                        .says("expected", "total_amount"),
                Mistake.of("22", "another name")
                        .both("AS TripCount", "AS trips")
                        .says("returns the columns [PULocationID, trips, TotalTripAmount]", "AS"),
                Mistake.of("22", "a row for each pair of zones")
                        .both("GROUP BY PULocationID", "GROUP BY PULocationID, DOLocationID")
                        .says("comes more than once", "GROUP BY one column"),
                Mistake.of("22", "a view of another name")
                        .both("FROM trips", "FROM rides")
                        .says("bySql() fails", "rides"));
    }
}
