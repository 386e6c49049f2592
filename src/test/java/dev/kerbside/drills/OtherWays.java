package dev.kerbside.drills;

import java.util.stream.Stream;

/** Right code that is not the reference's: functions that Spark serialises, SQL, other shapes of the same. */
final class OtherWays {
    private static final String CAST = "source(spark, settings).selectExpr(\"CAST(value AS STRING)\")";
    private static final String MALFORMED = "col(CORRUPT).isNotNull().or(col(\"lpep_dropoff_datetime\").isNull())";
    private static final String DROP_OFF = "expr(\"timestamp_millis(lpep_dropoff_datetime)\")";
    private static final String TO_TIME =
            "(org.apache.spark.sql.api.java.UDF1<Long, java.sql.Timestamp>) millis -> new java.sql.Timestamp(millis),"
                    + " org.apache.spark.sql.types.DataTypes.TimestampType";

    private static final String TO_TIME_IN_PYTHON =
            """
            def to_time(millis):
                from datetime import datetime, timedelta, timezone

                # What Python's own functions cannot do: seconds before 1970 on each machine, and local time.
                return None if millis is None else datetime(1970, 1, 1, tzinfo=timezone.utc) + timedelta(milliseconds=millis)


            """;

    private OtherWays() {}

    static Stream<Mistake> all() {
        return Stream.of(read(), parse(), join(), aggregate(), query(), windows(), sql())
                .flatMap(ways -> ways);
    }

    private static Stream<Mistake> read() {
        return Stream.of(
                Mistake.of("05", "a lambda")
                        .python("import avg,", "import udf, avg,")
                        .python(
                                ".selectExpr(\"CAST(value AS STRING)\")",
                                ".select(udf(lambda value: None if value is None else value.decode(\"utf-8\"))(\"value\").alias(\"value\"))")
                        .java(
                                CAST,
                                """
                                source(spark, settings).select("value").map(
                                        (org.apache.spark.api.java.function.MapFunction<Row, String>) row -> row.isNullAt(0)
                                                ? null
                                                : new String((byte[]) row.get(0), java.nio.charset.StandardCharsets.UTF_8),
                                        org.apache.spark.sql.Encoders.STRING()).toDF()"""),
                Mistake.of("05", "a method reference of a class in a file of its own")
                        .python("import dead_letters", "import dead_letters\nimport texts")
                        .python("import avg,", "import udf, avg,")
                        .python(
                                ".selectExpr(\"CAST(value AS STRING)\")",
                                ".select(udf(texts.of)(\"value\").alias(\"value\"))")
                        .beside(
                                "texts.py",
                                """
                                LETTERS = "utf-8"


                                def of(value):
                                    return None if value is None else value.decode(LETTERS)
                                """)
                        .java(
                                CAST,
                                """
                                source(spark, settings).select("value").map(
                                        (org.apache.spark.api.java.function.MapFunction<Row, String>) Texts::of,
                                        org.apache.spark.sql.Encoders.STRING()).toDF("value")""")
                        .beside(
                                "Texts.java",
                                """
                                package nyctaxi;

                                record Texts(byte[] bytes) {
                                    static String of(org.apache.spark.sql.Row row) {
                                        byte[] bytes = new Texts(row.getAs("value")).bytes();
                                        return bytes == null ? null : new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
                                    }
                                }
                                """),
                Mistake.of("05", "an anonymous class")
                        .notInPython("Python has none")
                        .java(
                                CAST,
                                CAST
                                        + """
                                        .flatMap(new org.apache.spark.api.java.function.FlatMapFunction<Row, Row>() {
                                            public java.util.Iterator<Row> call(Row row) {
                                                return java.util.List.of(row).iterator();
                                            }
                                        }, org.apache.spark.sql.Encoders.row(
                                                new org.apache.spark.sql.types.StructType().add("value", "string")))"""),
                Mistake.of("05", "a pattern that is this topic's only")
                        .java(
                                "option(\"subscribe\", settings.topic())",
                                "option(\"subscribePattern\", settings.topic())")
                        .python("\"subscribe\"", "\"subscribePattern\""),
                Mistake.of("05", "another order of the options")
                        .python("        .options(**settings.kafka)\n", "")
                        .python(
                                "settings.starting_offsets)\n",
                                "settings.starting_offsets).options(**dict(settings.kafka))\n")
                        .java("                .options(settings.kafka())\n", "")
                        .java(
                                "settings.startingOffsets())\n",
                                "settings.startingOffsets()).options(new java.util.HashMap<>(settings.kafka()))\n"));
    }

