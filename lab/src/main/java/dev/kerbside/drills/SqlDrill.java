package dev.kerbside.drills;

import dev.kerbside.Claims;
import dev.kerbside.taxi.Job;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Lesson 22: the long hand-made trips of each pick-up zone, counted and summed by a text of SQL. */
public final class SqlDrill implements Drill {
    private static final List<String> COLUMNS = List.of("PULocationID", "TripCount", "TotalTripAmount");
    private static final double LONG = 5;

    @Override
    public void judge(Job job, SparkSession spark, Claims claims) {
        SparkSession own = HandMade.session(spark);
        Dataset<Row> trips = HandMade.trips(own);
        Dataset<Row> answer = Verdict.attempt("bySql()", () -> job.bySql(trips));
        List<String> columns = List.of(answer.columns());
        if (columns.equals(List.of(trips.columns()))) {
            throw Verdict.unsolved("bySql()", "it returns the trips as they came", "TODO 22-a: a view with a name.");
        }
        Verdict.require(
                columns.equals(COLUMNS),
                "bySql() returns the columns %s, expected %s".formatted(columns, COLUMNS),
                "SELECT these three, and name what you compute with AS.");
        Map<Long, String> right = expected();
        Map<Long, String> found = new TreeMap<>();
        for (Row row : Verdict.attempt("What bySql() returns", answer::collectAsList)) {
            String before = found.put(row.getLong(0), text(row.getLong(1), ((Number) row.get(2)).doubleValue()));
            Verdict.require(
                    before == null,
                    "Zone %d comes more than once".formatted(row.getLong(0)),
                    "GROUP BY the pick-up zone, and nothing else.");
        }
        found.forEach((zone, what) -> Verdict.require(
                right.containsKey(zone),
                "Zone %d has %s; none of its trips is longer than %.0f miles".formatted(zone, what, LONG),
                "Take only the long trips: WHERE trip_distance > 5, before they are grouped."));
        right.forEach((zone, what) -> Verdict.require(
                what.equals(found.get(zone)),
                "Zone %d has %s, expected %s".formatted(zone, found.getOrDefault(zone, "no row"), what),
                "count(*) counts its long trips, sum(total_amount) adds what they cost."));
        Verdict.attempt("bySql() of a stream", () -> job.bySql(HandMade.stream(own, trips.schema())));
        claims.that(
                true,
                "the question in SQL, asked of %d hand-made trips, has the right answer"
                        .formatted(HandMade.TRIPS.size()),
                "",
                "");
    }

    private static Map<Long, String> expected() {
        return HandMade.TRIPS.stream()
                .filter(trip -> (Double) trip.get(TripColumn.TRIP_DISTANCE) > LONG)
                .collect(Collectors.groupingBy(
                        trip -> (Long) trip.get(TripColumn.PU_LOCATION_ID),
                        TreeMap::new,
                        Collectors.collectingAndThen(Collectors.toList(), SqlDrill::text)));
    }

    private static String text(List<Trip> trips) {
        return text(
                trips.size(),
                trips.stream()
                        .mapToDouble(trip -> (Double) trip.get(TripColumn.TOTAL_AMOUNT))
                        .sum());
    }

    private static String text(long trips, double dollars) {
        return "%d trips for %.2f dollars".formatted(trips, dollars);
    }
}
