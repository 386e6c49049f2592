package dev.kerbside.lessons.eventtime;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.file.TripFile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The answer to the question of {@link ThreeWays}, in plain Java, trip by trip and in exact cents. */
final class LongTrips {
    private LongTrips() {}

    /** The answer of each zone of pick-up, as {@link #text}. */
    static Map<String, String> expected(Path parquet) {
        Map<String, Long> trips = new TreeMap<>();
        Map<String, BigDecimal> dollars = new TreeMap<>();
        try (TripFile file = TripFile.openLocal(parquet)) {
            for (Trip trip = file.read(); trip != null; trip = file.read()) {
                if (isLong(trip)) {
                    String zone = String.valueOf(trip.get(TripColumn.PU_LOCATION_ID));
                    trips.merge(zone, 1L, Long::sum);
                    if (trip.get(TripColumn.TOTAL_AMOUNT) instanceof Double amount) {
                        dollars.merge(zone, BigDecimal.valueOf(amount), BigDecimal::add);
                    }
                }
            }
        }
        Map<String, String> answer = new TreeMap<>();
        trips.forEach((zone, count) -> answer.put(zone, text(count, dollars.get(zone))));
        return answer;
    }

    /** A trip without a time is left out when the stream is parsed. */
    private static boolean isLong(Trip trip) {
        return trip.get(TripColumn.DROPOFF_TIME) != null
                && trip.get(TripColumn.TRIP_DISTANCE) instanceof Double miles
                && miles > 5;
    }

    /** @param dollars null if none of the trips has an amount */
    static String text(long trips, Number dollars) {
        return dollars == null
                ? trips + " trips"
                : "%d trips, %s dollars"
                        .formatted(
                                trips,
                                new BigDecimal(dollars.toString())
                                        .setScale(2, RoundingMode.HALF_UP)
                                        .toPlainString());
    }
}
