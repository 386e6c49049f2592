package dev.kerbside.drills;

import dev.kerbside.taxi.JsonDecimal;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.TripColumn.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Whether records have the values of a file's rows.
 *
 * @param found the records' trips, as many as rows
 */
record RecordValues(List<Trip> found, HandMadeFiles.File file) {
    private static final long MINUTE = 60_000;
    private static final long QUARTER = 15 * MINUTE;

    /** @param differences of their fingerprints */
    void judge(List<String> differences) {
        List<Trip> rows = file.trips();
        Verdict.require(
                !differences.isEmpty() || rows().allMatch(i -> equal(found.get(i), rows.get(i))),
                "The records are those of the file, in another order",
                "Give them as the rows come.");
        for (TripColumn column : file.columns()) {
            if (column.kind() == Kind.TIMESTAMP) {
                times(column);
            }
            for (int i = 0; i < rows.size(); i++) {
                value(column, i);
            }
        }
    }

    private IntStream rows() {
        return IntStream.range(0, found.size());
    }

    private static boolean equal(Trip one, Trip other) {
        return Stream.of(TripColumn.values()).allMatch(column -> equal(one.get(column), other.get(column)));
    }

    /** Numbers to ten places, as records have them. */
    private static boolean equal(Object one, Object other) {
        if (one instanceof Double a && other instanceof Double b) {
            return a.equals(b)
                    || Math.signum(a) == Math.signum(b)
                            && JsonDecimal.whole(a) == JsonDecimal.whole(b)
                            && JsonDecimal.fraction(a) == JsonDecimal.fraction(b);
        }
        return one == null ? other == null : one.equals(other);
    }

    /** What all of them have in common tells more than a single one. */
    private void times(TripColumn column) {
        Set<Long> late = rows().mapToObj(i -> late(column, i)).collect(Collectors.toCollection(HashSet::new));
        if (late.contains(null) || late.equals(Set.of(0L))) {
            return;
        }
        Verdict.require(
                late.stream().anyMatch(millis -> millis == 0 || millis % QUARTER != 0),
                "%s is %s in row 1, %+d minutes: it was taken for a time of another zone"
                        .formatted(column.columnName(), text(found, column, 0), late(column, 0) / MINUTE),
                "The file's times have no zone: take them for UTC, whatever the machine's is.");
        Verdict.require(
                late.stream().anyMatch(millis -> Math.abs(millis) >= 1000),
                "%s has no milliseconds, and some of the file's times do".formatted(column.columnName()),
                "Do not cut them off.");
    }

    /** Null if it has none. */
    private Long late(TripColumn column, int row) {
        return found.get(row).get(column) instanceof Long is
                ? (Long) (is - (Long) file.trips().get(row).get(column))
                : null;
    }

    private void value(TripColumn column, int row) {
        Object is = found.get(row).get(column);
        Object should = file.trips().get(row).get(column);
        String said =
                "%s is %s in the record of row %d".formatted(column.columnName(), text(found, column, row), row + 1);
        Verdict.require(
                should != null || is == null,
                said + ", and the file has nothing there",
                "What is missing is null: 0 or an empty text would count as something.");
        Verdict.require(
                is != null || should == null,
                said + ", and the file has " + text(file.trips(), column, row),
                "Nothing but what is missing (null or NaN in the file) is null.");
        Verdict.require(
                equal(is, should),
                said + ", and the file has " + text(file.trips(), column, row),
                "Each field comes from the column of its name, unchanged.");
    }

    private static String text(List<Trip> trips, TripColumn column, int row) {
        Object value = trips.get(row).get(column);
        return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
    }
}
