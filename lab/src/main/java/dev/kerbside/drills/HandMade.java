package dev.kerbside.drills;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.Zone;
import dev.kerbside.taxi.topic.TripJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Records, trips and zones that are few enough to be reckoned by hand, and chosen so that each mistake shows. */
final class HandMade {
    /**
     * Twins of what is usual, so that whatever is left out or altered shows. Trips at the edges of an hour, a millisecond
     * before one, picked up an hour earlier than dropped off; two that are equal; without a pick-up time, a zone, what is
     * recorded in the car; negative, 0, of exactly 5 miles and hardly more, of no length, backwards; of zones that are in
     * no list, or in no borough; of other years, and of the time 0, which is not a missing one; and one with nothing but
     * its drop-off. Of each column that is added up some lack it among others that have it; some have fractions of a cent
     * that make one together, or half a cent that a sum of doubles misses. Zones that are in no list, but begin or end as 41 does.
     * Others are the same as 41 in 8, 16 or 32 bits, or as a FLOAT; and zone 0. No two columns have the same sum or average.
     */
    static final List<Trip> TRIPS = trips(
            """
            pick-up                 drop-off                 PU  DO  passengers flag distance fare  tip  total
            01:20:00                01:40:00                 41  82  -          -    3.4      13.5  0.0  17.3
            00:05:00                00:20:00                 74  95  1.0        N    2.06     10.06 1.25 13.07
            01:05:00                01:31:00                 95  82  1.0        N    7.77     25.0  4.44 33.33
            00:40:00                00:59:59                 74  41  2.0        n    4.5      16.0  3.65 23.95
            00:30:00                00:50:00                 999 74  -          N    5.25     20.5  2.2  26.45
            00:45:00                01:00:00                 74  129 5.0        Y    6.3      21.0  2.76 27.56
            00:10:00                00:25:00                 95  74  3.0        N    1.05     6.5   0.5  9.25
            01:10:00                01:35:00                 129 95  4.0        _N_  2.68     11.25 1.9  16.8
            01:12:00                01:55:00                 95  129 2.0        ñ    9.9      30.1  5.05 38.45
            00:15:00                00:35:00                 95  74  1.0        N    3.31     12.5  1.1  15.95
            00:15:00                00:35:00                 95  74  1.0        N    3.31     12.5  1.1  15.95
            -                       02:45:00                 82  41  2.0        y    2.4      9.7   0.9  12.3
            02:05:00                02:52:00                 41  129 1.0        N    -7.7     9.1   0.65 11.45
            00:31:00                00:52:00                 82  129 1.0        N    1.85     -8.2  -0.4 -9.9
            01:20:00                01:20:00                 41  41  0.0        __   0.0      0.0   0.0  0.0
            01:45:00                01:22:00                 129 82  6.0        N    5.0      18.4  3.1  22.7
            01:02:00                01:59:59.999             3   95  1.0        N    5.0000001 17.3  2.9  21.4
            01:30:00                02:00:00                 3   95  2.0        Y    1.9      7.9   0.7  10.1
            00:20:00                00:41:00                 -   82  1.0        N    5.6      14.1  1.3  18.6
            00:22:00                00:43:00                 -1  95  1.0        N    2.2      8.8   0.8  11.7
            00:24:00                00:44:00                 264 -   1.0        N    1.35     6.1   0.6  8.7
            00:26:00                00:46:00                 265 3   3.0        N    8.15     28.3  4.1  35.2
            00:27:00                00:46:30                 210 210 2.0        N    6.65     22.1  3.3  28.9
            00:29:00                00:48:00                 1   1   1.0        N    17.45    52.5  8.2  66.4
            00:28:00                00:47:00                 5   5   1.0        N    1.15     5.7   0.2  7.15
            1969-12-31T23:10:00     1969-12-31T23:40:00.250  41  3   1.0        N    2.75     11.8  1.7  15.1
            1969-12-31T23:45:00     1970-01-01T00:00:00     41  0   1.0        N    2.15     8.6   0.85 10.7
            1970-01-01T00:00:00     1970-01-01T00:15:00     0   41  1.0        N    3.05     9.4   1.05 13.4
            2008-12-31T22:50:00     2009-01-01T00:10:00.007  95  264 2.0        N    21.4     61.2  9.3  77.7
            2022-07-01T03:10:00     2022-07-01T03:30:00      82  3   2.0        N    2.125    12.3456789 0.375 14.625
            2022-07-01T03:35:00.125 2022-07-01T03:50:00      5   3   1.0        N    1.45     7.4   0.45 9.35
            2022-07-01T03:58:00     2022-07-01T04:10:00.001  3   3   1.0        N    0.95     5.2   0.15 6.05
            2090-06-15T12:05:00     2090-06-15T12:35:00      129 74  7.0        N    512.5    98765432.1 33.3 98766001.9
            2022-07-02T10:01:00     2022-07-02T10:20:00      41  95  -          -    3.1      12.2  2.1  16.4
            2022-07-02T10:02:00     2022-07-02T10:21:00      41  95  1.0        N    -        9.3   1.4  12.9
            2022-07-02T10:03:00     2022-07-02T10:22:00      74  95  3.0        Y    2.45     -     1.15 11.3
            2022-07-02T10:04:00     2022-07-02T10:23:00      74  82  2.0        N    5.15     15.6  -    19.7
            2022-07-02T10:05:00     2022-07-02T10:24:00      41  82  1.0        N    7.75     8.9   0.95 -
            2022-07-02T10:06:00     2022-07-02T10:25:00      129 82  2.0        N    6.35     24.7  2.6  -
            2022-07-02T10:07:00     2022-07-02T10:26:00      74  3   0.0        Y    0.0      0.0   0.0  1.7
            2022-07-02T11:01:00     2022-07-02T11:20:00      4          82 1.0  N    1.65     6.8   0.3  8.1
            2022-07-02T11:02:00     2022-07-02T11:21:00      410        82 1.0  N    6.05     17.1  1.6  20.2
            2022-07-02T11:03:00     2022-07-02T11:22:00      141        82 2.0  N    2.85     10.3  0.7  12.6
            2022-07-02T11:04:00     2022-07-02T11:23:00      1041       82 1.0  N    4.35     14.6  1.8  18.2
            2022-07-02T11:05:00     2022-07-02T11:24:00      -41        82 3.0  N    0.85     4.9   0.1  5.6
            2022-07-02T11:06:00     2022-07-02T11:25:00      297        82 1.0  N    5.95     16.7  2.4  21.1
            2022-07-02T11:07:00     2022-07-02T11:26:00      65577      41 1.0  N    3.75     13.1  1.2  15.8
            2022-07-02T11:08:00     2022-07-02T11:27:00      4294967337 41 4.0  N    2.55     9.9   0.4  11.9
            2022-07-02T11:09:00     2022-07-02T11:28:00      16777217   41 1.0  N    6.75     19.2  2.3  23.4
            2022-07-02T11:10:00     2022-07-02T11:29:00      16777216   41 2.0  N    7.15     20.9  2.7  25.3
            2022-07-02T11:11:00     2022-07-02T11:30:00      3          41 1.0  N    3.95     13.8  1.5  17.9
            2022-07-02T12:01:00     2022-07-02T12:20:00      41         95 1.0  N    6.004    11.004 0.304 15.004
            2022-07-02T12:02:00     2022-07-02T12:21:00      41         95 2.0  N    7.004    12.004 1.304 17.004
            2022-07-02T12:03:00     2022-07-02T12:22:00      41         95 1.0  N    8.009    13.009 2.309 19.009
            2022-07-02T13:01:00     2022-07-02T13:20:00      104        95 1.0  N    16.377   11.663 7.15  19.06
            2022-07-02T13:02:00     2022-07-02T13:21:00      104        95 2.0  N    14.118   28.982 4.4  20.055
            2022-07-02T14:01:00     2022-07-02T14:20:00      105        95 1.0  N    1.95     7.3   0.75 9.05
            -                       2022-07-01T05:30:00      -   -   -          -    -        -     -    -""");