    private static Stream<Mistake> parse() {
        String strict = "\"allowNonNumericNumbers\", \"false\"";
        String strictInPython = "\"allowNonNumericNumbers\": \"false\"";
        return Stream.of(
                Mistake.inPython("06", "to_timestamp of seconds, as the original")
                        .python(DROP_OFF, "to_timestamp(col(\"lpep_dropoff_datetime\") / 1000)")
                        .python("import avg,", "import to_timestamp, avg,"),
                Mistake.inPython("06", "a function for rows with Python's local time, which Spark takes for that")
                        .python("import avg,", "import udf, avg,")
                        .python(
                                "def parse(",
                                "def to_time(millis):\n    from datetime import datetime\n\n    return datetime.fromtimestamp(millis / 1000)\n\n\ndef parse(")
                        .python(DROP_OFF, "udf(to_time, \"timestamp\")(\"lpep_dropoff_datetime\")"),
                Mistake.inPython("06", "functions by a short name, and names of columns as attributes")
                        .python(
                                "from pyspark.sql.streaming",
                                "import pyspark.sql.functions as F\nfrom pyspark.sql.streaming")
                        .python(DROP_OFF, "F.timestamp_millis(F.col(\"lpep_dropoff_datetime\"))")
                        .python(
                                "trips = records.withColumn(\"trip\", from_json(col(\"value\"), SCHEMA, options))",
                                "trips = records.withColumn(\"trip\", F.from_json(records.value, SCHEMA, options))"),
                Mistake.of("06", "options that only a strict reader has")
                        .java(strict, strict + ", \"allowSingleQuotes\", \"false\", \"mode\", \"PERMISSIVE\"")
                        .python(
                                strictInPython,
                                strictInPython + ", \"allowSingleQuotes\": False, \"mode\": \"PERMISSIVE\""),
                Mistake.of("06", "options that change nothing where a schema is given")
                        .java(
                                strict,
                                strict
                                        + ", \"primitivesAsString\", \"true\", \"dropFieldIfAllNull\", \"true\", \"timestampFormat\", \"yyyy\"")
                        .python(
                                strictInPython,
                                strictInPython
                                        + ", \"primitivesAsString\": \"true\", \"dropFieldIfAllNull\": True, \"timestampFormat\": \"yyyy\""),
                Mistake.of("06", "the schema as a StructType")
                        .python(
                                "from pyspark.sql.streaming",
                                "from pyspark.sql.types import *\nfrom pyspark.sql.streaming")
                        .python("SCHEMA = \"\"\"", "DDL = \"\"\"")
                        .python(
                                "def main()",
                                """
                                TYPES = {"LONG": LongType(), "DOUBLE": DoubleType(), "STRING": StringType()}
                                SCHEMA = StructType([StructField(field.split()[0], TYPES[field.split()[1]]) for field in DDL.split(",")])


                                def main()""")
                        .java("static final String SCHEMA =\n", "static final String DDL =\n")
                        .java("org.apache.spark.sql.types.StructType.fromDDL(SCHEMA)", "SCHEMA")
                        .java(
                                "    private NycTaxiStreaming() {}",
                                "    static final org.apache.spark.sql.types.StructType SCHEMA = org.apache.spark.sql.types.StructType.fromDDL(DDL);"),
                Mistake.of("06", "a function of one's own")
                        .python("import avg,", "import udf, avg,")
                        .python(DROP_OFF, "udf(to_time, \"timestamp\")(\"lpep_dropoff_datetime\")")
                        .python("def parse(", TO_TIME_IN_PYTHON + "def parse(")
                        .java(
                                DROP_OFF,
                                "org.apache.spark.sql.functions.udf(%s).apply(col(\"lpep_dropoff_datetime\"))"
                                        .formatted(TO_TIME)),
                Mistake.of("06", "a function that is registered in the session that is active")
                        .python(
                                "    return (\n        parsed(records)",
                                "    SparkSession.builder.getOrCreate().udf.register(\"to_time\", to_time, \"timestamp\")\n    return (\n        parsed(records)")
                        .python(DROP_OFF, "expr(\"to_time(lpep_dropoff_datetime)\")")
                        .python("def parse(", TO_TIME_IN_PYTHON + "def parse(")
                        .java(
                                "return parsed(records)\n",
                                "SparkSession.builder().getOrCreate().udf().register(\"to_time\", %s);\n        return parsed(records)\n"
                                        .formatted(TO_TIME))
                        .java(
                                DROP_OFF,
                                "org.apache.spark.sql.functions.callUDF(\"to_time\", col(\"lpep_dropoff_datetime\"))"),
                Mistake.of("06", "a filter by a lambda")
                        .python("import avg,", "import udf, avg,")
                        .python(
                                "where(~malformed())",
                                "where(udf(lambda text, time: text is None and time is not None, \"boolean\")(CORRUPT, \"lpep_dropoff_datetime\"))")
                        .java(
                                "where(not(malformed()))",
                                """
                                filter((org.apache.spark.api.java.function.FilterFunction<Row>)
                                        row -> row.getAs(CORRUPT) == null && row.getAs("lpep_dropoff_datetime") != null)"""),
                Mistake.of("06", "seconds as a fraction, sums for counts, and other partitions")
                        .python(DROP_OFF, "(col(\"lpep_dropoff_datetime\") / 1000).cast(\"timestamp\")")
                        .python(
                                "count_if(malformed())",
                                "sum(expr(\"if(_corrupt_record IS NOT NULL OR lpep_dropoff_datetime IS NULL, 1, 0)\"))")
                        .python(".drop(CORRUPT)", ".drop(CORRUPT).repartition(2)")
                        .java(DROP_OFF, "col(\"lpep_dropoff_datetime\").divide(1000).cast(\"timestamp\")")
                        .java(
                                "count_if(malformed()).as(\"malformed\")",
                                "sum(org.apache.spark.sql.functions.when(malformed(), 1).otherwise(0)).as(\"malformed\")")
                        .java(".drop(CORRUPT)", ".drop(CORRUPT).repartition(2)"),
                Mistake.of("06", "SQL in text, and a method that is not public")
                        .python(
                                "where(~malformed())",
                                "where(f\"{CORRUPT} IS NULL AND lpep_dropoff_datetime IS NOT NULL\")")
                        .python(
                                "col(CORRUPT).isNotNull() | col(\"lpep_dropoff_datetime\").isNull()",
                                "expr(CORRUPT + \" IS NOT NULL OR lpep_dropoff_datetime IS NULL\")")
                        .java(
                                "where(not(malformed()))",
                                "where(CORRUPT + \" IS NULL AND lpep_dropoff_datetime IS NOT NULL\")")
                        .java(MALFORMED, "expr(CORRUPT + \" IS NOT NULL OR lpep_dropoff_datetime IS NULL\")")
                        .java("public static Dataset<Row> parse(", "static Dataset<Row> parse("));
    }

