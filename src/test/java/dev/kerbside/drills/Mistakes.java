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
        String zone = "\n                .config(\"spark.sql.session.timeZone\", \"UTC\")";
        String partitions = "\n                .config(\"spark.sql.shuffle.partitions\", \"3\")";
        return List.of(
                Mistake.of("04", "another name")
                        .edit(".appName(\"NycTaxiStreaming\")", ".appName(\"Taxi\")")
                        .says("application is Taxi, expected NycTaxiStreaming", "appName()"),
                Mistake.of("04", "no time zone, as the original")
                        .edit(zone, "")
                        .says("does not set spark.sql.session.timeZone", "2022-01-01 00:30", "2021-12-31 19:30"),
                Mistake.of("04", "the time zone of New York")
                        .edit("\"UTC\"", "\"America/New_York\"")
                        .says("timeZone is America/New_York", "shown as 2021-12-31 19:30", "Set it to UTC"),
                Mistake.of("04", "the key of the time zone misspelt")
                        .edit("session.timeZone", "session.timezone")
                        .says("it sets spark.sql.session.timezone, which Spark does not know"),
                Mistake.of("04", "200 shuffle partitions, as the original")
                        .edit(partitions, "")
                        .says("leaves Spark's 200 shuffle partitions", "Set spark.sql.shuffle.partitions to 3"),
                Mistake.of("04", "many shuffle partitions")
                        .edit("partitions\", \"3\"", "partitions\", \"400\"")
                        .says("400 shuffle partitions on", "state store"),
                Mistake.of("04", "a master in the code")
                        .edit(".appName(", ".master(\"local[2]\").appName(")
                        .says("sets the master to local[2], and overrules the local[1]", "Leave master() out"),
                Mistake.of("04", "the master in the code that happens to be right")
                        .edit(".appName(", ".master(\"local[1]\").appName(")
                        .says("sets the master to local[1], and overrules the one", "Leave master() out"));
    }

    private static List<Mistake> read() {
        String options = ".options(settings.kafka())";
        String cast = "selectExpr(\"CAST(value AS STRING)\")";
        String subscribe = ".option(\"subscribe\", settings.topic())";
        String offsets = ".option(\"startingOffsets\", settings.startingOffsets())";
        return List.of(
                Mistake.of("05", "read instead of readStream")
                        .edit("spark.readStream()", "spark.read()")
                        .says("DataFrame is static"),
                Mistake.of("05", "bytes instead of text")
                        .edit(cast, "select(\"value\")")
                        .says("value is binary, bytes"),
                Mistake.of("05", "the key kept")
                        .edit(cast, "selectExpr(\"CAST(key AS STRING)\", \"CAST(value AS STRING)\")")
                        .says("has the columns key, value; expected value only"),
                Mistake.of("05", "the key for the value")
                        .edit(cast, "selectExpr(\"CAST(key AS STRING) AS value\")")
                        .says("made of Kafka's key"),
                Mistake.of("05", "another name for the column")
                        .edit(cast, "selectExpr(\"CAST(value AS STRING) AS json\")")
                        .says("no column value; there is json"),
                Mistake.of("05", "no address")
                        .edit(options, "")
                        .says("does not tell Spark where Kafka is", "settings.kafka()"),
                Mistake.of("05", "no login")
                        .edit(
                                options,
                                ".option(\"kafka.bootstrap.servers\", settings.kafka().get(\"kafka.bootstrap.servers\"))")
                        .says("do not reach the source", "kafka.security.protocol", "without a login"),
                Mistake.of("05", "no encryption")
                        .edit(options, options + ".option(\"kafka.security.protocol\", \"SASL_PLAINTEXT\")")
                        .says("kafka.security.protocol is SASL_PLAINTEXT, but the settings say SASL_SSL"),
                Mistake.of("05", "no topic").edit(subscribe, "").says("names no topic", "in the settings"),
                Mistake.of("05", "the topic in the code")
                        .edit("settings.topic()", "\"tdp-user-nyc-taxi\"")
                        .says("the stream reads tdp-user-nyc-taxi", "in the settings"),
                Mistake.of("05", "offsets latest in the code, as the original")
                        .edit("settings.startingOffsets()", "\"latest\"")
                        .says("startingOffsets is always latest", "never seen"),
                Mistake.of("05", "offsets earliest in the code")
                        .edit("settings.startingOffsets()", "\"earliest\"")
                        .says("startingOffsets is always earliest"),
                Mistake.of("05", "no offsets")
                        .edit(offsets, "")
                        .says("startingOffsets is not set", "default for a stream is latest"));
    }

    private static List<Mistake> parse() {
        String dropOff = "expr(\"timestamp_millis(lpep_dropoff_datetime)\")";
        String observe =
                """

                .observe(
                        METRICS, count(lit(1)).as("read"), count_if(malformed()).as("malformed"))
                """
                        .stripTrailing()
                        .replace("\n.", "\n                .")
                        .replace("\n        METRICS", "\n                        METRICS");
        String where = "\n                .where(not(malformed()))";
        String malformed = "col(CORRUPT).isNotNull().or(col(\"lpep_dropoff_datetime\").isNull())";
        return List.of(
                Mistake.of("06", "passenger_count is a LONG and nothing is left out, as the original")
                        .edit("passenger_count DOUBLE", "passenger_count LONG")
                        .edit(where, "")
                        .says("passenger_count is null in 100 %", "carry 1.0", "says LongType"),
                Mistake.of("06", "passenger_count is a LONG")
                        .edit("passenger_count DOUBLE", "passenger_count LONG")
                        .says("as malformed, because of passenger_count", "carry 1.0", "Use DOUBLE"),
                Mistake.of("06", "passenger_count is a LONG, and ehail_fee, always null, a STRING")
                        .edit("passenger_count DOUBLE", "passenger_count LONG")
                        .edit("ehail_fee DOUBLE", "ehail_fee STRING")
                        .says("because of passenger_count: the records carry 1.0 and your schema says LongType"),
                Mistake.of("06", "congestion_surcharge is an INT, as the original")
                        .edit("congestion_surcharge DOUBLE", "congestion_surcharge INT")
                        .says("because of congestion_surcharge", "Use DOUBLE"),
                Mistake.of("06", "VendorID is an INT")
                        .edit("VendorID LONG", "VendorID INT")
                        .says("VendorID is of IntegerType, expected LongType"),
                Mistake.of("06", "a comma is missing in the schema")
                        .edit("RatecodeID DOUBLE, PULocationID", "RatecodeID DOUBLE PULocationID")
                        .says(
                                "Reading SCHEMA fails",
                                "PARSE_SYNTAX_ERROR",
                                "near 'PULocationID",
                                "missing comma or type"),
                Mistake.of("06", "a type is missing in a schema that is given as text")
                        .edit("org.apache.spark.sql.types.StructType.fromDDL(SCHEMA)", "SCHEMA")
                        .edit("PULocationID LONG", "PULocationID")
                        .says("Reading SCHEMA fails", "PARSE_SYNTAX_ERROR", "near ','", "missing comma or type"),
                Mistake.of("06", "a type that Spark does not know")
                        .edit("tip_amount DOUBLE", "tip_amount FLOATING")
                        .says("Reading SCHEMA fails", "UNSUPPORTED_DATATYPE", "\"FLOATING\"", "LONG, DOUBLE"),
                Mistake.of("06", "no column for what does not fit")
                        .edit(", _corrupt_record STRING", "")
                        .says("parse() fails", "`_corrupt_record`", "last column of SCHEMA"),
                Mistake.of("06", "a field is missing")
                        .edit("tip_amount DOUBLE, ", "")
                        .says("does not return tip_amount", "SCHEMA"),
                Mistake.of("06", "a field is misspelt")
                        .edit("tolls_amount DOUBLE", "toll_amount DOUBLE")
                        .says("does not return tolls_amount"),
                Mistake.of("06", "milliseconds taken for seconds")
                        .edit(dropOff, "col(\"lpep_dropoff_datetime\").cast(\"timestamp\")")
                        .says("lpep_dropoff_datetime is in the year 5", "milliseconds were taken for seconds"),
                Mistake.of("06", "milliseconds taken for microseconds")
                        .edit(dropOff, "expr(\"timestamp_micros(lpep_dropoff_datetime)\")")
                        .says("in 1970"),
                Mistake.of("06", "milliseconds left as they are")
                        .edit(dropOff, "col(\"lpep_dropoff_datetime\")")
                        .says("lpep_dropoff_datetime is still a number"),
                Mistake.of("06", "times as local time")
                        .edit(
                                dropOff,
                                "expr(\"from_utc_timestamp(timestamp_millis(lpep_dropoff_datetime), 'America/New_York')\")")
                        .says("-5.0 hours off", "another time zone"),
                Mistake.of("06", "malformed records kept as rows of NULL, as the original")
                        .edit(where, "")
                        .says("35 of 35 malformed records became rows with NULLs", "is not JSON", "is cut off"),
                Mistake.of("06", "only the time is looked at")
                        .edit(malformed, "col(\"lpep_dropoff_datetime\").isNull()")
                        .says("10 of 35 malformed records", "has text for a number"),
                Mistake.of("06", "only the corrupt column is looked at")
                        .edit(malformed, "col(CORRUPT).isNotNull()")
                        .says(" of 35 malformed records", "has no drop-off time", "is empty"),
                Mistake.of("06", "malformed records are not counted")
                        .edit(observe, "")
                        .says("nobody is told", "no metrics named records"),
                Mistake.of("06", "counted after they were left out")
                        .edit(observe + where, where + observe)
                        .says("malformed 0", "observe() stands after where()"),
                Mistake.of("06", "the metric has another name")
                        .edit(".as(\"malformed\")", ".as(\"bad\")")
                        .says("expected read and malformed"),
                Mistake.of("06", "the condition the wrong way round")
                        .edit("not(malformed())", "malformed()")
                        .says("58 of 58 hand-made trips are left out", "the wrong way round"),
                Mistake.of("06", "trips without a passenger count left out")
                        .edit(where, where + ".where(col(\"passenger_count\").isNotNull())")
                        .says("4 of 58 hand-made trips are left out: those without passenger_count"),
                Mistake.of("06", "the corrupt column kept")
                        .edit("\n                .drop(CORRUPT)", "")
                        .says("also returns _corrupt_record", "drop()"),
                Mistake.of("06", "the fields still in the struct")
                        .edit(".select(\"*\", \"trip.*\")", "")
                        .says("parse() fails", "UNRESOLVED_COLUMN", "taken out of the struct"));
    }

    private static List<Mistake> join() {
        String condition = "col(\"PULocationID\").equalTo(col(\"LocationID\"))";
        return List.of(
                Mistake.of("07", "an inner join")
                        .edit("\"left\"", "\"inner\"")
                        .says("58 trips went in and 44 came out", "zone 999", "inner join"),
                Mistake.of("07", "a right join")
                        .edit("\"left\"", "\"right\"")
                        .says("zones without a trip", "every trip"),
                Mistake.of("07", "no broadcast")
                        .edit("broadcast(boroughs)", "boroughs")
                        .says("plan has a SortMergeJoin", "zones are not broadcast"),
                Mistake.of("07", "the borough of the drop-off")
                        .edit("col(\"PULocationID\")", "col(\"DOLocationID\")")
                        .says("borough of the drop-off zone", "pick-up"),
                Mistake.of("07", "the column named Borough")
                        .edit(".as(\"PickUpBorough\")", "")
                        .says("no column PickUpBorough; there is Borough"),
                Mistake.of("07", "the zone for the borough")
                        .edit("col(\"Borough\")", "col(\"Zone\")")
                        .says("from zone 41 is Central Harlem, expected Manhattan"),
                Mistake.of("07", "both zones in the condition")
                        .edit(condition, condition + ".or(col(\"DOLocationID\").equalTo(col(\"LocationID\")))")
                        .says("58 trips went in and", "more than one zone a trip"),
                Mistake.of("07", "no condition")
                        .edit(condition, "lit(true)")
                        .says("58 trips went in and 870 rows came out"),
                Mistake.of("07", "the same name on both sides")
                        .edit(
                                "col(\"LocationID\"), col(\"Borough\")",
                                "col(\"LocationID\").as(\"PULocationID\"), col(\"Borough\")")
                        .edit("equalTo(col(\"LocationID\"))", "equalTo(col(\"PULocationID\"))")
                        .says("joinZones() fails", "AMBIGUOUS_REFERENCE", "PULocationID", "rename"),
                Mistake.of("07", "columns lost")
                        .edit("\"left\");", "\"left\").select(\"PULocationID\", \"PickUpBorough\");")
                        .says("loses the columns VendorID"));
    }

    private static List<Mistake> aggregate() {
        String watermark = "withWatermark(\"lpep_dropoff_datetime\", \"10 minutes\")";
        String order = "\n                .orderBy(\"window_start\", \"PickUpBorough\")";
        return List.of(
                Mistake.of("08", "the alias of the tip on the distance, as the original")
                        .edit("cents(avg(\"tip_amount\"))", "cents(avg(\"trip_distance\"))")
                        .says(
                                "AvgTipAmount is the average of trip_distance (2.75 at 1969-12-31 23:00 Manhattan)",
                                "expected the average of tip_amount (1.70)",
                                "alias"),
                Mistake.of("08", "fare for total")
                        .edit("cents(avg(\"total_amount\"))", "cents(avg(\"fare_amount\"))")
                        .says("AvgTripAmount is the average of fare_amount", "expected the average of total_amount"),
                Mistake.of("08", "average for sum")
                        .edit("cents(sum(\"trip_distance\"))", "cents(avg(\"trip_distance\"))")
                        .says(
                                "TotalDistance is the average of trip_distance",
                                "expected the sum of trip_distance",
                                "function"),
                Mistake.of("08", "no watermark")
                        .edit("trips." + watermark + "\n                .groupBy", "trips.groupBy")
                        .says("no watermark", "10 minutes"),
                Mistake.of("08", "another watermark")
                        .edit("10 minutes", "10 seconds")
                        .says("10 seconds behind", "expected 10 minutes"),
                Mistake.of("08", "the watermark on another column")
                        .edit(watermark, "withWatermark(\"lpep_pickup_datetime\", \"10 minutes\")")
                        .says("watermark is on lpep_pickup_datetime"),
                Mistake.of("08", "windows of the pick-up")
                        .edit("window(col(\"lpep_dropoff_datetime\")", "window(col(\"lpep_pickup_datetime\")")
                        .says("these are the hours of pick-up", "in which it ended"),
                Mistake.of("08", "half-hour windows")
                        .edit("\"1 hour\"", "\"30 minutes\"")
                        .says("windows are 30 minutes long, expected 60"),
                Mistake.of("08", "sliding windows, as the original says")
                        .edit("\"1 hour\"", "\"1 hour\", \"30 minutes\"")
                        .says("windows overlap", "tumbling"),
                Mistake.of("08", "windows that begin at a quarter past")
                        .edit("\"1 hour\"", "\"1 hour\", \"1 hour\", \"15 minutes\"")
                        .says("begin at minute [15]"),
                Mistake.of("08", "a column counted, not the rows")
                        .edit("count(lit(1)).as(\"TripCount\")", "count(\"passenger_count\").as(\"TripCount\")")
                        .says(
                                "TripCount at 00:00 (no borough) is 3, expected 4",
                                "count of the values that are not null",
                                "passenger_count",
                                "Count rows"),
                Mistake.of("08", "null taken for 0")
                        .edit(
                                "avg(\"passenger_count\")",
                                "avg(org.apache.spark.sql.functions.coalesce(col(\"passenger_count\"), lit(0)))")
                        .says("AvgPassengerCount is the average with null as 0 of passenger_count"),
                Mistake.of("08", "an average not rounded")
                        .edit("cents(avg(\"fare_amount\"))", "avg(\"fare_amount\")")
                        .says("AvgFareAmount is not rounded", "cents()"),
                Mistake.of("08", "a sum not rounded")
                        .edit("cents(sum(\"fare_amount\"))", "sum(\"fare_amount\")")
                        .says("TotalFareAmount is not rounded"),
                Mistake.of("08", "not sorted").edit(order, "").says("not sorted", "orders the rows"),
                Mistake.of("08", "sorted by borough")
                        .edit(order, ".orderBy(\"PickUpBorough\", \"window_start\")")
                        .says("Row 1 of the table is that of 1970-01-01 00:00 (no borough)"),
                Mistake.of("08", "the window still a struct")
                        .edit(
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
                        .says("window_start is missing", "window is still a struct"),
                Mistake.of("08", "a column is missing")
                        .edit("cents(avg(\"fare_amount\")).as(\"AvgFareAmount\"),", "")
                        .says("AvgFareAmount is missing", "agg()"),
                Mistake.of("08", "a column is misspelt")
                        .edit("avg(\"tip_amount\")", "avg(\"tip\")")
                        .says("aggregate() fails", "UNRESOLVED_COLUMN", "`tip`"),
                Mistake.of("08", "grouped by zone, too")
                        .edit(
                                "col(\"PickUpBorough\"))\n                .agg",
                                "col(\"PickUpBorough\"), col(\"PULocationID\"))\n                .agg")
                        .says("also has PULocationID"));
    }

    private static List<Mistake> query() {
        String checkpoint = "\n                .option(\"checkpointLocation\", settings.checkpoint(\"table\"))";
        return List.of(
                Mistake.of("09", "append mode")
                        .edit("\"complete\"", "\"append\"")
                        .says("Spark refuses the output mode", "which mode does that"),
                Mistake.of("09", "update mode")
                        .edit("\"complete\"", "\"update\"")
                        .says("Spark refuses the output mode", "which mode does that"),
                Mistake.of("09", "no mode")
                        .edit("\n                .outputMode(\"complete\")", "")
                        .says("Spark refuses the output mode", "The default is append"),
                Mistake.of("09", "values cut off, as Spark does unasked")
                        .edit("\n                .option(\"truncate\", false)", "")
                        .says("cuts values off at 20 characters", "A borough with a ..."),
                Mistake.of("09", "20 rows, as the original")
                        .edit("\n                .option(\"numRows\", settings.consoleRows())", "")
                        .says("20 of 25 rows, the oldest", "numRows"),
                Mistake.of("09", "the number of rows in the code")
                        .edit("settings.consoleRows()", "1000")
                        .says("25 of 25 rows, but the settings say 23"),
                Mistake.of("09", "no checkpoint, as the original")
                        .edit(checkpoint, "")
                        .says("not where the settings say", "forgotten"),
                Mistake.of("09", "the checkpoint in the folder of all")
                        .edit("settings.checkpoint(\"table\")", "settings.checkpoints()")
                        .says("the folder of all queries' checkpoints"),
                Mistake.of("09", "the checkpoint under another name")
                        .edit("settings.checkpoint(\"table\")", "settings.checkpoint(\"mine\")")
                        .says("in …/mine, expected …/table"),
                Mistake.of("09", "no name")
                        .edit("\n                .queryName(\"NycTaxiStreaming\")", "")
                        .says("has no name", "queryName"),
                Mistake.of("09", "another sink")
                        .edit("format(\"console\")", "format(\"memory\")")
                        .says("not to the console"),
                Mistake.of("09", "a query that ends by itself")
                        .edit(".start();", ".trigger(org.apache.spark.sql.streaming.Trigger.AvailableNow()).start();")
                        .says("ends by itself", "Name no trigger"),
                Mistake.of("09", "awaitTermination inside")
                        .edit("return table.writeStream()", "StreamingQuery query = table.writeStream()")
                        .edit(
                                ".start();",
                                ".start(); try { query.awaitTermination(); } catch (StreamingQueryException e) { throw new IllegalStateException(e); } return query;")
                        .says("startQuery() does not return", "main()"),
                Mistake.of("09", "the query stopped")
                        .edit("return table.writeStream()", "StreamingQuery query = table.writeStream()")
                        .edit(".start();", ".start(); query.stop(); return query;")
                        .says("a query that has ended"));
    }

    private static List<Mistake> windows() {
        return List.of(
                Mistake.of("21", "windows that slide too far")
                        .edit("\"15 minutes\"", "\"30 minutes\"")
                        .says("sliding() lacks the row", "begins every 15 minutes"),
                Mistake.of("21", "length and slide in the other order")
                        .edit("\"1 hour\", \"15 minutes\"", "\"15 minutes\", \"1 hour\"")
                        .says("sliding() fails", "slide_duration"),
                Mistake.of("21", "windows of the pick-up time")
                        .edit(
                                "window(col(\"lpep_dropoff_datetime\"), \"1 hour\", \"15",
                                "window(col(\"lpep_pickup_datetime\"), \"1 hour\", \"15")
                        .says("sliding() has the row", "which should not be there"),
                Mistake.of("21", "a gap that is too long")
                        .edit("\"20 minutes\"", "\"45 minutes\"")
                        .says("sessions() has the row", "waits 20 minutes"),
                Mistake.of("21", "sessions of the pick-up zone")
                        .edit("col(\"DOLocationID\")", "col(\"PULocationID\")")
                        .says("sessions() also returns PULocationID"),
                Mistake.of("21", "sessions of the whole city")
                        .edit(", col(\"DOLocationID\")", "")
                        .says("sessions() has no column DOLocationID", "group by it"),
                Mistake.of("21", "an hour of each zone for a session")
                        .edit(
                                "session_window(col(\"lpep_dropoff_datetime\"), \"20 minutes\")",
                                "window(col(\"lpep_dropoff_datetime\"), \"1 hour\")")
                        .says("sessions() has the row", "waits 20 minutes"));
    }

    private static List<Mistake> sql() {
        return List.of(
                Mistake.of("22", "no condition")
                        .edit("WHERE trip_distance > 5\n", "\n")
                        .says("none of its trips is longer than 5 miles"),
                Mistake.of("22", "another limit")
                        .edit("trip_distance > 5", "trip_distance > 6")
                        .says("Zone 297 has no row, expected 1 trips"),
                Mistake.of("22", "a count of what may be missing")
                        .edit("count(*)", "count(passenger_count)")
                        .says("Zone 999 has 0 trips", "Count its long trips"),
                Mistake.of("22", "the fares only")
                        .edit("sum(total_amount)", "sum(fare_amount)")
                        .says("expected", "total_amount"),
                Mistake.of("22", "another name")
                        .edit("AS TripCount", "AS trips")
                        .says("returns the columns [PULocationID, trips, TotalTripAmount]", "AS"),
                Mistake.of("22", "a row for each pair of zones")
                        .edit("GROUP BY PULocationID", "GROUP BY PULocationID, DOLocationID")
                        .says("comes more than once", "GROUP BY one column"),
                Mistake.of("22", "a view of another name")
                        .edit("FROM trips", "FROM rides")
                        .says("bySql() fails", "rides"));
    }
}
