package dev.kerbside.drills;

import static org.apache.spark.sql.functions.lit;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.TripJson;
import dev.kerbside.taxi.Zone;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Records, trips and zones that are few enough to be reckoned by hand, and chosen so that each mistake shows. */
final class HandMade {
    /**
     * One trip leaves the edge of an hour, one begins it; one was picked up an hour earlier than dropped off; two lack
     * what real trips lack; zone 999 is in no list. No two columns have the same sum or average.
     */
    static final List<Trip> TRIPS = trips(
            """
            pick-up  drop-off PU  DO  passengers distance fare  tip  total
            01:20:00 01:40:00 41  82  -          3.4      13.5  0.0  17.3
            00:05:00 00:20:00 74  95  1.0        2.06     10.06 1.25 13.07
            01:05:00 01:31:00 95  82  1.0        7.77     25.0  4.44 33.33
            00:40:00 00:59:59 74  41  2.0        4.5      16.0  3.65 23.95
            00:30:00 00:50:00 999 74  -          5.25     20.5  2.2  26.45
            00:45:00 01:00:00 74  129 5.0        6.3      21.0  2.76 27.56
            00:10:00 00:25:00 95  74  3.0        1.05     6.5   0.5  9.25
            01:10:00 01:35:00 129 95  4.0        2.68     11.25 1.9  16.8
            01:12:00 01:55:00 95  129 2.0        9.9      30.1  5.05 38.45""");

    /** The zones of the trips, but for 999. */
    static final List<Zone> ZONES = List.of(
            new Zone(41, "Manhattan", "Central Harlem", "Boro Zone"),
            new Zone(74, "Manhattan", "East Harlem North", "Boro Zone"),
            new Zone(82, "Queens", "Elmhurst", "Boro Zone"),
            new Zone(95, "Queens", "Forest Hills", "Boro Zone"),
            new Zone(129, "Queens", "Jackson Heights", "Boro Zone"));

    /** What must not be mistaken for a trip, by the reason why. */
    static final Map<String, String> MALFORMED = Map.of(
            "vendor=2;distance=1.3", "is not JSON",
            "{\"VendorID\":2,\"lpep_dropoff_datetime\":16410", "is cut off",
            "{\"VendorID\":2,\"lpep_dropoff_datetime\":1641000000000,\"trip_distance\":\"far\"}",
                    "has text for a number",
            "{\"VendorID\":2,\"lpep_dropoff_datetime\":\"2022-01-01 00:30:00\"}", "has text for a time",
            "{\"VendorID\":2,\"lpep_dropoff_datetime\":null}", "has no drop-off time",
            "", "is empty");

    /** What a trip lacks that was not recorded in the car. */
    private static final Set<TripColumn> MISSING_TOGETHER = EnumSet.of(
            TripColumn.STORE_AND_FWD_FLAG,
            TripColumn.RATECODE_ID,
            TripColumn.PASSENGER_COUNT,
            TripColumn.PAYMENT_TYPE,
            TripColumn.CONGESTION_SURCHARGE,
            TripColumn.TRIP_TYPE);

    private HandMade() {}

    /** A session of its own in the same Spark: UTC, one task a stage, and no join is broadcast unasked. */
    static SparkSession session(SparkSession spark) {
        SparkSession own = spark.newSession();
        own.conf().set("spark.sql.session.timeZone", "UTC");
        own.conf().set("spark.sql.shuffle.partitions", "1");
        own.conf().set("spark.sql.leafNodeDefaultParallelism", "1");
        own.conf().set("spark.sql.autoBroadcastJoinThreshold", "-1");
        own.conf().set("fs.defaultFS", "file:///");
        // A watermark would bring a second micro-batch, without rows.
        own.conf().set("spark.sql.streaming.noDataMicroBatches.enabled", "false");
        return own;
    }

    /** The trips as the producer writes them. */
    static List<String> records(List<Trip> trips) {
        List<TripColumn> columns = Arrays.asList(TripColumn.values());
        Set<TripColumn> integers =
                EnumSet.of(TripColumn.VENDOR_ID, TripColumn.PU_LOCATION_ID, TripColumn.DO_LOCATION_ID);
        TripJson json = new TripJson(columns, integers, MISSING_TOGETHER);
        return trips.stream()
                .map(trip -> new String(json.write(trip), StandardCharsets.UTF_8))
                .toList();
    }

    /** What step 05 returns. */
    static Dataset<Row> text(SparkSession spark, List<String> records) {
        return spark.createDataset(records, Encoders.STRING()).toDF("value");
    }

