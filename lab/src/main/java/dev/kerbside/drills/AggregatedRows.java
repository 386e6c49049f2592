package dev.kerbside.drills;

import dev.kerbside.drills.Figure.Kind;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;

/** The hourly table of the hand-made trips, as aggregate() returned it. */
record AggregatedRows(List<Row> rows) {
    private static final Map<String, Figure> FIGURES = new LinkedHashMap<>();

    static {
        FIGURES.put("AvgPassengerCount", new Figure(Kind.AVERAGE, TripColumn.PASSENGER_COUNT));
        FIGURES.put("TotalDistance", new Figure(Kind.SUM, TripColumn.TRIP_DISTANCE));
        FIGURES.put("AvgDistance", new Figure(Kind.AVERAGE, TripColumn.TRIP_DISTANCE));
        FIGURES.put("AvgTipAmount", new Figure(Kind.AVERAGE, TripColumn.TIP_AMOUNT));
        FIGURES.put("TotalFareAmount", new Figure(Kind.SUM, TripColumn.FARE_AMOUNT));
        FIGURES.put("AvgFareAmount", new Figure(Kind.AVERAGE, TripColumn.FARE_AMOUNT));
        FIGURES.put("TotalTripAmount", new Figure(Kind.SUM, TripColumn.TOTAL_AMOUNT));
        FIGURES.put("AvgTripAmount", new Figure(Kind.AVERAGE, TripColumn.TOTAL_AMOUNT));
    }

    /** One hour each, side by side, by drop-off time; one row for each hour and borough. */
    void judgeWindows() {
        for (Row row : rows) {
            Verdict.require(
                    row.get(row.fieldIndex("window_start")) instanceof Timestamp
                            && row.get(row.fieldIndex("window_end")) instanceof Timestamp,
                    "window_start and window_end are not timestamps",
                    "Take window.start and window.end as they are.");
            Duration length = Duration.between(time(row, "window_start"), time(row, "window_end"));
            Verdict.require(
                    length.equals(Duration.ofHours(1)),
                    "The windows are " + length.toMinutes() + " minutes long, expected 60",
                    "Look at window(): \"1 hour\".");
        }
        Set<Long> minutes =
                rows.stream().map(row -> minute(time(row, "window_start"))).collect(Collectors.toSet());
        Verdict.require(
                minutes.size() <= 1,
                "The windows overlap: they begin at minutes " + minutes + " of the hour, so each trip is in several",
                "Give window() no slide: tumbling windows are side by side.");
        Verdict.require(
                minutes.isEmpty() || minutes.contains(0L),
                "The windows begin at minute " + minutes + " of the hour, expected 0",
                "Give window() no start time.");
        keys();
    }

    private void keys() {
        leftOut();
        List<Group> found = rows.stream().map(AggregatedRows::key).toList();
        Verdict.require(
                found.stream().anyMatch(group -> group.borough() == null),
                "The table has no row without a borough",
                "Trips without a borough are a group of their own: null stays null.");
        Set<Group> different = new HashSet<>(found);
        Verdict.require(
                different.size() == found.size(),
                "The table has several rows for the same hour and borough (%d rows, %d hours and boroughs)"
                        .formatted(found.size(), different.size()),
                "Group by the window and PickUpBorough, and by nothing else.");
        Set<Group> expected = Group.trips(TripColumn.DROPOFF_TIME).keySet();
        if (different.equals(expected)) {
            return;
        }
        Set<Group> lacking = new HashSet<>(expected);
        lacking.removeAll(different);
        Set<Group> besides = new HashSet<>(different);
        besides.removeAll(expected);
        Verdict.require(
                !different.equals(Group.trips(TripColumn.PICKUP_TIME).keySet()),
                "The trips are counted in the wrong hours: these are the hours of pick-up",
                "A trip belongs to the hour in which it ended: group by the other time.");
        throw Verdict.wrong(
                (besides.isEmpty() ? "" : "The table has rows that should not be there: " + text(besides))
                        + (besides.isEmpty() || lacking.isEmpty() ? "" : "; ")
                        + (lacking.isEmpty() ? "" : "The table lacks the rows " + text(lacking)),
                "Each trip belongs to the hour of its drop-off and to its borough, as they are.");
    }

    /** A filter before the grouping is known by what is gone. */
    private void leftOut() {
        Map<Group, Long> found = rows.stream()
                .filter(row -> row.getAs("TripCount") instanceof Long)
                .collect(Collectors.toMap(
                        AggregatedRows::key, row -> row.<Long>getAs("TripCount"), Long::sum, HashMap::new));
        Trait.ifWithout(left -> found.equals(counts(left))).ifPresent(words -> {
            throw Verdict.wrong("The table lacks trips: those " + words, Trait.cure(words));
        });
    }

    private static Map<Group, Long> counts(List<Trip> trips) {
        Map<Group, Long> counts = new HashMap<>();
        Group.of(trips, TripColumn.DROPOFF_TIME).forEach((key, group) -> counts.put(key, (long) group.size()));
        return counts;
    }

