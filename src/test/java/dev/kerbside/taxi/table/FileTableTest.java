package dev.kerbside.taxi.table;

import static dev.kerbside.taxi.TripColumn.DO_LOCATION_ID;
import static dev.kerbside.taxi.TripColumn.DROPOFF_TIME;
import static dev.kerbside.taxi.TripColumn.EHAIL_FEE;
import static dev.kerbside.taxi.TripColumn.FARE_AMOUNT;
import static dev.kerbside.taxi.TripColumn.PASSENGER_COUNT;
import static dev.kerbside.taxi.TripColumn.PAYMENT_TYPE;
import static dev.kerbside.taxi.TripColumn.PICKUP_TIME;
import static dev.kerbside.taxi.TripColumn.PU_LOCATION_ID;
import static dev.kerbside.taxi.TripColumn.RATECODE_ID;
import static dev.kerbside.taxi.TripColumn.STORE_AND_FWD_FLAG;
import static dev.kerbside.taxi.TripColumn.TIP_AMOUNT;
import static dev.kerbside.taxi.TripColumn.TOTAL_AMOUNT;
import static dev.kerbside.taxi.TripColumn.TRIP_DISTANCE;
import static dev.kerbside.taxi.TripColumn.VENDOR_ID;
import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.intType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.DOUBLE;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT96;
import static org.apache.parquet.schema.Types.optional;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.file.DuckTrips;
import dev.kerbside.taxi.file.ForeignFile;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types.PrimitiveBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same six trips by two writers, in types, codecs, encodings and under names that people have: reader and oracle
 * find the table that the trips have by construction, or the file is refused by what is wrong with it.
 */
class FileTableTest {
    private static final TripColumn[] AMOUNTS = {TRIP_DISTANCE, FARE_AMOUNT, TIP_AMOUNT, TOTAL_AMOUNT};
    private static final TripColumn[] TIMES = {PICKUP_TIME, DROPOFF_TIME};
    private static final TripColumn[] ZONES = {VENDOR_ID, PU_LOCATION_ID, DO_LOCATION_ID};
    private static final TripColumn[] COUNTS = {PASSENGER_COUNT, RATECODE_ID, PAYMENT_TYPE};

    private static final List<Trip> TRIPS = List.of(
            trip("2023-12-01T00:00:00Z", 74, "12.50", 1),
            trip("2023-12-01T00:59:59.999Z", 74, "0.01", 2),
            trip("1969-12-31T23:59:59.001Z", 130, "-3.25", null),
            trip("2024-02-29T12:34:56.789Z", 264, "99999.75", 5),
            trip("2023-12-01T00:30:00Z", 7, "7", 1),
            trip("2001-01-01T00:00:00Z", 199, "1", 6));

    @TempDir
    static Path folder;

    private static Path base;
    private static Connection duck;
    private static int number;

    private static Trip trip(String time, int zone, String amount, Integer passengers) {
        Map<TripColumn, Object> values = new EnumMap<>(TripColumn.class);
        long end = Instant.parse(time).toEpochMilli();
        values.put(VENDOR_ID, 2L);
        values.put(PICKUP_TIME, end - 600_000);
        values.put(DROPOFF_TIME, end);
        values.put(STORE_AND_FWD_FLAG, "N");
        values.put(PU_LOCATION_ID, (long) zone);
        values.put(DO_LOCATION_ID, 75L);
        for (TripColumn column : AMOUNTS) {
            values.put(column, Double.valueOf(amount));
        }
        for (TripColumn column : COUNTS) {
            values.put(column, passengers == null ? null : Double.valueOf(passengers));
        }
        return Trip.of(values);
    }

    @BeforeAll
    static void writeTheTrips() throws Exception {
        base = new ForeignFile().write(folder.resolve("base.parquet"), TRIPS);
        duck = DriverManager.getConnection("jdbc:duckdb:", DuckTrips.offline());
        duck("CREATE TABLE trips AS FROM read_parquet('%s')".formatted(base));
    }

    @AfterAll
    static void close() throws Exception {
        duck.close();
    }