    /** Those of the trips, but for some; one lies in no borough, from one no trip comes, and two have the same name. */
    static final List<Zone> ZONES = List.of(
            new Zone(1, "EWR", "Newark Airport", "EWR"),
            new Zone(3, "Bronx", "Allerton/Pelham Gardens", "Boro Zone"),
            new Zone(5, " Staten Ísland ", "Arden Heights", "Boro Zone"),
            new Zone(7, "Queens", "Astoria", "Boro Zone"),
            new Zone(41, "Manhattan", "Central Harlem", "Boro Zone"),
            new Zone(74, "Manhattan", "East Harlem North", "Boro Zone"),
            new Zone(82, "Queens", "Elmhurst", "Boro Zone"),
            new Zone(95, "Queens", "Forest Hills", "Boro Zone"),
            new Zone(104, "Manhattan", "Governor's Island/Ellis Island/Liberty Island", "Yellow Zone"),
            new Zone(105, "Manhattan", "Governor's Island/Ellis Island/Liberty Island", "Yellow Zone"),
            new Zone(129, "Queens", "Jackson Heights", "Boro Zone"),
            new Zone(210, null, "Sheepshead Bay", "Boro Zone"),
            new Zone(264, "Unknown", "NV", "N/A"),
            new Zone(265, "N/A", "Outside of NYC", "N/A"),
            new Zone(16_777_216, "bronx", "Hand-made", "N/A"));