    /** Every count, sum and average; a wrong one is told by what it is. */
    void judgeCells() {
        Map<Group, List<Trip>> groups = Group.trips(TripColumn.DROPOFF_TIME);
        List<Group> keys = List.copyOf(groups.keySet());
        counts(groups);
        List<List<Trip>> trips = keys.stream().map(groups::get).toList();
        FIGURES.forEach((name, figure) -> {
            List<BigDecimal> found =
                    keys.stream().map(key -> number(row(key), name)).toList();
            for (int i = 0; i < keys.size(); i++) {
                BigDecimal expected = figure.rounded(trips.get(i));
                if (!equal(found.get(i), expected)) {
                    throw wrongCell(name, figure, trips, found, i, keys.get(i));
                }
            }
        });
    }

    private static RuntimeException wrongCell(
            String name, Figure figure, List<List<Trip>> trips, List<BigDecimal> found, int i, Group key) {
        BigDecimal expected = figure.rounded(trips.get(i));
        String at = " at " + key;
        if (figure.isUnrounded(trips, found)) {
            return Verdict.wrong(
                    "%s is not rounded: %s%s, expected %s".formatted(name, found.get(i), at, expected),
                    "cents() rounds it.");
        }
        Optional<Figure> recognised = figure.recognised(trips, found);
        if (recognised.isPresent() && !recognised.get().equals(figure)) {
            boolean sameColumn = recognised.get().column() == figure.column();
            return Verdict.wrong(
                    "%s is the %s (%s%s), expected the %s (%s)"
                            .formatted(name, recognised.get(), found.get(i), at, figure, expected),
                    sameColumn ? "Look at the function in agg()." : "Look at the alias in agg().");
        }
        return Verdict.wrong(
                "%s%s is %s, expected %s, the %s with two decimals".formatted(name, at, found.get(i), expected, figure),
                "Look at its line in agg().");
    }

    private void counts(Map<Group, List<Trip>> groups) {
        List<Group> keys = List.copyOf(groups.keySet());
        List<List<Trip>> trips = keys.stream().map(groups::get).toList();
        for (Row row : rows) {
            Object count = row.getAs("TripCount");
            Verdict.require(
                    count instanceof Long,
                    "TripCount is a %s, expected a whole number, a LONG"
                            .formatted(count == null ? "null" : count.getClass().getSimpleName()),
                    "Leave it as count() gives it.");
        }
        List<BigDecimal> found =
                keys.stream().map(key -> number(row(key), "TripCount")).toList();
        for (int i = 0; i < keys.size(); i++) {
            if (!equal(found.get(i), BigDecimal.valueOf(trips.get(i).size()))) {
                String what = new Figure(Kind.COUNT, TripColumn.PASSENGER_COUNT)
                        .recognised(trips, found)
                        .map(figure -> ": it is the " + figure)
                        .orElse("");
                throw Verdict.wrong(
                        "TripCount at %s is %s, expected %d%s"
                                .formatted(
                                        keys.get(i), found.get(i), trips.get(i).size(), what),
                        "Count rows, each one, not a column that may be null.");
            }
        }
    }

    /** By hour and borough; rows without a borough may come first or last in their hour. */
    void judgeOrder() {
        List<Group> found = rows.stream().map(AggregatedRows::key).toList();
        List<Group> expected = found.stream().sorted().toList();
        List<Group> nullsLast = found.stream().sorted(Group.NULLS_LAST).toList();
        if (found.equals(expected) || found.equals(nullsLast)) {
            return;
        }
        int i = 0;
        while (found.get(i).equals(expected.get(i))) {
            i++;
        }
        throw Verdict.wrong(
                "Row %d of the table is that of %s, expected %s".formatted(i + 1, found.get(i), expected.get(i)),
                "Order by window_start, then by PickUpBorough, both upwards, as the last call.");
    }

    private static Group key(Row row) {
        return new Group(time(row, "window_start"), row.getAs("PickUpBorough"));
    }

    private Row row(Group key) {
        return rows.stream().filter(row -> key(row).equals(key)).findFirst().orElseThrow();
    }

    private static Instant time(Row row, String column) {
        return row.<Timestamp>getAs(column).toInstant();
    }

    private static long minute(Instant time) {
        return Math.floorMod(Math.floorDiv(time.getEpochSecond(), 60), 60);
    }

    private static BigDecimal number(Row row, String column) {
        Object value = row.getAs(column);
        Verdict.require(
                value == null || value instanceof Double || value instanceof Long,
                "%s is a %s, not a number as Spark computes it"
                        .formatted(column, value == null ? "" : value.getClass().getSimpleName()),
                "Leave out what turns it into text or another type.");
        return value == null ? null : new BigDecimal(value.toString());
    }

    private static boolean equal(BigDecimal found, BigDecimal expected) {
        return found == null || expected == null ? Objects.equals(found, expected) : found.compareTo(expected) == 0;
    }

    private static String text(Iterable<Group> keys) {
        List<String> texts = new ArrayList<>();
        keys.forEach(key -> texts.add(key.toString()));
        return String.join(", ", keys instanceof Set ? texts.stream().sorted().toList() : texts);
    }
}
