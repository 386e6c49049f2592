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

    private OtherWays() {}

    static Stream<Mistake> all() {
        return Stream.of(read(), parse(), join(), aggregate(), query(), windows(), sql())
                .flatMap(ways -> ways);
    }

    private static Stream<Mistake> read() {
        return Stream.of(
                Mistake.of("05", "a lambda")
                        .edit(
                                CAST,
                                """
                                source(spark, settings).select("value").map(
                                        (org.apache.spark.api.java.function.MapFunction<Row, String>) row -> row.isNullAt(0)
                                                ? null
                                                : new String((byte[]) row.get(0), java.nio.charset.StandardCharsets.UTF_8),
                                        org.apache.spark.sql.Encoders.STRING()).toDF()"""),
                Mistake.of("05", "a method reference of a class in a file of its own")
                        .edit(
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
                        .edit(
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
                        .edit(
                                "option(\"subscribe\", settings.topic())",
                                "option(\"subscribePattern\", settings.topic())"),
                Mistake.of("05", "another order of the options")
                        .edit("                .options(settings.kafka())\n", "")
                        .edit(
                                "settings.startingOffsets())\n",
                                "settings.startingOffsets()).options(new java.util.HashMap<>(settings.kafka()))\n"));
    }

    private static Stream<Mistake> parse() {
        String strict = "\"allowNonNumericNumbers\", \"false\"";
        return Stream.of(
                Mistake.of("06", "options that only a strict reader has")
                        .edit(strict, strict + ", \"allowSingleQuotes\", \"false\", \"mode\", \"PERMISSIVE\""),
                Mistake.of("06", "options that change nothing where a schema is given")
                        .edit(
                                strict,
                                strict
                                        + ", \"primitivesAsString\", \"true\", \"dropFieldIfAllNull\", \"true\", \"timestampFormat\", \"yyyy\""),
                Mistake.of("06", "the schema as a StructType")
                        .edit("static final String SCHEMA =\n", "static final String DDL =\n")
                        .edit("org.apache.spark.sql.types.StructType.fromDDL(SCHEMA)", "SCHEMA")
                        .edit(
                                "    private NycTaxiStreaming() {}",
                                "    static final org.apache.spark.sql.types.StructType SCHEMA = org.apache.spark.sql.types.StructType.fromDDL(DDL);"),
                Mistake.of("06", "a function of one's own")
                        .edit(
                                DROP_OFF,
                                "org.apache.spark.sql.functions.udf(%s).apply(col(\"lpep_dropoff_datetime\"))"
                                        .formatted(TO_TIME)),
                Mistake.of("06", "a function that is registered in the session that is active")
                        .edit(
                                "return parsed(records)\n",
                                "SparkSession.builder().getOrCreate().udf().register(\"to_time\", %s);\n        return parsed(records)\n"
                                        .formatted(TO_TIME))
                        .edit(
                                DROP_OFF,
                                "org.apache.spark.sql.functions.callUDF(\"to_time\", col(\"lpep_dropoff_datetime\"))"),
                Mistake.of("06", "a filter by a lambda")
                        .edit(
                                "where(not(malformed()))",
                                """
                                filter((org.apache.spark.api.java.function.FilterFunction<Row>)
                                        row -> row.getAs(CORRUPT) == null && row.getAs("lpep_dropoff_datetime") != null)"""),
                Mistake.of("06", "seconds as a fraction, sums for counts, and other partitions")
                        .edit(DROP_OFF, "col(\"lpep_dropoff_datetime\").divide(1000).cast(\"timestamp\")")
                        .edit(
                                "count_if(malformed()).as(\"malformed\")",
                                "sum(org.apache.spark.sql.functions.when(malformed(), 1).otherwise(0)).as(\"malformed\")")
                        .edit(".drop(CORRUPT)", ".drop(CORRUPT).repartition(2)"),
                Mistake.of("06", "SQL in text, and a method that is not public")
                        .edit(
                                "where(not(malformed()))",
                                "where(CORRUPT + \" IS NULL AND lpep_dropoff_datetime IS NOT NULL\")")
                        .edit(MALFORMED, "expr(CORRUPT + \" IS NOT NULL OR lpep_dropoff_datetime IS NULL\")")
                        .edit("public static Dataset<Row> parse(", "static Dataset<Row> parse("));
    }

    /** Zones as objects of a class of one's own. @param borough an expression of {@code place} */
    static Mistake typedZones(String borough) {
        return Mistake.of("07", "zones as objects")
                .edit("zones.select(col(\"LocationID\"), col(\"Borough\").as(\"PickUpBorough\"))", "Place.of(zones)")
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
                        .edit(
                                "col(\"PULocationID\").equalTo(col(\"LocationID\"))",
                                "col(\"PULocationID\").cast(\"string\").equalTo(col(\"LocationID\").cast(\"string\"))"),
                Mistake.of("07", "SQL with a hint")
                        .edit(
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
        return Stream.of(
                Mistake.of("08", "the time renamed, and the window a column")
                        .edit(
                                watermark,
                                "trips.withColumnRenamed(\"lpep_dropoff_datetime\", \"ended\").withWatermark(\"ended\", \"600 seconds\").withColumn(\"window\", window(col(\"ended\"), \"60 minutes\"))")
                        .edit(window, "col(\"window\")"),
                Mistake.of("08", "cents by a function of one's own, null last")
                        .edit(
                                "return round(round(value, 6), 2);",
                                """
                                return org.apache.spark.sql.functions.udf(
                                        (org.apache.spark.sql.api.java.UDF1<Double, Double>) x -> x == null
                                                ? null
                                                : (Double) java.math.BigDecimal.valueOf(x).setScale(6, java.math.RoundingMode.HALF_UP).setScale(2, java.math.RoundingMode.HALF_UP).doubleValue(),
                                        org.apache.spark.sql.types.DataTypes.DoubleType).apply(value);""")
                        .edit(
                                "orderBy(\"window_start\", \"PickUpBorough\")",
                                "orderBy(col(\"window_start\"), col(\"PickUpBorough\").asc_nulls_last())"));
    }

    private static Stream<Mistake> query() {
        return Stream.of(
                Mistake.of("09", "the folder made before the start")
                        .edit(
                                "        return table.writeStream()",
                                "        new java.io.File(java.net.URI.create(settings.checkpoint(\"table\"))).mkdirs();\n        return table.writeStream()"),
                Mistake.of("09", "options as text")
                        .edit("option(\"truncate\", false)", "option(\"truncate\", \"FALSE\")")
                        .edit("settings.consoleRows()", "\"\" + settings.consoleRows()")
                        .edit("settings.checkpoint(\"table\")", "settings.checkpoints() + \"/table\""));
    }

    private static Stream<Mistake> windows() {
        return Stream.of(
                Mistake.of("21", "the zone first, and a window of another name")
                        .edit(
                                "counted(trips, session_window(col(\"lpep_dropoff_datetime\"), \"20 minutes\"), col(\"DOLocationID\"))",
                                "counted(trips, col(\"DOLocationID\"), session_window(col(\"lpep_dropoff_datetime\"), \"1200 seconds\").as(\"session\"))"));
    }

    private static Stream<Mistake> sql() {
        return Stream.of(
                Mistake.of("22", "the condition within the sums")
                        .edit("WHERE trip_distance > 5\n", "\n")
                        .edit("GROUP BY PULocationID", "GROUP BY PULocationID HAVING max(trip_distance) > 5")
                        .edit("count(*)", "sum(if(trip_distance > 5, 1L, 0L))")
                        .edit("sum(total_amount)", "sum(CASE WHEN trip_distance > 5 THEN total_amount END)"),
                Mistake.of("22", "a query in front")
                        .edit(
                                "SELECT PULocationID,",
                                "WITH far AS (SELECT * FROM trips WHERE trip_distance - 5 > 0) SELECT PULocationID,")
                        .edit("FROM trips\n", "FROM far\n"));
    }
}
