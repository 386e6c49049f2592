package dev.kerbside.drills;

import dev.kerbside.Claims;
import dev.kerbside.taxi.Job;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.TripQuestions;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Lesson 21: the hand-made trips in sliding windows, and in the sessions of each drop-off zone. */
public final class WindowsDrill implements Drill {
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final Duration SLIDE = Duration.ofMinutes(15);
    private static final Duration GAP = Duration.ofMinutes(20);
    private static final String ZONE = "DOLocationID";

    @Override
    public void judge(Job job, SparkSession spark, Claims claims) {
        SparkSession own = HandMade.session(spark);
        Dataset<Row> trips = HandMade.trips(own);
        List<String> tumbling = rows("tumbling()", () -> TripQuestions.tumbling(trips));

        List<String> sliding = rows("sliding()", () -> job.sliding(trips));
        if (sliding.equals(tumbling)) {
            throw Verdict.unsolved("sliding()", "each trip is in one window", "TODO 21-a: how far a window slides.");
        }
        equal(
                "sliding()",
                sliding,
                sliding(),
                "One hour long, and one begins every 15 minutes: window(time, length, slide).");

        List<String> sessions = rows("sessions()", () -> job.sessions(trips));
        if (sessions.equals(tumbling)) {
            throw Verdict.unsolved("sessions()", "its windows are hours", "TODO 21-b: a window that waits.");
        }
        Verdict.require(
                sessions.stream().allMatch(row -> row.startsWith("zone ")),
                "sessions() has no column " + ZONE,
                "A session belongs to the zone in which its trips ended: group by it, too.");
        equal("sessions()", sessions, sessions(), "session_window(time, \"20 minutes\") for each DOLocationID.");
        claims.that(
                true,
                "%d hand-made trips are in %d sliding windows and %d sessions"
                        .formatted(HandMade.TRIPS.size(), sliding.size(), sessions.size()),
                "",
                "");
    }

    private static void equal(String method, List<String> found, List<String> expected, String cure) {
        for (String row : found) {
            Verdict.require(
                    expected.contains(row),
                    "%s has the row \"%s\", which should not be there".formatted(method, row),
                    cure);
        }
        for (String row : expected) {
            Verdict.require(found.contains(row), "%s lacks the row \"%s\"".formatted(method, row), cure);
        }
    }

    /** The rows as text: {@code zone 82, 01:31 to 02:00: 2 trips for 50.63 dollars}. */
    private static List<String> rows(String method, Callable<Dataset<Row>> call) {
        Dataset<Row> table = Verdict.attempt(method, call);
        List<String> columns = List.of(table.columns());
        Verdict.require(
                columns.contains("TripCount") && columns.contains("TotalTripAmount"),
                "%s returns the columns %s".formatted(method, columns),
                "Leave the counting to counted(): it wants the trips, and what to group by.");
        boolean zones = columns.contains(ZONE);
        return Verdict.attempt("What " + method + " returns", table::collectAsList).stream()
                .map(row -> text(
                        zones ? row.<Long>getAs(ZONE) : null,
                        row.getStruct(0).<Timestamp>getAs("start").toInstant(),
                        row.getStruct(0).<Timestamp>getAs("end").toInstant(),
                        row.<Long>getAs("TripCount"),
                        row.<Double>getAs("TotalTripAmount")))
                .sorted()
                .toList();
    }

    private static List<String> sliding() {
        Map<Instant, List<Trip>> windows = new TreeMap<>();
        for (Trip trip : HandMade.TRIPS) {
            long slide = SLIDE.toMillis();
            Instant latest = Instant.ofEpochMilli(dropOff(trip).toEpochMilli() / slide * slide);
            for (Instant start = latest; start.plus(LENGTH).isAfter(dropOff(trip)); start = start.minus(SLIDE)) {
                windows.computeIfAbsent(start, none -> new ArrayList<>()).add(trip);
            }
        }
        return windows.entrySet().stream()
                .map(window -> text(null, window.getKey(), window.getKey().plus(LENGTH), window.getValue()))
                .sorted()
                .toList();
    }

    private static List<String> sessions() {
        List<String> sessions = new ArrayList<>();
        HandMade.TRIPS.stream()
                .collect(Collectors.groupingBy(trip -> (Long) trip.get(TripColumn.DO_LOCATION_ID)))
                .forEach((zone, trips) -> {
                    List<Trip> session = new ArrayList<>();
                    for (Trip trip : trips.stream()
                            .sorted(Comparator.comparing(WindowsDrill::dropOff))
                            .toList()) {
                        if (!session.isEmpty() && end(session).isBefore(dropOff(trip))) {
                            sessions.add(text(zone, dropOff(session.get(0)), end(session), session));
                            session.clear();
                        }
                        session.add(trip);
                    }
                    sessions.add(text(zone, dropOff(session.get(0)), end(session), session));
                });
        return sessions.stream().sorted().toList();
    }

    private static Instant end(List<Trip> session) {
        return dropOff(session.get(session.size() - 1)).plus(GAP);
    }

    private static Instant dropOff(Trip trip) {
        return Instant.ofEpochMilli((Long) trip.get(TripColumn.DROPOFF_TIME));
    }

    private static String text(Long zone, Instant start, Instant end, List<Trip> trips) {
        double dollars = trips.stream()
                .mapToDouble(trip -> (Double) trip.get(TripColumn.TOTAL_AMOUNT))
                .sum();
        return text(zone, start, end, trips.size(), dollars);
    }

    private static String text(Long zone, Instant start, Instant end, long trips, double dollars) {
        return "%s%s to %s: %d trips for %.2f dollars"
                .formatted(zone == null ? "" : "zone " + zone + ", ", time(start), time(end), trips, dollars);
    }

    /** Of the one day that all are of, or the evening before. */
    private static String time(Instant instant) {
        return instant.toString().substring(11, 19);
    }
}
