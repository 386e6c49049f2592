package dev.kerbside.drills;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A row's place in the hourly table: by hour, then by borough, where Spark puts null first. */
record Group(Instant hour, String borough) implements Comparable<Group> {
    private static final Comparator<Group> ORDER = Comparator.comparing(Group::hour)
            .thenComparing(Group::borough, Comparator.nullsFirst(Comparator.naturalOrder()));

    static final Comparator<Group> NULLS_LAST = Comparator.comparing(Group::hour)
            .thenComparing(Group::borough, Comparator.nullsLast(Comparator.naturalOrder()));

    /** The hand-made trips that have this time, as {@link #of}. */
    static Map<Group, List<Trip>> trips(TripColumn time) {
        return of(HandMade.TRIPS.stream().filter(trip -> trip.get(time) != null).toList(), time);
    }

    /** Trips by the hour of this time and the borough of the pick-up, in the table's order. */
    static Map<Group, List<Trip>> of(List<Trip> trips, TripColumn time) {
        Map<Group, List<Trip>> groups = new TreeMap<>();
        for (Trip trip : trips) {
            Instant hour = Instant.ofEpochMilli((Long) trip.get(time)).truncatedTo(ChronoUnit.HOURS);
            String borough = HandMade.borough(trip, TripColumn.PU_LOCATION_ID);
            groups.computeIfAbsent(new Group(hour, borough), group -> new ArrayList<>())
                    .add(trip);
        }
        return groups;
    }

    @Override
    public int compareTo(Group other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return hour.toString()
                        .replaceFirst("^2022-01-01T", "")
                        .replaceFirst(":00Z$", "")
                        .replace('T', ' ') + " " + (borough == null ? "(no borough)" : borough);
    }
}
