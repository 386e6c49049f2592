package dev.kerbside.drills;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.TripQuestions;
import dev.kerbside.taxi.table.TripWindow;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.EventTimeWatermark;
import org.apache.spark.sql.streaming.OutputMode;

/** Lesson 21: the hand-made trips in sliding windows, and in the sessions of each drop-off zone. */
public final class WindowsDrill implements Drill {
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final Duration SLIDE = Duration.ofMinutes(15);
    private static final Duration GAP = Duration.ofMinutes(20);
    private static final String ZONE = "DOLocationID";

    @Override
    public void examine(Job job, SparkSession spark, Claims claims) {
        SparkSession own = Frames.session(spark);
        Dataset<Row> trips = Frames.trips(own);
        List<String> tumbling = rows("tumbling()", () -> TripQuestions.tumbling(trips));

        List<String> sliding = rows("sliding()", () -> job.sliding(trips));
        if (sliding.equals(tumbling)) {
            throw Verdict.unsolved("sliding()", "each trip is in one window", "TODO 21-a: how far a window slides.");
        }
        equal(
                "sliding()",
                sliding,
                sliding(),
                "Each is one hour long, one begins every 15 minutes on the clock, and a trip is in those in which it ended.");

        List<String> sessions = rows("sessions()", () -> job.sessions(trips));
        if (sessions.equals(tumbling)) {
            throw Verdict.unsolved("sessions()", "its windows are hours", "TODO 21-b: a window that waits.");
        }
        noWatermark(own, job);
        Verdict.require(
                sessions.stream().allMatch(row -> row.startsWith("zone ")),
                "sessions() has no column " + ZONE,
                "A session belongs to the zone in which its trips ended: group by it, too.");
        equal(
                "sessions()",
                sessions,
                sessions(),
                "A session is of one DOLocationID, and waits 20 minutes for the next trip that ends there.");
        claims.held("%d hand-made trips are in %d sliding windows and %d sessions"
                .formatted(HandMade.TRIPS.size(), sliding.size(), sessions.size()));
    }

    /** With one, a session would lose the trips that come late, in complete mode too. */
    private static void noWatermark(SparkSession spark, Job job) {
        Dataset<Row> stream = Frames.stream(spark, Frames.trips(spark).schema());
        StreamPlan sessions = StreamPlan.of(Verdict.attempt("sessions() of a stream", () -> job.sessions(stream)));
        Verdict.require(
                sessions.all(EventTimeWatermark.class).isEmpty(),
                "sessions() has a watermark, and loses the trips that come after it",
                "Leave it out: the lesson tries one by itself.");
        StreamPlan sliding = StreamPlan.of(Verdict.attempt("sliding() of a stream", () -> job.sliding(stream)));
        for (var method : Map.of("sessions()", sessions, "sliding()", sliding).entrySet()) {
            method.getValue().keepsEveryRow(method.getKey());
            method.getValue().runs(method.getKey(), OutputMode.Complete());
        }
    }

    private static void equal(String method, List<String> found, List<String> expected, String cure) {
        Difference<String> difference = Difference.of(found, expected);
        difference.besides().stream().findFirst().ifPresent(row -> {
            throw Verdict.wrong(
                    "%s has the row \"%s\", which should not be there%s"
                            .formatted(
                                    method,
                                    row,
                                    difference.lacking().isEmpty()
                                            ? ""
                                            : "; it lacks \"%s\""
                                                    .formatted(
                                                            difference.lacking().get(0))),
                    cure);
        });
        difference.lacking().stream().findFirst().ifPresent(row -> {
            throw Verdict.wrong("%s lacks the row \"%s\"".formatted(method, row), cure);
        });
    }