    /** A stream with these columns that is never started: for its plan. */
    static Dataset<Row> stream(SparkSession spark, StructType schema) {
        Column[] columns = Arrays.stream(schema.fields())
                .map(field -> lit(null).cast(field.dataType()).as(field.name()))
                .toArray(Column[]::new);
        return spark.readStream().format("rate").load().select(columns);
    }

    static Dataset<Row> zones(SparkSession spark) {
        List<Row> rows = ZONES.stream()
                .map(zone ->
                        RowFactory.create((long) zone.locationId(), zone.borough(), zone.zone(), zone.serviceZone()))
                .toList();
        return spark.createDataFrame(
                rows, StructType.fromDDL("LocationID LONG, Borough STRING, Zone STRING, service_zone STRING"));
    }

    /** What step 06 returns. */
    static Dataset<Row> trips(SparkSession spark) {
        return spark.createDataFrame(
                TRIPS.stream()
                        .map(trip -> RowFactory.create(cells(trip).toArray()))
                        .toList(),
                schema());
    }

    /** What step 07 returns. */
    static Dataset<Row> joined(SparkSession spark) {
        List<Row> rows = TRIPS.stream()
                .map(trip -> {
                    List<Object> cells = cells(trip);
                    cells.add(trip.get(TripColumn.PU_LOCATION_ID));
                    cells.add(borough(trip, TripColumn.PU_LOCATION_ID));
                    return RowFactory.create(cells.toArray());
                })
                .toList();
        return spark.createDataFrame(rows, schema().add("LocationID", "long").add("PickUpBorough", "string"));
    }

    private static List<Object> cells(Trip trip) {
        return Arrays.stream(TripColumn.values())
                .map(column -> column.kind() == TripColumn.Kind.TIMESTAMP
                        ? new Timestamp((Long) trip.get(column))
                        : trip.get(column))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static StructType schema() {
        StructType schema = new StructType();
        for (TripColumn column : TripColumn.values()) {
            schema = schema.add(column.columnName(), column.kind().name().toLowerCase(Locale.ROOT));
        }
        return schema;
    }

    /** The borough of that zone; null if it has none. */
    static String borough(Trip trip, TripColumn zoneColumn) {
        long id = (Long) trip.get(zoneColumn);
        return ZONES.stream()
                .filter(zone -> zone.locationId() == id)
                .map(Zone::borough)
                .findFirst()
                .orElse(null);
    }

    private static List<Trip> trips(String table) {
        return table.lines()
                .skip(1)
                .map(line -> line.trim().split("\\s+"))
                .map(HandMade::trip)
                .toList();
    }

    private static Trip trip(String[] cells) {
        Map<TripColumn, Object> values = new EnumMap<>(TripColumn.class);
        values.put(TripColumn.VENDOR_ID, 2L);
        values.put(TripColumn.PICKUP_TIME, millis(cells[0]));
        values.put(TripColumn.DROPOFF_TIME, millis(cells[1]));
        values.put(TripColumn.PU_LOCATION_ID, Long.valueOf(cells[2]));
        values.put(TripColumn.DO_LOCATION_ID, Long.valueOf(cells[3]));
        values.put(TripColumn.TRIP_DISTANCE, Double.valueOf(cells[5]));
        values.put(TripColumn.FARE_AMOUNT, Double.valueOf(cells[6]));
        values.put(TripColumn.EXTRA, 0.5);
        values.put(TripColumn.MTA_TAX, 0.25);
        values.put(TripColumn.TIP_AMOUNT, Double.valueOf(cells[7]));
        values.put(TripColumn.TOLLS_AMOUNT, 6.55);
        values.put(TripColumn.IMPROVEMENT_SURCHARGE, 0.3);
        values.put(TripColumn.TOTAL_AMOUNT, Double.valueOf(cells[8]));
        values.put(TripColumn.CBD_CONGESTION_FEE, 0.75);
        if (!cells[4].equals("-")) {
            values.put(TripColumn.STORE_AND_FWD_FLAG, "N");
            values.put(TripColumn.RATECODE_ID, 5.0);
            values.put(TripColumn.PASSENGER_COUNT, Double.valueOf(cells[4]));
            values.put(TripColumn.PAYMENT_TYPE, 2.0);
            values.put(TripColumn.TRIP_TYPE, 1.0);
            values.put(TripColumn.CONGESTION_SURCHARGE, 2.75);
        }
        return Trip.of(values);
    }

    private static long millis(String time) {
        return Instant.parse("2022-01-01T" + time + "Z").toEpochMilli();
    }
}
