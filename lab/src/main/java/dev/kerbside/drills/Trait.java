package dev.kerbside.drills;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What some hand-made trips have in common: if just these are lost, that is why.
 *
 * @param words after "trips": {@code without passenger_count}
 */
record Trait(String words, Predicate<Trip> of) {
    private static final String EQUAL = "that are equal to another one";

    /** The first trait that all of these have, and no other hand-made trip. */
    static Optional<String> of(List<Trip> lost) {
        return all().entrySet().stream()
                .filter(trait -> Difference.of(lost, trait.getValue()).isNone())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** The first trait of which this holds: the other hand-made trips are such. */
    static Optional<String> ifWithout(Predicate<List<Trip>> such) {
        return all().entrySet().stream()
                .filter(trait -> !trait.getValue().isEmpty())
                .filter(trait -> such.test(
                        Difference.of(trait.getValue(), HandMade.TRIPS).lacking()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What to say to somebody who left those of this trait out. */
    static String cure(String words) {
        return words.equals(EQUAL)
                ? "Two equal records are two trips: leave none of them out."
                : "Every trip counts, whatever it lacks and however strange it is: leave none of them out.";
    }

    private static Map<String, List<Trip>> all() {
        Map<String, List<Trip>> all = new LinkedHashMap<>();
        all.put(EQUAL, twins());
        traits().forEach(trait ->
                all.put(trait.words, HandMade.TRIPS.stream().filter(trait.of).toList()));
        return all;
    }

    /** Of equal trips all but one. */
    private static List<Trip> twins() {
        List<Trip> twins = new ArrayList<>(HandMade.TRIPS);
        HandMade.TRIPS.stream().distinct().forEach(twins::remove);
        return twins;
    }

    private static List<Trait> traits() {
        List<Trait> traits = new ArrayList<>();
        traits.add(new Trait("with nothing but a drop-off time", trip -> trip.get(TripColumn.VENDOR_ID) == null));
        traits.add(
                new Trait("from a zone that is not in the list", trip -> HandMade.zone(trip, TripColumn.PU_LOCATION_ID)
                        .isEmpty()));
        traits.add(new Trait("without a borough", trip -> HandMade.borough(trip, TripColumn.PU_LOCATION_ID) == null));
        for (TripColumn column : TripColumn.values()) {
            String name = column.columnName();
            traits.add(new Trait("without " + name, trip -> trip.get(column) == null));
            if (column.kind() == TripColumn.Kind.DOUBLE || column.kind() == TripColumn.Kind.LONG) {
                traits.add(new Trait("with a negative " + name, trip -> number(trip, column) < 0));
                traits.add(new Trait("with " + name + " 0", trip -> number(trip, column) == 0));
                traits.add(new Trait("with " + name + " negative or 0", trip -> number(trip, column) <= 0));
                traits.add(
                        new Trait("without " + name + " or with a negative one", trip -> !(number(trip, column) >= 0)));
                traits.add(new Trait(
                        "without " + name + ", or with one that is not above 0", trip -> !(number(trip, column) > 0)));
            }
        }
        traits.add(new Trait("that end before they begin", trip -> length(trip) < 0));
        traits.add(new Trait("that end before they begin, or at once", trip -> length(trip) <= 0));
        traits.add(new Trait("without a pick-up time, or that end before they begin", trip -> !(length(trip) >= 0)));
        traits.add(new Trait(
                "without a pick-up time, or that end before they begin or at once", trip -> !(length(trip) > 0)));
        traits.add(new Trait("of before 1970", trip -> dropOff(trip) < 0));
        traits.add(new Trait("that begin before 1970", trip -> number(trip, TripColumn.PICKUP_TIME) < 0));
        traits.add(new Trait("of years before 2022", trip -> year(trip) < 2022));
        traits.add(new Trait("of years after 2022", trip -> year(trip) > 2022));
        traits.add(new Trait("of other years than 2022", trip -> year(trip) != 2022));
        return traits;
    }

    private static double number(Trip trip, TripColumn column) {
        return trip.get(column) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    private static long dropOff(Trip trip) {
        return (Long) trip.get(TripColumn.DROPOFF_TIME);
    }

    private static double length(Trip trip) {
        return dropOff(trip) - number(trip, TripColumn.PICKUP_TIME);
    }

    private static int year(Trip trip) {
        return Instant.ofEpochMilli(dropOff(trip)).atZone(ZoneOffset.UTC).getYear();
    }
}
