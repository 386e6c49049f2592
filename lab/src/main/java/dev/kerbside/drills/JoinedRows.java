package dev.kerbside.drills;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;

/** What joinZones() made of the hand-made trips: each must be there once, unchanged, with its borough. */
record JoinedRows(List<Row> rows) {
    private static final String BOROUGH = "PickUpBorough";
    private static final int EXPECTED = HandMade.TRIPS.size();

    void judge() {
        long empty = rows.stream()
                .filter(row -> row.getAs("lpep_dropoff_datetime") == null)
                .count();
        Verdict.require(
                empty == 0,
                "The result has " + empty + " rows more, zones without a trip: a right or full join keeps every zone",
                "It is every trip that must stay.");
        List<List<Object>> trips =
                HandMade.TRIPS.stream().map(JoinedRows::cells).toList();
        Difference<List<Object>> difference =
                Difference.of(rows.stream().map(JoinedRows::cells).toList(), trips);
        if (!difference.besides().isEmpty() && !difference.lacking().isEmpty()) {
            throw Verdict.wrong(
                    "joinZones() changes the trips: " + change(difference),
                    "Every column of a trip stays as it is, and null stays null.");
        }
        Verdict.require(
                difference.besides().isEmpty(),
                "%d trips went in and %d rows came out: the condition is true for more than one zone a trip"
                        .formatted(EXPECTED, rows.size()),
                "It must be one equality: PULocationID of the trip, LocationID of the zone.");
        if (!difference.lacking().isEmpty()) {
            throw lost();
        }
        boroughs();
    }

    private static String change(Difference<List<Object>> difference) {
        List<Object> is = difference.besides().get(0);
        List<Object> was = difference.lacking().stream()
                .max((one, other) -> Integer.compare(alike(one, is), alike(other, is)))
                .orElseThrow();
        for (TripColumn column : TripColumn.values()) {
            if (!Objects.equals(is.get(column.ordinal()), was.get(column.ordinal()))) {
                return "%s is %s, expected %s"
                        .formatted(column.columnName(), is.get(column.ordinal()), was.get(column.ordinal()));
            }
        }
        return "";
    }

    private static int alike(List<Object> one, List<Object> other) {
        int alike = 0;
        for (int i = 0; i < one.size(); i++) {
            alike += Objects.equals(one.get(i), other.get(i)) ? 1 : 0;
        }
        return alike;
    }

    private RuntimeException lost() {
        List<Trip> left = rows.stream().map(JoinedRows::trip).toList();
        List<Trip> lost = Difference.of(left, HandMade.TRIPS).lacking();
        String found = "%d trips went in and %d came out: ".formatted(EXPECTED, rows.size());
        String trait = Trait.of(lost).orElse("");
        if (trait.equals("from a zone that is not in the list")) {
            return Verdict.wrong(
                    found
                            + "those from zone 999 and others that are in no list were lost by an inner join, or by a filter",
                    "Which kind of join keeps every row of its left side?");
        }
        return Verdict.wrong(
                found + (trait.isEmpty() ? "lost is " + lost.get(0) : "lost are those " + trait), Trait.cure(trait));
    }

    private static Trip trip(Row row) {
        List<Object> cells = cells(row);
        return HandMade.TRIPS.stream()
                .filter(trip -> cells(trip).equals(cells))
                .findFirst()
                .orElseThrow();
    }

    private void boroughs() {
        List<String> found =
                rows.stream().map(row -> cells(row) + " " + row.getAs(BOROUGH)).toList();
        if (Difference.of(found, expected(TripColumn.PU_LOCATION_ID)).isNone()) {
            return;
        }
        Verdict.require(
                !Difference.of(found, expected(TripColumn.DO_LOCATION_ID)).isNone(),
                "PickUpBorough is the borough of the drop-off zone",
                "A trip has two zones: take that of the pick-up.");
        Verdict.require(
                rows.stream().anyMatch(row -> row.getAs(BOROUGH) != null),
                "No trip has a borough: the condition never holds",
                "Compare the zone of the pick-up with LocationID; both are LONG.");
        for (Row row : rows) {
            Trip trip = trip(row);
            String right = HandMade.borough(trip, TripColumn.PU_LOCATION_ID);
            Verdict.require(
                    Objects.equals(row.getAs(BOROUGH), right),
                    "PickUpBorough of a trip from zone %s is %s, expected %s"
                            .formatted(trip.get(TripColumn.PU_LOCATION_ID), row.getAs(BOROUGH), right),
                    "It is the zone's Borough as it stands in the list, and null for a zone that is not there.");
        }
    }

    private static List<String> expected(TripColumn zone) {
        return HandMade.TRIPS.stream()
                .map(trip -> cells(trip) + " " + HandMade.borough(trip, zone))
                .toList();
    }

    private static List<Object> cells(Row row) {
        return Arrays.stream(TripColumn.values())
                .map(column -> row.<Object>getAs(column.columnName()))
                .toList();
    }

    private static List<Object> cells(Trip trip) {
        return Frames.cells(trip);
    }
}
