package dev.kerbside.drills;

import dev.kerbside.Claims;
import dev.kerbside.taxi.Job;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Step 07: every hand-made trip once, with the borough of its pick-up zone, by a broadcast join. */
public final class JoinDrill implements Drill {
    private static final String BOROUGH = "PickUpBorough";
    private static final Pattern JOIN = Pattern.compile("(\\w+Join|CartesianProduct)\\b");

    @Override
    public void judge(Job job, SparkSession spark, Claims claims) {
        SparkSession own = HandMade.session(spark);
        Dataset<Row> trips = HandMade.trips(own);
        Dataset<Row> joined = Verdict.attempt("joinZones()", () -> job.joinZones(trips, HandMade.zones(own)));
        columns(List.of(trips.columns()), List.of(joined.columns()));
        List<Row> rows = Verdict.attempt("What joinZones() returns", joined::collectAsList);
        number(rows);
        boroughs(rows);
        broadcast(joined.queryExecution().executedPlan().toString());
        Verdict.attempt(
                "joinZones() of a stream",
                () -> job.joinZones(HandMade.stream(own, trips.schema()), HandMade.zones(own)));
        claims.that(true, "%d hand-made trips have their borough, each once".formatted(HandMade.TRIPS.size()), "", "");
    }

    private static void columns(List<String> trips, List<String> joined) {
        if (joined.equals(trips)) {
            throw Verdict.unsolved(
                    "joinZones()", "it returns the trips as they came", "TODO 07-a: the two columns of the zones.");
        }
        Verdict.require(
                joined.contains(BOROUGH),
                "There is no column " + BOROUGH
                        + (joined.contains("Borough") ? "; there is Borough, which does not say of which zone" : ""),
                "Rename it: col(\"Borough\").as(\"PickUpBorough\").");
        List<String> lost =
                trips.stream().filter(name -> !joined.contains(name)).toList();
        Verdict.require(
                lost.isEmpty(),
                "joinZones() loses the columns " + String.join(", ", lost),
                "Keep all columns of the trips; later steps need them.");
        List<String> twice = joined.stream()
                .filter(name -> joined.indexOf(name) != joined.lastIndexOf(name))
                .distinct()
                .toList();
        Verdict.require(
                twice.isEmpty(),
                "Two columns are named " + String.join(", ", twice),
                "Select from the zones only LocationID and Borough.");
    }

    private static void number(List<Row> rows) {
        int expected = HandMade.TRIPS.size();
        long empty = rows.stream().filter(row -> row.getAs("VendorID") == null).count();
        Verdict.require(
                empty == 0,
                "The result has " + empty + " rows more, zones without a trip: a right or full join keeps every zone",
                "Keep every trip instead: \"left\".");
        long unknown = rows.stream()
                .filter(row -> row.<Long>getAs("PULocationID") == 999)
                .count();
        Verdict.require(
                rows.size() != expected - 1 || unknown != 0,
                "%d trips went in and %d came out: the trip from zone 999, which is in no list, was lost by an inner join"
                        .formatted(expected, rows.size()),
                "A \"left\" join keeps it, with a null borough.");
        Verdict.require(
                rows.size() <= expected,
                "%d trips went in and %d rows came out: the condition is true for more than one zone a trip"
                        .formatted(expected, rows.size()),
                "It must be one equality: PULocationID of the trip, LocationID of the zone.");
        Verdict.require(
                rows.size() == expected,
                "%d trips went in and %d came out".formatted(expected, rows.size()),
                "A \"left\" join on PULocationID and LocationID loses none; filter nothing.");
    }

    private static void boroughs(List<Row> rows) {
        List<String> found = rows.stream()
                .map(row -> row.<Double>getAs("total_amount") + " " + row.getAs(BOROUGH))
                .sorted()
                .toList();
        if (found.equals(expected(TripColumn.PU_LOCATION_ID))) {
            return;
        }
        Verdict.require(
                !found.equals(expected(TripColumn.DO_LOCATION_ID)),
                "PickUpBorough is the borough of the drop-off zone",
                "Join on PULocationID, not DOLocationID.");
        Verdict.require(
                rows.stream().anyMatch(row -> row.getAs(BOROUGH) != null),
                "No trip has a borough: the condition never holds",
                "Compare PULocationID with LocationID; both are LONG.");
        List<Trip> trips = new ArrayList<>(HandMade.TRIPS);
        trips.sort(Comparator.comparing(trip -> (Double) trip.get(TripColumn.TOTAL_AMOUNT)));
        for (Trip trip : trips) {
            String right = HandMade.borough(trip, TripColumn.PU_LOCATION_ID);
            Object borough = rows.stream()
                    .filter(row -> row.getAs("total_amount").equals(trip.get(TripColumn.TOTAL_AMOUNT)))
                    .map(row -> String.valueOf(row.<Object>getAs(BOROUGH)))
                    .collect(Collectors.joining(", "));
            Verdict.require(
                    Objects.equals(borough, String.valueOf(right)),
                    "PickUpBorough of a trip from zone %s is %s, expected %s"
                            .formatted(trip.get(TripColumn.PU_LOCATION_ID), borough, right),
                    "It is the zone's Borough as it stands in the list, and null for a zone that is not there.");
        }
    }

    private static List<String> expected(TripColumn zone) {
        return HandMade.TRIPS.stream()
                .map(trip -> trip.get(TripColumn.TOTAL_AMOUNT) + " " + HandMade.borough(trip, zone))
                .sorted()
                .toList();
    }

    /** Spark would broadcast zones that are as few as these unasked: the drill's session forbids that. */
    private static void broadcast(String plan) {
        Matcher join = JOIN.matcher(plan);
        String found = join.find() ? join.group() : "join of no kind";
        Verdict.require(
                found.equals("BroadcastHashJoin"),
                "The plan has a " + found
                        + ": zones are not broadcast, and every micro-batch would have to move its trips",
                "Wrap the zones into broadcast(), where they are joined.");
    }
}