    /** Zones as objects of a class of one's own. @param borough an expression of {@code place} */
    static Mistake typedZones(String borough) {
        return Mistake.of("07", "zones as objects")
                .python("from pyspark.sql.streaming", "import place\nfrom pyspark.sql.streaming")
                .python(
                        "zones.select(col(\"LocationID\"), col(\"Borough\").alias(\"PickUpBorough\"))",
                        "place.of(zones)")
                .beside(
                        "place.py",
                        """
                        from dataclasses import dataclass

                        from pyspark.sql import Row


                        @dataclass
                        class Place:
                            id: int
                            borough: str

                            def getBorough(self):
                                return self.borough


                        def row(zone):
                            place = Place(zone.LocationID, zone.Borough)
                            return Row(LocationID=place.id, PickUpBorough=%s)


                        def of(zones):
                            return zones.rdd.map(row).toDF("LocationID LONG, PickUpBorough STRING")
                        """
                                .formatted(borough.replace("\"here\"", "'here'")))
                .java("zones.select(col(\"LocationID\"), col(\"Borough\").as(\"PickUpBorough\"))", "Place.of(zones)")
                .beside(
                        "Place.java",
                        """
                        package nyctaxi;

                        import org.apache.spark.api.java.function.MapFunction;
                        import org.apache.spark.sql.Dataset;
                        import org.apache.spark.sql.Encoders;
                        import org.apache.spark.sql.Row;

                        public class Place implements java.io.Serializable {
                            private long id;
                            private String borough;
                            public long getId() { return id; }
                            public void setId(long id) { this.id = id; }
                            public String getBorough() { return borough; }
                            public void setBorough(String borough) { this.borough = borough; }

                            static Dataset<Row> of(Dataset<Row> zones) {
                                return zones.map((MapFunction<Row, Place>) row -> {
                                    Place place = new Place();
                                    place.setId(row.getAs("LocationID"));
                                    place.setBorough(row.getAs("Borough"));
                                    place.setBorough(%s);
                                    return place;
                                }, Encoders.bean(Place.class)).selectExpr("id AS LocationID", "borough AS PickUpBorough");
                            }
                        }
                        """
                                .formatted(borough));
    }

