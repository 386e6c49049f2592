package dev.kerbside.drills;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Wrong code whose result on a usual month is right, or nearly: what it leaves out or alters has a hand-made twin. */
final class SubtleMistakes {
    /** Those that the reference does not import. */
    private static final String FUNCTIONS = "__import__(\"pyspark\").sql.functions.";

    private static final String TWINS = "Two equal records are two trips";

    private SubtleMistakes() {}

    static Stream<Mistake> all() {
        return Stream.of(session(), read(), parse(), join(), aggregate(), query(), windows(), sql())
                .flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> session() {
        return Stream.of(
                Mistake.of("04", "the time zone of London, right in winter")
                        .both("\"UTC\"", "\"Europe/London\"")
                        .says("2022-07-01 00:30 is shown as 2022-07-01 01:30"),
                Mistake.of("04", "a master if none is given")
                        .java(".appName(", ".master(System.getProperty(\"spark.master\", \"local[2]\")).appName(")
                        .python("from job_settings", "from pyspark import SparkConf\nfrom job_settings")
                        .python(".appName(", ".master(SparkConf().get(\"spark.master\", \"local[2]\")).appName(")
                        .says("sets the master to local[2] where none is given"),
                Mistake.of("04", "a setting of the job in the code")
                        .both(".appName(", ".config(\"spark.nyctaxi.startingOffsets\", \"latest\").appName(")
                        .says("sets spark.nyctaxi.startingOffsets to latest, and overrules"));
    }

    private static Stream<Mistake> read() {
        return Stream.of(
                read("equal records dropped", ".dropDuplicates()").says("equal to another one", TWINS),
                read("tombstones left out", ".where(\"value IS NOT NULL\")").says("(a tombstone) is left out"),
                read("blanks cut off", ".selectExpr(\"trim(value) AS value\")").says("changes records"),
                read("a tombstone made a text", ".na().fill(\"\")", ".na.fill(\"\")")
                        .says("(a tombstone) became ''"),
                Mistake.of("05", "a source of two columns")
                        .both(".load()", ".load().select(\"value\", \"offset\")")
                        .says("source() returns the columns value, offset"),
                read("a limit that no month reaches", ".limit(100000000)").says("stops after a number of rows"),
                read("a sample of nearly all", ".where(\"rand() < 0.99999\")").says("at random"),
                Mistake.of("05", "partitions by number")
                        .java(
                                ".option(\"subscribe\", settings.topic())",
                                ".option(\"assign\", \"{\\\"\" + settings.topic() + \"\\\":[0,1,2]}\")")
                        .python("\"subscribe\", settings.topic", "\"assign\", '{\"%s\":[0,1,2]}' % settings.topic")
                        .says("the option assign, which names single partitions"),
                Mistake.of("05", "a pattern of several topics")
                        .java(
                                ".option(\"subscribe\", settings.topic())",
                                ".option(\"subscribePattern\", settings.topic() + \".*\")")
                        .python("\"subscribe\", settings.topic", "\"subscribePattern\", settings.topic + \".*\"")
                        .says("also that of other topics", "dead-letter"),
                Mistake.of("05", "a time to start at, besides")
                        .both(".load()", ".option(\"startingTimestamp\", \"1\").load()")
                        .says("also has the option startingTimestamp"),
                Mistake.of("05", "portions of a million at most")
                        .python(
                                ".load()",
                                ".option(\"maxOffsetsPerTrigger\", min(1000000, int(settings.kafka[\"maxOffsetsPerTrigger\"]))).load()")
                        .java(
                                ".load();",
                                ".option(\"maxOffsetsPerTrigger\", Math.min(1000000, Long.parseLong(settings.kafka().get(\"maxOffsetsPerTrigger\")))).load();")
                        .says("maxOffsetsPerTrigger is 1000000, but the settings say 9000000000"),
                Mistake.of("05", "the settings that were known, one by one")
                        .java(".options(settings.kafka())", oneByOne("settings.kafka().get(\"%s\")"))
                        .python(".options(**settings.kafka)", oneByOne("settings.kafka[\"%s\"]"))
                        .says("do not reach the source", "kafka.ssl.truststore.type"),
                Mistake.of("05", "a topic in small letters")
                        .java("settings.topic()", "settings.topic().toLowerCase()")
                        .python("settings.topic", "settings.topic.lower()")
                        .says("With settings for the topic Hand.made_2 the stream reads hand.made_2"),
                Mistake.of("05", "a group of its own")
                        .both(".load()", ".option(\"kafka.group.id\", \"tdp-user\").load()")
                        .says("counts more than groupIdPrefix"),
                Mistake.of("05", "records that wait for others")
                        .both(".load()", ".option(\"minOffsetsPerTrigger\", 1000).load()")
                        .says("a few new records wait"));
    }

    private static Mistake read(String name, String added) {
        return read(name, added, added);
    }

    private static Mistake read(String name, String added, String inPython) {
        String cast = "selectExpr(\"CAST(value AS STRING)\")";
        return Mistake.of("05", name).java(cast, cast + added).python(cast, cast + inPython);
    }

    /** @param setting an expression of a key */
    private static String oneByOne(String setting) {
        return Stream.of(
                        "kafka.bootstrap.servers",
                        "kafka.security.protocol",
                        "kafka.sasl.mechanism",
                        "kafka.sasl.kerberos.service.name",
                        "kafka.ssl.truststore.location",
                        "maxOffsetsPerTrigger",
                        "groupIdPrefix")
                .map(key -> ".option(\"%s\", %s)".formatted(key, setting.formatted(key)))
                .collect(Collectors.joining());
    }

    private static Stream<Mistake> parse() {
        return Stream.of(
                lenient("allowUnquotedFieldNames").says("has a name without quotation marks"),
                lenient("allowComments").says("begins with a comment, one that has a comment"),
                lenient("allowUnquotedControlChars").says("has a tab in a text"),
                lenient("allowBackslashEscapingAnyCharacter").says("has a backslash before a usual letter"),
                lenient("allowNumericLeadingZeros").says("has a number that begins with 0"),
                parsed("equal trips dropped", ".dropDuplicates()").says("those that are equal to another one", TWINS),
                parsed("refunds left out", ".where(\"fare_amount >= 0 OR fare_amount IS NULL\")")
                        .says("those with a negative fare_amount"),
                parsed("times before 1970 left out", ".where(\"lpep_dropoff_datetime > 0\")")
                        .says("before 1970"),
                parsed("null filled", ".na().fill(0)", ".na.fill(0)").says("is 0.0, expected null"),
                parsed("a flag trimmed", ".withColumn(\"store_and_fwd_flag\", expr(\"trim(store_and_fwd_flag)\"))")
                        .says("store_and_fwd_flag is N, expected  N "),
                Mistake.of("06", "trips without a pick-up time refused")
                        .java(
                                "or(col(\"lpep_dropoff_datetime\").isNull())",
                                "or(col(\"lpep_dropoff_datetime\").isNull()).or(col(\"lpep_pickup_datetime\").isNull())")
                        .python(
                                "| col(\"lpep_dropoff_datetime\").isNull()",
                                "| col(\"lpep_dropoff_datetime\").isNull() | col(\"lpep_pickup_datetime\").isNull()")
                        .says("those without lpep_pickup_datetime"),
                Mistake.of("06", "a number as text")
                        .both("passenger_count DOUBLE", "passenger_count STRING")
                        .says("passenger_count is of StringType, expected DoubleType"),
                Mistake.of("06", "milliseconds cut off")
                        .both(
                                "timestamp_millis(lpep_dropoff_datetime)",
                                "timestamp_seconds(lpep_dropoff_datetime div 1000)")
                        .says("is 2022-01-01T01:59:59Z, expected 2022-01-01T01:59:59.999Z"),
                Mistake.of("06", "0 taken for no time")
                        .java(
                                "or(col(\"lpep_dropoff_datetime\").isNull())",
                                "or(expr(\"coalesce(lpep_dropoff_datetime, 0) = 0\"))")
                        .python(
                                "| col(\"lpep_dropoff_datetime\").isNull()",
                                "| expr(\"coalesce(lpep_dropoff_datetime, 0) = 0\")")
                        .says("1 of 58 hand-made trips are left out"),
                Mistake.of("06", "what is malformed in short")
                        .both(
                                ".drop(\"value\", \"trip\")",
                                ".drop(\"value\", \"trip\").withColumn(CORRUPT, expr(\"left(_corrupt_record, 200)\"))")
                        .says("parsed() changes what is malformed"),
                Mistake.of("06", "words for numbers")
                        .java(", \"allowNonNumericNumbers\", \"false\"", "")
                        .python(", \"allowNonNumericNumbers\": \"false\"", "")
                        .says(
                                "has the word NaN for a number",
                                "has a NaN, which JSON does not know",
                                "allowNonNumericNumbers"),
                Mistake.of("06", "malformed ones added up")
                        .both(
                                "count_if(malformed())",
                                "sum(expr(\"CASE WHEN _corrupt_record IS NOT NULL THEN 1 END\"))")
                        .says("0 malformed, the metric malformed is null"));
    }

    private static Mistake lenient(String option) {
        String strict = "\"allowNonNumericNumbers\", \"false\"";
        return Mistake.of("06", option)
                .java(strict, strict + ", \"%s\", \"true\"".formatted(option))
                .python(
                        "\"allowNonNumericNumbers\": \"false\"",
                        "\"allowNonNumericNumbers\": \"false\", \"%s\": \"true\"".formatted(option));
    }

    private static Mistake parsed(String name, String added) {
        return parsed(name, added, added);
    }

    private static Mistake parsed(String name, String added, String inPython) {
        return Mistake.of("06", name)
                .java(".drop(CORRUPT)", added + ".drop(CORRUPT)")
                .python(".drop(CORRUPT)", inPython + ".drop(CORRUPT)");
    }

    private static Stream<Mistake> join() {
        return Stream.of(
                compared("%s.cast(\"tinyint\")").says("from zone 0 is bronx, expected null"),
                compared("%s.cast(\"smallint\")").says("from zone 0 is bronx, expected null"),
                compared("%s.cast(\"int\")").says("from zone 4294967337 is Manhattan, expected null"),
                compared("%s.cast(\"float\")").says("from zone 16777217 is bronx, expected null"),
                compared("org.apache.spark.sql.functions.abs(%s)", FUNCTIONS + "abs(%s)")
                        .says("from zone -1 is EWR, expected null"),
                Mistake.of("07", "three digits of a zone")
                        .both("col(\"PULocationID\")", "expr(\"PULocationID % 1000\")")
                        .says("from zone 1041 is Manhattan, expected null"),
                joined("equal trips dropped", ".dropDuplicates()").says("those that are equal to another one", TWINS),
                joined(
                                "a name for no borough",
                                ".na().fill(\"Unknown\", new String[] {\"PickUpBorough\"})",
                                ".na.fill(\"Unknown\", [\"PickUpBorough\"])")
                        .says("is Unknown, expected null"),
                Mistake.of("07", "trips moved to their zone")
                        .both("return trips.join", "return trips.repartition(col(\"PULocationID\")).join")
                        .says("joinZones() moves the trips to other tasks"),
                Mistake.of("07", "a line for each name of a zone")
                        .java("zones.select(", "zones.dropDuplicates(\"Zone\").select(")
                        .python("zones.select(", "zones.dropDuplicates([\"Zone\"]).select(")
                        .says("is null, expected Manhattan"),
                Mistake.of("07", "a semi-join")
                        .both("\"left\"", "\"left_semi\"")
                        .says("the columns of the trips only, by a join of the kind LEFT SEMI"),
                Mistake.of("07", "nearly the name")
                        .java("as(\"PickUpBorough\")", "as(\"PickupBorough\")")
                        .python("alias(\"PickUpBorough\")", "alias(\"PickupBorough\")")
                        .says("There is no column PickUpBorough; there is PickupBorough"),
                Mistake.of("07", "trips from no zone left out")
                        .both("return trips.join", "return trips.where(\"PULocationID IS NOT NULL\").join")
                        .says("those without PULocationID"));
    }

    /** @param zone an expression of each of the two columns */
    private static Mistake compared(String zone) {
        return compared(zone, zone);
    }

    private static Mistake compared(String zone, String inPython) {
        return Mistake.of("07", "compared by " + zone)
                .java(
                        "col(\"PULocationID\").equalTo(col(\"LocationID\"))",
                        "%s.equalTo(%s)".formatted(of("PULocationID", zone), of("LocationID", zone)))
                .python(
                        "col(\"PULocationID\") == col(\"LocationID\")",
                        "%s == %s".formatted(of("PULocationID", inPython), of("LocationID", inPython)));
    }

    private static String of(String column, String expression) {
        return expression.formatted("col(\"" + column + "\")");
    }

    private static Mistake joined(String name, String added) {
        return joined(name, added, added);
    }

    private static Mistake joined(String name, String added, String inPython) {
        return Mistake.of("07", name)
                .java("\"left\")", "\"left\")" + added)
                .python("\"left\")", "\"left\")" + inPython);
    }

    private static Stream<Mistake> aggregate() {
        return Stream.of(
                divided("passenger_count"),
                divided("trip_distance"),
                divided("tip_amount"),
                divided("fare_amount"),
                divided("total_amount"),
                Mistake.of("08", "a count of what was paid")
                        .java("count(lit(1)).as(\"TripCount\")", "count(\"total_amount\").as(\"TripCount\")")
                        .python("count(lit(1)).alias(\"TripCount\")", "count(\"total_amount\").alias(\"TripCount\")")
                        .says("count of the values that are not null of total_amount"),
                counted("boroughs in small letters", ".withColumn(\"PickUpBorough\", expr(\"lower(PickUpBorough)\"))")
                        .says("rows that should not be there"),
                counted("equal trips dropped", ".dropDuplicates()").says("those that are equal to another one", TWINS),
                counted("negative distances left out", ".where(\"trip_distance >= 0\")")
                        .says("those without trip_distance or with a negative one"),
                counted("fares above 0", ".where(\"fare_amount > 0\")").says("those without fare_amount, or with one"),
                counted("null filled", ".na().fill(0)", ".na.fill(0)")
                        .says("average with null as 0 of passenger_count"),
                counted("trips of no borough left out", ".where(\"PickUpBorough IS NOT NULL\")")
                        .says("those without a borough"),
                Mistake.of("08", "hours without window()")
                        .both(
                                "window(col(\"lpep_dropoff_datetime\"), \"1 hour\")",
                                "expr(\"named_struct('start', date_trunc('hour', lpep_dropoff_datetime), 'end', date_trunc('hour', lpep_dropoff_datetime) + INTERVAL 1 HOUR) AS window\")")
                        .says("The hours are not made by window()"),
                Mistake.of("08", "half a cent to the even one")
                        .java("round(round(value, 6), 2)", "org.apache.spark.sql.functions.bround(value, 2)")
                        .python("round(round(value, 6), 2)", FUNCTIONS + "bround(value, 2)")
                        .says("is 2.12, expected 2.13"),
                Mistake.of("08", "a sum of nothing made 0")
                        .both(
                                "cents(sum(\"trip_distance\"))",
                                "expr(\"coalesce(round(round(sum(trip_distance), 6), 2), 0.0D)\")")
                        .says("TotalDistance at 2022-07-01 05:00 (no borough) is 0.0, expected null"),
                ofEachTrip("sum", "trip_distance").says("is 21.01, expected 21.02"),
                ofEachTrip("avg", "trip_distance").says("is 7.0, expected 7.01"),
                ofEachTrip("avg", "tip_amount").says("is 1.3, expected 1.31"),
                ofEachTrip("sum", "fare_amount").says("is 36.01, expected 36.02"),
                ofEachTrip("avg", "total_amount").says("is 17.0, expected 17.01"),
                Mistake.of("08", "rounded once")
                        .both("round(round(value, 6), 2)", "round(value, 2)")
                        .says("is 30.49, expected 30.50"),
                Mistake.of("08", "moved after the order")
                        .both(
                                "orderBy(\"window_start\", \"PickUpBorough\")",
                                "orderBy(\"window_start\", \"PickUpBorough\").repartition(3)")
                        .says("The rows are moved after they were ordered"),
                Mistake.of("08", "a watermark on a copy of the time")
                        .both(
                                "trips.withWatermark(\"lpep_dropoff_datetime\", \"10 minutes\")",
                                "trips.withColumn(\"late\", col(\"lpep_dropoff_datetime\")).withWatermark(\"late\", \"10 minutes\")")
                        .says("The windows are of a column that has no watermark"),
                Mistake.of("08", "ordered by the hour only")
                        .both("orderBy(\"window_start\", \"PickUpBorough\")", "orderBy(\"window_start\")")
                        .says("of the table is that of"));
    }

    private static Mistake divided(String column) {
        return Mistake.of("08", "divided by all trips: " + column)
                .java(
                        "cents(avg(\"%s\"))".formatted(column),
                        "cents(sum(\"%s\").divide(count(lit(1))))".formatted(column))
                .python("cents(avg(\"%s\"))".formatted(column), "cents(sum(\"%s\") / count(lit(1)))".formatted(column))
                .says("is the sum, divided by all trips, of %s".formatted(column), "expected the average of " + column);
    }

    private static Mistake ofEachTrip(String figure, String column) {
        return Mistake.of("08", "each trip rounded before the " + figure + " of " + column)
                .both(
                        "cents(%s(\"%s\"))".formatted(figure, column),
                        "cents(%s(round(col(\"%s\"), 2)))".formatted(figure, column));
    }

    private static Mistake counted(String name, String added) {
        return counted(name, added, added);
    }

    private static Mistake counted(String name, String added, String inPython) {
        String watermark = "withWatermark(\"lpep_dropoff_datetime\", \"10 minutes\")";
        return Mistake.of("08", name).java(watermark, watermark + added).python(watermark, watermark + inPython);
    }

    private static Stream<Mistake> query() {
        String start = "        return table.writeStream()";
        String startInPython = "    return (\n        table.writeStream";
        String rows = "settings.consoleRows()";
        String rowsInPython = "settings.console_rows";
        return Stream.of(
                Mistake.of("09", "never more than a million rows")
                        .java(rows, "Math.min(settings.consoleRows(), 1000000)")
                        .python(rowsInPython, "min(settings.console_rows, 1000000)")
                        .says("shows 1000000 rows at most, but the settings say 2000000000"),
                Mistake.of("09", "never less than 20 rows")
                        .java(rows, "Math.max(settings.consoleRows(), 20)")
                        .python(rowsInPython, "max(settings.console_rows, 20)")
                        .says("shows 20 rows at most, but the settings say 3"),
                Mistake.of("09", "the rows of the first call")
                        .python(rowsInPython, "rows(settings)")
                        .python(
                                "def start_query(",
                                "ROWS = []\n\n\ndef rows(settings):\n    ROWS.append(settings.console_rows)\n    return ROWS[0]\n\n\ndef start_query(")
                        .java(rows, "rows(settings)")
                        .java(
                                "    private NycTaxiStreaming() {}",
                                "    private static int rows;\n\n    private static int rows(JobSettings settings) {\n        return rows = rows == 0 ? settings.consoleRows() : rows;\n    }")
                        .says("shows 23 rows at most"),
                Mistake.of("09", "the checkpoint removed before the start")
                        .java(start, removed("settings.checkpoint(\"table\")") + start)
                        .python(startInPython, removedInPython("settings.checkpoint(\"table\")") + startInPython)
                        .says("removes files from its own checkpoint's folder"),
                Mistake.of("09", "all checkpoints removed before the start")
                        .java(start, removed("settings.checkpoints()") + start)
                        .python(startInPython, removedInPython("settings.checkpoints") + startInPython)
                        .says("startQuery() removes files from"),
                Mistake.of("09", "what was read is removed from the checkpoint")
                        .python(
                                startInPython,
                                "    for kept in (\"offsets\", \"commits\", \"state\", \"sources\"):\n    "
                                        + removedInPython("settings.checkpoint(\"table\") + \"/\" + kept")
                                        + startInPython)
                        .java(
                                start,
                                removed("settings.checkpoint(\"table\") + \"/offsets\"")
                                        + removed("settings.checkpoint(\"table\") + \"/commits\"")
                                        + removed("settings.checkpoint(\"table\") + \"/state\"")
                                        + removed("settings.checkpoint(\"table\") + \"/sources\"")
                                        + start)
                        .says("started again, and has forgotten what it read"),
                Mistake.of("09", "a trigger that waits")
                        .java(
                                ".start();",
                                ".trigger(org.apache.spark.sql.streaming.Trigger.ProcessingTime(\"1 second\")).start();")
                        .python(".start()", ".trigger(processingTime=\"1 second\").start()")
                        .says("the trigger ProcessingTimeTrigger(1000)"),
                Mistake.of("09", "a part of the table")
                        .both("table.writeStream", "table.where(\"PickUpBorough IS NOT NULL\").writeStream")
                        .says("a table of 17 rows, but the one that was given has 25"),
                Mistake.of("09", "an end to all others")
                        .python(
                                startInPython,
                                "    for other in table.sparkSession.streams.active:\n        other.stop()\n"
                                        + startInPython)
                        .java(
                                start,
                                "        for (StreamingQuery other : table.sparkSession().streams().active()) {\n            other.stop();\n        }\n"
                                        + start)
                        .says("startQuery() stops other queries"),
                Mistake.of("09", "waits for the records that are there")
                        .java("return table.writeStream()", "StreamingQuery query = table.writeStream()")
                        .java(".start();", ".start(); query.processAllAvailable(); return query;")
                        .python(startInPython, "    query = (\n        table.writeStream")
                        .python(".start()\n    )", ".start()\n    )\n    query.processAllAvailable()\n    return query")
                        .says("startQuery() does not return"));
    }

    private static String removed(String folder) {
        return "        org.apache.hadoop.fs.FileUtil.fullyDelete(new java.io.File(java.net.URI.create(%s)));\n"
                .formatted(folder);
    }

    private static String removedInPython(String folder) {
        return "    __import__(\"shutil\").rmtree((%s).replace(\"file:\", \"\"), ignore_errors=True)\n"
                .formatted(folder);
    }

    private static Stream<Mistake> windows() {
        return Stream.of(
                Mistake.of("21", "a gap a second too long")
                        .both("\"20 minutes\"", "\"20 minutes 1 second\"")
                        .says("sessions() has the row"),
                Mistake.of("21", "sessions with a watermark")
                        .both(
                                "counted(trips, session_window",
                                "counted(trips.withWatermark(\"lpep_dropoff_datetime\", \"10 minutes\"), session_window")
                        .says("has a watermark, and loses the trips that come after it"),
                Mistake.of("21", "equal trips dropped")
                        .both("return trips.groupBy(", "return trips.dropDuplicates().groupBy(")
                        .says("sliding()"));
    }

    private static Stream<Mistake> sql() {
        String sql = "WHERE trip_distance > 5\n";
        return Stream.of(
                Mistake.of("22", "5 miles taken for long")
                        .both(sql, "WHERE trip_distance >= 5\n")
                        .says("A trip of exactly 5 miles is counted"),
                Mistake.of("22", "trips from no zone left out")
                        .both(sql, "WHERE trip_distance > 5 AND PULocationID IS NOT NULL\n")
                        .says("Long trips are left out: those without PULocationID"),
                Mistake.of("22", "no SQL")
                        .java(
                                "        trips.createOrReplaceTempView(\"trips\");\n",
                                "        if (true) return byApi(trips);\n")
                        .python("    trips.createOrReplaceTempView(\"trips\")\n", "    return by_api(trips)\n")
                        .says("not asked in SQL"),
                Mistake.of("22", "rounded once")
                        .both("round(round(sum(total_amount), 6), 2)", "round(sum(total_amount), 2)")
                        .says("Zone 104 has 2 trips for 39.11 dollars, expected 2 trips for 39.12 dollars"),
                Mistake.of("22", "the condition by a method")
                        .both(
                                "trips.createOrReplaceTempView(\"trips\")",
                                "trips.where(\"trip_distance > 5\").createOrReplaceTempView(\"trips\")")
                        .both(sql, "\n")
                        .says("only its grouping is asked in SQL"),
                Mistake.of("22", "SQL around no SQL")
                        .java("trips.createOrReplaceTempView(", "byApi(trips).createOrReplaceTempView(")
                        .python("trips.createOrReplaceTempView(", "by_api(trips).createOrReplaceTempView(")
                        .both("count(*) AS TripCount", "TripCount")
                        .both("round(round(sum(total_amount), 6), 2) AS TotalTripAmount\n", "TotalTripAmount\n")
                        .both(sql, "\n")
                        .both("GROUP BY PULocationID\"\"\"", "\"\"\"")
                        .says("not asked in SQL"));
    }
}