    /** The rows as text: {@code zone 82, 01:31 to 02:00: 2 trips for 50.63 dollars}. */
    private static List<String> rows(String method, Callable<Dataset<Row>> call) {
        Dataset<Row> table = Verdict.attempt(method, call);
        List<String> columns = List.of(table.columns());
        Verdict.require(
                columns.contains("TripCount") && columns.contains("TotalTripAmount"),
                "%s returns the columns %s".formatted(method, columns),
                "Leave the counting to counted(): it wants the trips, and what to group by.");
        TripWindow.Bounds bounds = TripWindow.Bounds.in(table.schema())
                .orElseThrow(() -> Verdict.wrong(
                        "%s returns the columns %s, and none is a window".formatted(method, columns),
                        "A window is a column of two times, start and end, as Spark makes it."));
        boolean zones = columns.contains(ZONE);
        List<String> more = columns.stream()
                .filter(name -> !List.of(ZONE, "TripCount", "TotalTripAmount").contains(name))
                .filter(name -> !bounds.columns().contains(name))
                .toList();
        Verdict.require(
                more.isEmpty(),
                "%s also returns %s".formatted(method, String.join(", ", more)),
                "Leave out what the comment above %s does not name.".formatted(method));
        Dataset<Row> flat = table.selectExpr(
                bounds.start() + " AS start",
                bounds.end() + " AS end",
                zones ? ZONE : "0L AS " + ZONE,
                "TripCount",
                "TotalTripAmount");
        return Verdict.attempt("What " + method + " returns", flat::collectAsList).stream()
                .map(row -> text(
                        zones ? "zone " + row.getAs(ZONE) + ", " : "",
                        row.<Timestamp>getAs("start").toInstant(),
                        row.<Timestamp>getAs("end").toInstant(),
                        number(method, row, "TripCount").longValue(),
                        number(method, row, "TotalTripAmount")))
                .sorted()
                .toList();
    }

    private static Number number(String method, Row row, String column) {
        Object value = row.getAs(column);
        Verdict.require(
                value == null || value instanceof Long || value instanceof Double,
                "%s of %s is a %s"
                        .formatted(
                                column,
                                method,
                                value == null ? "" : value.getClass().getSimpleName()),
                "Leave the counting to counted().");
        return (Number) value;
    }

    private static List<String> sliding() {
        Map<Instant, List<Trip>> windows = new TreeMap<>();
        for (Trip trip : HandMade.TRIPS) {
            long slide = SLIDE.toMillis();
            Instant latest = Instant.ofEpochMilli(Math.floorDiv(dropOff(trip).toEpochMilli(), slide) * slide);
            for (Instant start = latest; start.plus(LENGTH).isAfter(dropOff(trip)); start = start.minus(SLIDE)) {
                windows.computeIfAbsent(start, none -> new ArrayList<>()).add(trip);
            }
        }
        return windows.entrySet().stream()
                .map(window -> text("", window.getKey(), window.getKey().plus(LENGTH), window.getValue()))
                .sorted()
                .toList();
    }

    private static List<String> sessions() {
        List<String> sessions = new ArrayList<>();
        Map<String, List<Trip>> zones = new TreeMap<>();
        HandMade.TRIPS.stream()
                .sorted(Comparator.comparing(WindowsDrill::dropOff))
                .forEach(trip -> zones.computeIfAbsent(
                                "zone " + trip.get(TripColumn.DO_LOCATION_ID) + ", ", none -> new ArrayList<>())
                        .add(trip));
        zones.forEach((zone, trips) -> {
            List<Trip> session = new ArrayList<>();
            for (Trip trip : trips) {
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

    private static String text(String zone, Instant start, Instant end, List<Trip> trips) {
        return text(
                zone, start, end, trips.size(), new Figure(Figure.Kind.SUM, TripColumn.TOTAL_AMOUNT).rounded(trips));
    }

    private static String text(String zone, Instant start, Instant end, long trips, Number dollars) {
        return "%s%s to %s: %d trips for %s dollars"
                .formatted(
                        zone,
                        time(start),
                        time(end),
                        trips,
                        dollars == null
                                ? "no"
                                : "%.6f".formatted(dollars.doubleValue()).replaceFirst("0{1,4}$", ""));
    }

    /** Without the day that most are of. */
    private static String time(Instant instant) {
        return instant.toString().replaceFirst("^2022-01-01T", "").replaceFirst("Z$", "");
    }
}