    private static Stream<Mistake> join() {
        String join = "trips.join(broadcast(boroughs), col(\"PULocationID\").equalTo(col(\"LocationID\")), \"left\")";
        return Stream.of(
                typedZones("place.getBorough()"),
                Mistake.of("07", "compared as text")
                        .java(
                                "col(\"PULocationID\").equalTo(col(\"LocationID\"))",
                                "col(\"PULocationID\").cast(\"string\").equalTo(col(\"LocationID\").cast(\"string\"))")
                        .python(
                                "col(\"PULocationID\") == col(\"LocationID\")",
                                "trips.PULocationID.cast(\"string\") == boroughs[\"LocationID\"].cast(\"string\")"),
                Mistake.inPython("07", "renamed, with a hint, and an outer join of another name")
                        .python(
                                "zones.select(col(\"LocationID\"), col(\"Borough\").alias(\"PickUpBorough\"))",
                                "zones.withColumnRenamed(\"Borough\", \"PickUpBorough\").drop(\"Zone\", \"service_zone\")")
                        .python(
                                "trips.join(broadcast(boroughs), col(\"PULocationID\") == col(\"LocationID\"), \"left\")",
                                "trips.join(boroughs.hint(\"broadcast\"), on=trips.PULocationID == boroughs.LocationID, how=\"left_outer\")"),
                Mistake.of("07", "SQL with a hint")
                        .python(
                                "    return trips.join(broadcast(boroughs), col(\"PULocationID\") == col(\"LocationID\"), \"left\")",
                                """
                                trips.createOrReplaceTempView("t")
                                boroughs.createOrReplaceTempView("b")
                                return trips.sparkSession.sql(
                                    "SELECT /*+ MAPJOIN(b) */ t.*, PickUpBorough FROM t LEFT JOIN b ON PULocationID = LocationID")"""
                                        .indent(4))
                        .java(
                                "return " + join,
                                """
                                trips.createOrReplaceTempView("t");
                                boroughs.createOrReplaceTempView("b");
                                return trips.sparkSession().sql(
                                        "SELECT /*+ MAPJOIN(b) */ t.*, PickUpBorough FROM t LEFT JOIN b ON PULocationID = LocationID")"""));
    }

    private static Stream<Mistake> aggregate() {
        String window = "window(col(\"lpep_dropoff_datetime\"), \"1 hour\")";
        String watermark = "trips.withWatermark(\"lpep_dropoff_datetime\", \"10 minutes\")";
        String sorted = "orderBy(\"window_start\", \"PickUpBorough\")";
        return Stream.of(
                Mistake.of("08", "the time renamed, and the window a column")
                        .both(
                                watermark,
                                "trips.withColumnRenamed(\"lpep_dropoff_datetime\", \"ended\").withWatermark(\"ended\", \"600 seconds\").withColumn(\"window\", window(col(\"ended\"), \"60 minutes\"))")
                        .both(window, "col(\"window\")"),
                Mistake.inPython("08", "sum under another name, columns as attributes, sorted by columns")
                        .python("import avg, broadcast,", "import sum as sum_, avg, broadcast,")
                        .python("expr, from_json, lit, round, sum, window", "expr, from_json, lit, round, window")
                        .python("cents(sum(\"trip_distance\"))", "cents(sum_(\"trip_distance\"))")
                        .python("cents(sum(\"fare_amount\"))", "cents(sum_(trips.fare_amount))")
                        .python("cents(sum(\"total_amount\"))", "cents(sum_(trips[\"total_amount\"]))")
                        .python(sorted, "sort(col(\"window_start\").asc(), col(\"PickUpBorough\").asc())"),
                Mistake.of("08", "cents by a function of one's own, null last")
                        .python("import avg,", "import udf, avg,")
                        .python(
                                "return round(round(value, 6), 2)",
                                """
                                from decimal import ROUND_HALF_UP, Decimal

                                    def of(x):
                                        return None if x is None else float(
                                            Decimal(repr(x)).quantize(Decimal("1e-6"), ROUND_HALF_UP).quantize(Decimal("0.01"), ROUND_HALF_UP))

                                    return udf(of, "double")(value)""")
                        .python(sorted, "orderBy(col(\"window_start\"), col(\"PickUpBorough\").asc_nulls_last())")
                        .java(
                                "return round(round(value, 6), 2);",
                                """
                                return org.apache.spark.sql.functions.udf(
                                        (org.apache.spark.sql.api.java.UDF1<Double, Double>) x -> x == null
                                                ? null
                                                : (Double) java.math.BigDecimal.valueOf(x).setScale(6, java.math.RoundingMode.HALF_UP).setScale(2, java.math.RoundingMode.HALF_UP).doubleValue(),
                                        org.apache.spark.sql.types.DataTypes.DoubleType).apply(value);""")
                        .java(
                                "orderBy(\"window_start\", \"PickUpBorough\")",
                                "orderBy(col(\"window_start\"), col(\"PickUpBorough\").asc_nulls_last())"));
    }