    /** What a trip lacks that was not recorded in the car. */
    private static final Set<TripColumn> MISSING_TOGETHER = EnumSet.of(
            TripColumn.STORE_AND_FWD_FLAG,
            TripColumn.RATECODE_ID,
            TripColumn.PASSENGER_COUNT,
            TripColumn.PAYMENT_TYPE,
            TripColumn.CONGESTION_SURCHARGE,
            TripColumn.TRIP_TYPE);

    private HandMade() {}

    /** The trips as the producer writes them; some in other words that mean the same. */
    static List<String> records() {
        List<TripColumn> columns = Arrays.asList(TripColumn.values());
        Set<TripColumn> integers =
                EnumSet.of(TripColumn.VENDOR_ID, TripColumn.PU_LOCATION_ID, TripColumn.DO_LOCATION_ID);
        TripJson json = new TripJson(columns, integers, MISSING_TOGETHER);
        List<String> records = TRIPS.stream()
                .map(trip -> new String(json.write(trip), StandardCharsets.UTF_8))
                .collect(Collectors.toCollection(ArrayList::new));
        records.set(0, " \t" + records.get(0) + "\n");
        records.set(
                1,
                records.get(1)
                        .replace("{", "{\"a new field\":{\"of\":[1,\"2\"]},")
                        .replace(",", ", "));
        records.set(2, records.get(2).replace("\"N\"", "\"\\u004e\""));
        records.set(3, backwards(records.get(3)));
        records.set(4, records.get(4).replace(":5.25,", ":525e-2,"));
        records.set(5, records.get(5).replace(":21.0,", ":21,"));
        records.set(records.size() - 1, "{\"lpep_dropoff_datetime\":" + time(TRIPS.get(TRIPS.size() - 1)) + "}");
        return List.copyOf(records);
    }

    /** An object has no order. */
    private static String backwards(String record) {
        List<String> fields =
                Arrays.asList(record.substring(1, record.length() - 1).split(","));
        Collections.reverse(fields);
        return "{" + String.join(",", fields) + "}";
    }

    private static long time(Trip trip) {
        return (Long) trip.get(TripColumn.DROPOFF_TIME);
    }

    /** That zone; nothing if it is not in the list. */
    static Optional<Zone> zone(Trip trip, TripColumn zoneColumn) {
        Object id = trip.get(zoneColumn);
        return ZONES.stream()
                .filter(zone -> id != null && zone.locationId() == (Long) id)
                .findFirst();
    }

    /** The borough of that zone; null if it has none. */
    static String borough(Trip trip, TripColumn zoneColumn) {
        return zone(trip, zoneColumn).map(Zone::borough).orElse(null);
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
        values.put(TripColumn.PICKUP_TIME, millis(cells[0]));
        values.put(TripColumn.DROPOFF_TIME, millis(cells[1]));
        if (Arrays.stream(cells).skip(2).allMatch("-"::equals)) {
            return Trip.of(values);
        }
        values.put(TripColumn.VENDOR_ID, cells[5].equals("Y") ? 1L : 2L);
        values.put(TripColumn.PU_LOCATION_ID, number(cells[2], Long::valueOf));
        values.put(TripColumn.DO_LOCATION_ID, number(cells[3], Long::valueOf));
        values.put(TripColumn.TRIP_DISTANCE, number(cells[6], Double::valueOf));
        values.put(TripColumn.FARE_AMOUNT, number(cells[7], Double::valueOf));
        values.put(TripColumn.EXTRA, 0.5);
        values.put(TripColumn.MTA_TAX, 0.25);
        values.put(TripColumn.TIP_AMOUNT, number(cells[8], Double::valueOf));
        values.put(TripColumn.TOLLS_AMOUNT, 6.55);
        values.put(TripColumn.IMPROVEMENT_SURCHARGE, 0.3);
        values.put(TripColumn.TOTAL_AMOUNT, number(cells[9], Double::valueOf));
        values.put(TripColumn.CBD_CONGESTION_FEE, 0.75);
        if (!cells[5].equals("-")) {
            values.put(TripColumn.STORE_AND_FWD_FLAG, cells[5].replace("__", "").replace('_', ' '));
            values.put(TripColumn.RATECODE_ID, 5.0);
        }
        if (!cells[4].equals("-")) {
            values.put(TripColumn.PASSENGER_COUNT, Double.valueOf(cells[4]));
            values.put(TripColumn.PAYMENT_TYPE, 2.0);
            values.put(TripColumn.TRIP_TYPE, 1.0);
            values.put(TripColumn.CONGESTION_SURCHARGE, 2.75);
        }
        return Trip.of(values);
    }

    private static <T> T number(String cell, Function<String, T> type) {
        return cell.equals("-") ? null : type.apply(cell);
    }

    /** Of the first day of 2022, unless another one is named. */
    private static Long millis(String time) {
        String full = time.contains("T") ? time : "2022-01-01T" + time;
        return number(time, none -> Instant.parse(full + "Z").toEpochMilli());
    }
}