    private static void duck(String sql) throws Exception {
        try (Statement statement = duck.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Path next() {
        return folder.resolve("file-" + number++ + ".parquet");
    }

    private static DynamicTest taken(String name, ForeignFile file) {
        return DynamicTest.dynamicTest(name, () -> Reckoned.accepted(file.write(next(), TRIPS), Reckoned.table(TRIPS)));
    }

    private static DynamicTest taken(String query, String options) {
        return DynamicTest.dynamicTest(
                "DuckDB: " + query + options, () -> Reckoned.accepted(copy(query, options), Reckoned.table(TRIPS)));
    }

    private static DynamicTest refused(String query, String... words) {
        return DynamicTest.dynamicTest("refused: " + query, () -> Reckoned.refused(copy(query, ""), words));
    }

    private static Path copy(String query, String options) throws Exception {
        Path file = next();
        duck("COPY (%s) TO '%s' (FORMAT parquet%s)".formatted(query, file, options));
        return file;
    }

    @TestFactory
    Stream<DynamicTest> everyCodecVersionAndEncoding() {
        return Stream.of("UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD", "LZ4_RAW")
                .flatMap(codec -> Stream.of(WriterVersion.values()).flatMap(version -> Stream.of(true, false)
                        .map(dictionary -> taken(
                                codec + " " + version + (dictionary ? " dictionary" : ""),
                                new ForeignFile().by(b -> b.withCompressionCodec(CompressionCodecName.valueOf(codec))
                                        .withWriterVersion(version)
                                        .withDictionaryEncoding(dictionary))))));
    }

    @TestFactory
    Stream<DynamicTest> everyTypeOfAmounts() {
        return Stream.of(WriterVersion.values())
                .flatMap(version -> Stream.of(
                        of(version, "DOUBLE split", new ForeignFile().by(b -> b.withByteStreamSplitEncoding(true))),
                        of(version, "FLOAT", amounts(optional(FLOAT)).by(b -> b.withByteStreamSplitEncoding(true))),
                        of(version, "DECIMAL(9,2)", amounts(optional(INT32).as(decimalType(2, 9)))),
                        of(version, "DECIMAL(18,4)", amounts(optional(INT64).as(decimalType(4, 18)))),
                        of(
                                WriterVersion.PARQUET_1_0,
                                "DECIMAL bytes",
                                amounts(optional(BINARY).as(decimalType(2, 20)))),
                        of(version, "DECIMAL(10,2)", amounts(fixed(5).as(decimalType(2, 10)))),
                        of(version, "DECIMAL(38,10)", amounts(fixed(16).as(decimalType(10, 38))))));
    }

    private static DynamicTest of(WriterVersion version, String name, ForeignFile file) {
        boolean dictionary = version == WriterVersion.PARQUET_2_0;
        return taken(
                name + " " + version, file.by(b -> b.withWriterVersion(version).withDictionaryEncoding(dictionary)));
    }

    private static ForeignFile amounts(PrimitiveBuilder<PrimitiveType> type) {
        // As FLOAT and as decimals too, the amounts of these trips are what they are as DOUBLE.
        return new ForeignFile().with(type, AMOUNTS);
    }

    private static PrimitiveBuilder<PrimitiveType> fixed(int bytes) {
        return optional(FIXED_LEN_BYTE_ARRAY).length(bytes);
    }

    @TestFactory
    Stream<DynamicTest> everyTypeOfWholeNumbers() {
        return Stream.of(ZONES, COUNTS)
                .flatMap(columns -> Stream.concat(
                        Stream.of(8, 16, 32, 64).flatMap(bits -> Stream.of(true, false)
                                .map(signed -> taken(
                                        (signed ? "INT" : "UINT") + bits + " " + columns[1],
                                        new ForeignFile()
                                                .with(
                                                        optional(bits == 64 ? INT64 : INT32)
                                                                .as(intType(bits, signed)),
                                                        bits > 8 ? columns : new TripColumn[] {columns[0]})))),
                        Stream.of(
                                taken("DOUBLE " + columns[1], new ForeignFile().with(optional(DOUBLE), columns)),
                                taken("FLOAT " + columns[1], new ForeignFile().with(optional(FLOAT), columns)),
                                taken(
                                        "DECIMAL " + columns[1],
                                        new ForeignFile().with(optional(INT32).as(decimalType(0, 9)), columns)))));
    }

    @TestFactory
    Stream<DynamicTest> everyTypeOfTimes() {
        return Stream.concat(
                Stream.of(TimeUnit.values()).flatMap(unit -> Stream.of(true, false)
                        .map(utc -> taken(
                                unit + (utc ? " UTC" : ""),
                                new ForeignFile().with(optional(INT64).as(timestampType(utc, unit)), TIMES)))),
                Stream.of(
                        taken("INT96", new ForeignFile().with(optional(INT96), TIMES)),
                        taken("pages", new ForeignFile().by(b -> b.withPageRowCountLimit(2))),
                        taken("row groups", new ForeignFile().by(b -> b.withRowGroupSize(1L)
                                .withMinRowCountForPageSizeCheck(1)
                                .withMaxRowCountForPageSizeCheck(1)))));
    }

    @TestFactory
    Stream<DynamicTest> whatDuckDbWrites() {
        Stream<DynamicTest> codecs = Stream.of("uncompressed", "snappy", "gzip", "zstd", "brotli", "lz4_raw")
                .flatMap(codec -> Stream.of("V1", "V2")
                        .map(version ->
                                taken("FROM trips", ", CODEC %s, PARQUET_VERSION %s".formatted(codec, version))));
        Stream<DynamicTest> types = Stream.of("TIMESTAMPTZ", "TIMESTAMP_MS", "TIMESTAMP_NS", "TIMESTAMP")
                .map(type -> replaced("lpep_dropoff_datetime", type));
        Stream<DynamicTest> others = Stream.of(
                replaced("store_and_fwd_flag", "ENUM('N', 'Y')"),
                replaced("fare_amount", "DECIMAL(12, 2)"),
                replaced("PULocationID", "USMALLINT"),
                replaced("PULocationID", "HUGEINT"),
                replaced("passenger_count", "UBIGINT"),
                replaced("ehail_fee", "VARCHAR"),
                replaced("ehail_fee", "BOOLEAN"),
                replaced("ehail_fee", "DATE"),
                taken("SELECT * EXCLUDE (ehail_fee, trip_type, store_and_fwd_flag, VendorID, extra) FROM trips", ""),
                taken("SELECT *, 'x' AS Borough, 'y' AS Zone, 1 AS LocationID, 's' AS service_zone FROM trips", ""),
                taken("SELECT *, 1 AS trips, 2 AS file, 3 AS dropoff, 4 AS pickup_zone, 5 AS zones FROM trips", ""),
                taken("SELECT *, [1, 2] AS l, {'fare_amount': 1} AS s, map {'a': 1} AS m FROM trips", ""),
                taken(
                        "SELECT *, uuid() AS u, INTERVAL 1 DAY AS i, TIME '12:00' AS t, '\\x00'::BLOB AS b FROM trips",
                        ""),
                spelled("lower"),
                spelled("upper"),
                taken("FROM trips", ", ROW_GROUP_SIZE 2"));
        return Stream.of(codecs, types, others).flatMap(all -> all);
    }

    private static DynamicTest replaced(String column, String type) {
        return taken("SELECT * REPLACE (CAST(\"%1$s\" AS %2$s) AS %1$s) FROM trips".formatted(column, type), "");
    }

    private static DynamicTest spelled(String function) {
        List<String> names = SyntheticMonth.schema().getFields().stream()
                .map(Type::getName)
                .map(name -> "\"%s\" AS \"%s\""
                        .formatted(name, function.equals("upper") ? name.toUpperCase() : name.toLowerCase()))
                .toList();
        return taken("SELECT " + String.join(", ", names) + " FROM trips", "");
    }

    @TestFactory
    Stream<DynamicTest> everyName() {
        return Stream.of(
                        "green (1).parquet",
                        "grün 東京.parquet",
                        "a%20b%2F.parquet",
                        "a+b=c&d#1.parquet",
                        "green[1].parquet",
                        "green{a,b}.parquet",
                        "green*?.parquet",
                        "_green.parquet",
                        ".green.parquet",
                        "-green.parquet",
                        "green:2023.parquet",
                        "it's \"it\".parquet",
                        "a\tb.parquet",
                        "a\nb.parquet",
                        "green.PARQUET",
                        "green",
                        "green.parquet.gz",
                        "a\\b.parquet",
                        "~a.parquet",
                        "$HOME `x`.parquet",
                        "x".repeat(247) + ".parquet",
                        "PULocationID=1/fare_amount=2/part-0.parquet",
                        "s3:/bucket/a.parquet")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Path file = folder.resolve("names").resolve(name);
                    Files.createDirectories(file.getParent());
                    Reckoned.accepted(Files.copy(base, file), Reckoned.table(TRIPS));
                    assertThat(TripStore.name(file))
                            .matches("[A-Za-z0-9][A-Za-z0-9._-]*[.]parquet")
                            .hasSizeLessThan(220);
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotATripIsRefusedByItsName() {
        return Stream.of(
                refused(
                        "SELECT * REPLACE (1e300 AS fare_amount) FROM trips",
                        "row 1: column fare_amount",
                        "less than 10^12"),
                refused("SELECT * REPLACE (1e12::DECIMAL(20, 2) AS tip_amount) FROM trips", "row 1: column tip_amount"),
                refused(
                        "SELECT * REPLACE (TIMESTAMP 'infinity' AS lpep_dropoff_datetime) FROM trips",
                        "row 1: column lpep_dropoff_datetime is infinity"),
                refused(
                        "SELECT * REPLACE (TIMESTAMP '-infinity' AS lpep_pickup_datetime) FROM trips",
                        "row 1: column lpep_pickup_datetime is infinity"),
                refused(
                        "SELECT * REPLACE (TIMESTAMP '10000-01-01' AS lpep_dropoff_datetime) FROM trips",
                        "from year 1 to year 9999"),
                refused(
                        "SELECT * REPLACE (TIMESTAMP '0001-12-31 (BC)' AS lpep_dropoff_datetime) FROM trips",
                        "from year 1 to year 9999"),
                refused("SELECT * REPLACE (74.5::DOUBLE AS PULocationID) FROM trips", "is 74.5", "whole number"),
                refused(
                        "SELECT * REPLACE (18446744073709551615::UBIGINT AS PULocationID) FROM trips",
                        "is 18446744073709551615"),
                refused(
                        "SELECT * REPLACE (fare_amount::VARCHAR AS fare_amount) FROM trips",
                        "must be a number",
                        "float64"),
                refused("SELECT * REPLACE (true AS fare_amount) FROM trips", "column fare_amount is 'optional boolean"),
                refused(
                        "SELECT * REPLACE (lpep_dropoff_datetime::VARCHAR AS lpep_dropoff_datetime) FROM trips",
                        "must be a time",
                        "to_datetime"),
                refused("SELECT * REPLACE (lpep_dropoff_datetime::DATE AS lpep_dropoff_datetime) FROM trips", "(DATE)"),
                refused(
                        "SELECT * REPLACE (epoch_ms(lpep_dropoff_datetime) AS lpep_dropoff_datetime) FROM trips",
                        "must be a time"),
                refused("SELECT * REPLACE (true AS store_and_fwd_flag) FROM trips", "must be text"),
                refused("SELECT * REPLACE ([fare_amount] AS fare_amount) FROM trips", "fare_amount is a list"),
                refused(
                        "SELECT * REPLACE ({'a': 1} AS tip_amount) FROM trips",
                        "tip_amount is a list, a map or a group"),
                refused("SELECT {'fare_amount': fare_amount} AS all FROM trips", "lacks the columns lpep_pickup"),
                refused("SELECT * EXCLUDE (tip_amount) FROM trips", "lacks the column tip_amount"),
                refused("SELECT *, fare_amount AS tpep_pickup_datetime FROM trips", "yellow taxi"),
                refused("FROM trips LIMIT 0", "has no rows"));
    }

    @Test
    void anEncodingThatTheOracleDoesNotReadIsRefusedByItsName() throws Exception {
        Path file = amounts(fixed(5).as(decimalType(2, 10)))
                .by(b -> b.withWriterVersion(WriterVersion.PARQUET_2_0).withDictionaryEncoding(false))
                .write(next(), TRIPS);
        Reckoned.refused(file, "column trip_distance has the encoding DELTA_BYTE_ARRAY for DECIMAL");
    }

    @Test
    void aDecimalThatTheOracleTakesForAnotherNumberIsRefused() throws Exception {
        Path file = amounts(fixed(24).as(decimalType(4, 50))).write(next(), TRIPS);
        Reckoned.refused(file, "DECIMAL(50,4)", "at most 38 digits");
    }

    @Test
    void aNanosecondBefore1970IsInTheHourBefore() throws Exception {
        Path file = copy(
                "SELECT * REPLACE (make_timestamp_ns(-1) AS lpep_dropoff_datetime) FROM trips WHERE fare_amount = 12.5",
                "");
        HourlyTable table = Reckoned.table(List.of(trip("1969-12-31T23:59:59.999Z", 74, "12.50", 1)));
        Reckoned.accepted(file, table);
    }

    @Test
    void aCodecThatTheOracleDoesNotReadIsRefusedByItsName() throws Exception {
        Path file = new ForeignFile()
                .by(b -> b.withCompressionCodec(CompressionCodecName.LZ4))
                .write(next(), TRIPS);
        Reckoned.refused(file, "column VendorID is compressed with LZ4 in Hadoop's framing", "to_parquet");
    }

    @Test
    void aValueThatIsNotTextIsRefused() throws Exception {
        Path file = copy("SELECT * REPLACE ('\\xFF'::BLOB AS store_and_fwd_flag) FROM trips", "");
        Reckoned.refused(file, "row 1: column store_and_fwd_flag is not text in UTF-8");
    }

    @Test
    void timesInUtcAreTheSameUnderEveryTimeZone() throws Exception {
        Path file =
                copy("SELECT * REPLACE (lpep_dropoff_datetime::TIMESTAMPTZ AS lpep_dropoff_datetime) FROM trips", "");
        TimeZone before = TimeZone.getDefault();
        try {
            for (String zone : List.of("Europe/Paris", "America/New_York", "Asia/Kolkata")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                Reckoned.accepted(file, Reckoned.table(TRIPS));
            }
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void rowsBecomeTheSameJsonWhateverTheirTypes() throws Exception {
        List<String> expected = Reckoned.json(base);
        assertThat(expected.get(1))
                .startsWith(
                        "{\"VendorID\":2,\"lpep_pickup_datetime\":1701391799999,\"lpep_dropoff_datetime\":1701392399999,"
                                + "\"store_and_fwd_flag\":\"N\",\"RatecodeID\":2.0,\"PULocationID\":74,");
        assertThat(Reckoned.json(amounts(fixed(5).as(decimalType(2, 10))).write(next(), TRIPS)))
                .isEqualTo(expected);
        assertThat(Reckoned.json(new ForeignFile().with(optional(INT96), TIMES).write(next(), TRIPS)))
                .isEqualTo(expected);
        assertThat(Reckoned.json(new ForeignFile().with(optional(DOUBLE), ZONES).write(next(), TRIPS)))
                .isEqualTo(expected);
        assertThat(Reckoned.json(new ForeignFile()
                        .with(optional(INT64).as(timestampType(true, TimeUnit.NANOS)), TIMES)
                        .with(optional(BINARY).as(stringType()), EHAIL_FEE)
                        .write(next(), TRIPS)))
                .isEqualTo(expected);
        assertThat(Reckoned.json(copy("SELECT * REPLACE (4294967295::UINTEGER AS passenger_count) FROM trips", ""))
                        .get(0))
                .contains("\"passenger_count\":4294967295,");
        assertThat(Reckoned.json(
                        new ForeignFile().with(optional(BOOLEAN), EHAIL_FEE).write(next(), TRIPS)))
                .isEqualTo(expected);
    }
}