    private static Stream<Mistake> query() {
        return Stream.of(
                Mistake.of("09", "the folder made before the start")
                        .python(
                                "    return (\n        table.writeStream",
                                "    __import__(\"os\").makedirs(settings.checkpoint(\"table\").replace(\"file:\", \"\"), exist_ok=True)\n    return (\n        table.writeStream")
                        .java(
                                "        return table.writeStream()",
                                "        new java.io.File(java.net.URI.create(settings.checkpoint(\"table\"))).mkdirs();\n        return table.writeStream()"),
                Mistake.inPython("09", "options by name, and a query that is kept in a variable")
                        .python(
                                ".option(\"truncate\", False)\n        .option(\"numRows\", settings.console_rows)\n        .option(\"checkpointLocation\", settings.checkpoint(\"table\"))\n        .start()\n    )",
                                ".options(truncate=False, numRows=settings.console_rows)\n    )\n    query = writer.start(checkpointLocation=settings.checkpoint(\"table\"))\n    return query")
                        .python("return (\n        table.writeStream", "writer = (\n        table.writeStream"),
                Mistake.of("09", "options as text")
                        .python("option(\"truncate\", False)", "option(\"truncate\", \"False\")")
                        .python("settings.console_rows", "str(settings.console_rows)")
                        .python("settings.checkpoint(\"table\")", "f\"{settings.checkpoints}/table\"")
                        .java("option(\"truncate\", false)", "option(\"truncate\", \"FALSE\")")
                        .java("settings.consoleRows()", "\"\" + settings.consoleRows()")
                        .java("settings.checkpoint(\"table\")", "settings.checkpoints() + \"/table\""));
    }

    private static Stream<Mistake> windows() {
        return Stream.of(
                Mistake.of("21", "the zone first, and a window of another name")
                        .python(
                                "counted(trips, session_window(col(\"lpep_dropoff_datetime\"), \"20 minutes\"), col(\"DOLocationID\"))",
                                "counted(trips, col(\"DOLocationID\"), session_window(\"lpep_dropoff_datetime\", \"1200 seconds\").alias(\"session\"))")
                        .java(
                                "counted(trips, session_window(col(\"lpep_dropoff_datetime\"), \"20 minutes\"), col(\"DOLocationID\"))",
                                "counted(trips, col(\"DOLocationID\"), session_window(col(\"lpep_dropoff_datetime\"), \"1200 seconds\").as(\"session\"))"));
    }

    private static Stream<Mistake> sql() {
        return Stream.of(
                Mistake.of("22", "the condition within the sums")
                        .both("WHERE trip_distance > 5\n", "\n")
                        .both("GROUP BY PULocationID", "GROUP BY PULocationID HAVING max(trip_distance) > 5")
                        .both("count(*)", "sum(if(trip_distance > 5, 1L, 0L))")
                        .both("sum(total_amount)", "sum(CASE WHEN trip_distance > 5 THEN total_amount END)"),
                Mistake.of("22", "a query in front")
                        .both(
                                "SELECT PULocationID,",
                                "WITH far AS (SELECT * FROM trips WHERE trip_distance - 5 > 0) SELECT PULocationID,")
                        .both("FROM trips\n", "FROM far\n"));
    }
}
