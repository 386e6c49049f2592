package dev.kerbside.taxi.file;

import static dev.kerbside.taxi.TripColumn.*;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The trips of a {@link SyntheticMonth}, one after the other. Their traits are those of the real months of 2022 and
 * 2023: rows go through the month hour by hour, unsorted within the hour; the last 8 % of rows go through it once more
 * and have six columns null together; ehail_fee is always null; five or six trips lie outside the month, one of them
 * years before; some last almost 24 hours or end at 23:59; 0.4 % are refunds with negative amounts; three or four
 * distances are absurd. Amounts are whole cents. Half of the trips begin in upper Manhattan, and every borough occurs.
 */
final class SyntheticTrips {
    private static final long MONTH = epoch(LocalDateTime.of(2024, 1, 1, 0, 0));
    private static final int HOURS = 31 * 24;
    private static final int DAY = 24 * 3600;
    private static final double WITH_NULLS = 0.08;
    private static final long[] OUTSIDE = {
        epoch(LocalDateTime.of(2009, 1, 1, 0, 34, 1)), epoch(LocalDateTime.of(2023, 12, 31, 20, 15, 9)),
        epoch(LocalDateTime.of(2024, 2, 3, 11, 7, 40)), epoch(LocalDateTime.of(2008, 12, 31, 23, 2, 30)),
        epoch(LocalDateTime.of(2023, 11, 24, 21, 3, 34))
    };

    /** Trips by hour of day, from midnight, relative to each other. */
    private static final int[] DEMAND = {
        20, 14, 10, 7, 6, 8, 18, 38, 52, 53, 52, 54, 57, 60, 66, 74, 80, 86, 84, 70, 55, 45, 37, 28
    };

    /** Pick-up zones of note and how many of 1,000 trips begin there; the rest begin anywhere. */
    private static final int[][] ZONES = {
        {74, 190}, {75, 130}, {82, 50}, {41, 60}, {95, 48}, {166, 45}, {43, 40}, {97, 34}, {65, 26}, {130, 23},
        {42, 30}, {129, 20}, {7, 26}, {244, 22}, {260, 14}, {66, 11}, {134, 10}, {33, 12}, {116, 10}, {236, 8}
    };

    /** One zone of each borough: EWR, Unknown, Staten Island, Bronx, Brooklyn, Queens, Manhattan. */
    private static final int[] BOROUGHS = {1, 265, 23, 159, 25, 95, 74};

    private final long rows;
    private final long complete;
    private final SplittableRandom random;
    private final double[] demandUpTo = new double[HOURS];
    private final int[] zoneOf = new int[1_000];

    SyntheticTrips(long rows, long seed) {
        this.rows = rows;
        this.complete = rows - Math.round(rows * WITH_NULLS);
        this.random = new SplittableRandom(seed);
        double total = 0;
        for (int hour = 0; hour < HOURS; hour++) {
            total += DEMAND[hour % 24];
            demandUpTo[hour] = total;
        }
        int next = 0;
        for (int[] zone : ZONES) {
            Arrays.fill(zoneOf, next, next + zone[1], zone[0]);
            next += zone[1];
        }
    }

    private static long epoch(LocalDateTime time) {
        return time.toEpochSecond(ZoneOffset.UTC);
    }

