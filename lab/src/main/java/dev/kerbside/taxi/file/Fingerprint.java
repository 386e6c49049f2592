package dev.kerbside.taxi.file;

import dev.kerbside.taxi.JsonDecimal;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Optional;

/**
 * What a set of trips comes to, whatever their order: how many, and for every column how many values and a 64-bit sum
 * of their hashes, and the same for whole rows. Two sets with the same fingerprint hold the same rows. Doubles count as
 * the records in the topic have them, to ten places, so that a file and its records in the topic agree. Constant memory; not
 * for several threads.
 */
public final class Fingerprint {
    private static final TripColumn[] COLUMNS = TripColumn.values();

    /** In how many of a unit a millisecond is. */
    private static final Map<String, Double> UNITS = Map.of("seconds", 1e-3, "microseconds", 1e3, "nanoseconds", 1e6);

    private static final String PANDAS =
            " (pandas 2.0 to 2.2 write seconds: convert the times to whole milliseconds before to_json, "
                    + "as tutorial-steps/03-ingest/producer.py does)";

    private long trips;
    private long rowSum;
    private final long[] present = new long[COLUMNS.length];
    private final long[] sums = new long[COLUMNS.length];
    private final LongSummaryStatistics[] times = new LongSummaryStatistics[COLUMNS.length];

    /** The fingerprint of all trips that the file has left to read. */
    public static Fingerprint of(TripFile file) {
        Fingerprint fingerprint = new Fingerprint();
        for (Trip trip = file.read(); trip != null; trip = file.read()) {
            fingerprint.add(trip);
        }
        return fingerprint;
    }

    public void add(Trip trip) {
        long row = 0;
        for (int i = 0; i < COLUMNS.length; i++) {
            Object value = trip.get(COLUMNS[i]);
            if (value == null) {
                row = mix(row + i);
                continue;
            }
            if (COLUMNS[i].kind() == TripColumn.Kind.TIMESTAMP) {
                times(i).accept((Long) value);
            }
            long hash = mix(hash(value));
            present[i]++;
            sums[i] += hash;
            row = mix(row ^ (hash + i));
        }
        rowSum += row;
        trips++;
    }

    private LongSummaryStatistics times(int column) {
        if (times[column] == null) {
            times[column] = new LongSummaryStatistics();
        }
        return times[column];
    }

    /** The number of trips added. */
    public long trips() {
        return trips;
    }

    private static long hash(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Double number) {
            return hashOf(number);
        }
        long hash = 0xcbf29ce484222325L; // FNV-1a
        String text = (String) value;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private static long hashOf(double value) {
        if (!JsonDecimal.fits(value)) {
            return Double.doubleToLongBits(value);
        }
        long whole = JsonDecimal.whole(value);
        long fraction = JsonDecimal.fraction(value);
        long sign = value < 0 && (whole | fraction) != 0 ? 1 : 0;
        return mix(whole * 2 + sign) + fraction;
    }

    /** The finaliser of SplitMix64. */
    private static long mix(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** How this differs from the expected set, a line a fact; empty if it does not. */
    public List<String> differences(Fingerprint expected) {
        List<String> lines = new ArrayList<>();
        if (trips != expected.trips) {
            lines.add("%,d trips, expected %,d".formatted(trips, expected.trips));
        }
        for (int i = 0; i < COLUMNS.length; i++) {
            String name = COLUMNS[i].columnName();
            if (present[i] != expected.present[i]) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%s: %,d of %,d values, expected %,d",
                        name,
                        present[i],
                        trips,
                        expected.present[i]));
            } else if (sums[i] != expected.sums[i]) {
                lines.add(unit(i, expected)
                        .map(unit -> "%s: the times are in %s, not in milliseconds%s".formatted(name, unit, PANDAS))
                        .orElse(String.format(
                                Locale.ROOT, "%s: %,d values as expected, but not the same ones", name, present[i])));
            }
        }
        if (lines.isEmpty() && rowSum != expected.rowSum) {
            lines.add("every column has the values expected, but they are combined into other rows");
        }
        return lines;
    }

    /** The unit that these times seem to be in: the first and the last of them are those expected, in that unit. */
    private Optional<String> unit(int column, Fingerprint expected) {
        if (COLUMNS[column].kind() != TripColumn.Kind.TIMESTAMP) {
            return Optional.empty();
        }
        LongSummaryStatistics is = times(column);
        LongSummaryStatistics should = expected.times(column);
        return UNITS.entrySet().stream()
                .filter(unit -> near(is.getMin(), should.getMin() * unit.getValue())
                        && near(is.getMax(), should.getMax() * unit.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Equal but for what a smaller or larger unit has or loses. */
    private static boolean near(long is, double should) {
        return Math.abs(is - should) <= Math.max(1, Math.abs(should) * 1e-9);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && differences(that).isEmpty();
    }

    @Override
    public int hashCode() {
        return Long.hashCode(rowSum) + Arrays.hashCode(sums);
    }

    @Override
    public String toString() {
        return "%,d trips, %016x".formatted(trips, rowSum);
    }
}