    /** The trip of this row; rows must be asked for in order, each once. */
    Trip trip(long row) {
        Object[] values = new Object[TripColumn.values().length];
        long pickUp = pickUp(row);
        long seconds = seconds(pickUp);
        values[VENDOR_ID.ordinal()] = chance(0.87) ? 2L : 1L;
        values[PICKUP_TIME.ordinal()] = pickUp * 1_000;
        values[DROPOFF_TIME.ordinal()] = (pickUp + seconds) * 1_000;
        values[PU_LOCATION_ID.ordinal()] = row < BOROUGHS.length ? BOROUGHS[(int) row] : zone();
        values[DO_LOCATION_ID.ordinal()] = chance(0.3) ? (long) (1 + random.nextInt(265)) : zone();
        int miles = miles(row, seconds);
        values[TRIP_DISTANCE.ordinal()] = miles / 100.0;
        boolean known = row < complete;
        amounts(values, known, miles, seconds);
        if (known) {
            values[STORE_AND_FWD_FLAG.ordinal()] = chance(0.005) ? "Y" : "N";
            values[RATECODE_ID.ordinal()] = chance(0.95) ? 1.0 : chance(0.9) ? 5.0 : 2.0 + random.nextInt(3);
            values[PASSENGER_COUNT.ordinal()] = chance(0.84) ? 1.0 : (double) random.nextInt(8);
            values[TRIP_TYPE.ordinal()] = chance(0.96) ? 1.0 : 2.0;
        }
        return new Trip(values);
    }

    private long pickUp(long row) {
        long outside = rows / OUTSIDE.length;
        if (row % outside == outside / 3) {
            return OUTSIDE[(int) (row / outside) % OUTSIDE.length];
        }
        double position = row < complete ? (double) row / complete : (double) (row - complete) / (rows - complete);
        int hour = Arrays.binarySearch(demandUpTo, position * demandUpTo[HOURS - 1]);
        return MONTH + Math.min(HOURS - 1, hour < 0 ? -hour - 1 : hour) * 3600L + random.nextInt(3600);
    }

    private long seconds(long pickUp) {
        if (chance(0.0016)) {
            return DAY - 60 - random.nextInt(1_200);
        }
        if (chance(0.0005)) {
            return DAY - Math.floorMod(pickUp, (long) DAY) - 1 - random.nextInt(60);
        }
        return 60 + (long) (exponential() * 780) + random.nextInt(300);
    }

    /** Hundredths of a mile. */
    private int miles(long row, long seconds) {
        long absurd = rows / 3;
        if (row % absurd == absurd / 2) {
            return 11_898_871 + random.nextInt(11_000_000);
        }
        return chance(0.04) ? 0 : 20 + (int) (Math.min(seconds, 7_200) * (0.1 + 0.3 * random.nextDouble()));
    }

    private void amounts(Object[] values, boolean known, int miles, long seconds) {
        boolean refund = chance(0.004);
        boolean card = chance(0.67) && !refund;
        int sign = refund ? -1 : 1;
        int fare = 300 + 70 * (int) (Math.min(miles, 4_000) / 20 * 0.9 + Math.min(seconds, 7_200) / 120);
        int extra = chance(0.58) ? 0 : chance(0.5) ? 250 : 100;
        int tax = chance(0.88) ? 50 : 0;
        int tolls = chance(0.03) ? 694 : 0;
        int congestion = known && chance(0.27) ? 275 : 0;
        int tip = card ? fare * random.nextInt(31) / 100 : 0;
        put(values, FARE_AMOUNT, sign * fare);
        put(values, EXTRA, sign * extra);
        put(values, MTA_TAX, sign * tax);
        put(values, TIP_AMOUNT, tip);
        put(values, TOLLS_AMOUNT, sign * tolls);
        put(values, IMPROVEMENT_SURCHARGE, sign * 100);
        put(values, TOTAL_AMOUNT, sign * (fare + extra + tax + tolls + congestion + 100) + tip);
        if (known) {
            put(values, CONGESTION_SURCHARGE, sign * congestion);
            values[PAYMENT_TYPE.ordinal()] = refund ? 3.0 + random.nextInt(2) : card ? 1.0 : 2.0;
        }
    }

    private static void put(Object[] values, TripColumn column, int cents) {
        values[column.ordinal()] = cents / 100.0;
    }

    private long zone() {
        int zone = zoneOf[random.nextInt(zoneOf.length)];
        return zone == 0 ? 1 + random.nextInt(265) : zone;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Mean 1; StrictMath, so that every machine gives the same. */
    private double exponential() {
        return -StrictMath.log(1 - random.nextDouble());
    }
}
