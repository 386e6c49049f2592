package dev.kerbside.taxi.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.LabException;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.table.HourlyRow;
import dev.kerbside.taxi.table.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticMonthTest {
    @TempDir
    Path folder;

    @Test
    void givesTheSameTripsForTheSameRowsAndSeedAndOthersForAnother() {
        List<String> first = texts(month("a.parquet", 1_000, 7));
        assertThat(texts(month("b.parquet", 1_000, 7))).isEqualTo(first);
        assertThat(texts(month("c.parquet", 1_000, 8))).isNotEqualTo(first);
    }

    @Test
    void leavesNothingButTheFile() throws IOException {
        month("a.parquet", 1_000, 7);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("a.parquet"));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 999, 50_000_001})
    void refusesOtherSizesAndNamesTheRange(long rows) {
        Path file = folder.resolve("x.parquet");
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> SyntheticMonth.write(file, rows, 1))
                .withMessageContaining("1,000 to 50,000,000");
        assertThat(file).doesNotExist();
    }

    @Test
    void hasTheTraitsOfARealMonth() {
        List<Trip> trips = trips(month("month.parquet", 20_000, 1));
        assertThat(trips).hasSize(20_000);
        assertThat(count(trips, trip -> trip.get(TripColumn.PASSENGER_COUNT) == null))
                .isEqualTo(1_600);
        assertThat(trips).allMatch(trip -> trip.get(TripColumn.EHAIL_FEE) == null);
        assertThat(trips)
                .allMatch(trip -> (trip.get(TripColumn.PASSENGER_COUNT) == null)
                        == (trip.get(TripColumn.STORE_AND_FWD_FLAG) == null
                                && trip.get(TripColumn.PAYMENT_TYPE) == null));
        assertThat(count(trips, trip -> (Double) trip.get(TripColumn.FARE_AMOUNT) < 0))
                .isBetween(20L, 200L);
        assertThat(count(trips, trip -> (Double) trip.get(TripColumn.TRIP_DISTANCE) > 100_000))
                .isBetween(1L, 5L);
        assertThat(count(trips, trip -> minuteOfDay(trip) == 23 * 60 + 59)).isPositive();
        assertThat(count(trips, trip -> (Long) trip.get(TripColumn.PICKUP_TIME) < 1_704_067_200_000L))
                .isBetween(2L, 6L);
        List<Object> times =
                trips.stream().map(trip -> trip.get(TripColumn.PICKUP_TIME)).toList();
        assertThat(times).isNotEqualTo(times.stream().sorted().toList());
    }

    @Test
    void hasEveryBoroughEvenWhenSmall() {
        Set<String> boroughs = Oracle.expected(month("small.parquet", 1_000, 1)).rows().stream()
                .map(HourlyRow::pickUpBorough)
                .collect(Collectors.toSet());
        assertThat(boroughs)
                .containsExactlyInAnyOrder(
                        "Bronx", "Brooklyn", "EWR", "Manhattan", "Queens", "Staten Island", "Unknown");
    }

    private static long minuteOfDay(Trip trip) {
        return Math.floorMod((Long) trip.get(TripColumn.DROPOFF_TIME) / 60_000, 1_440L);
    }

    private static long count(List<Trip> trips, Predicate<Trip> wanted) {
        return trips.stream().filter(wanted).count();
    }

    private static List<String> texts(Path month) {
        return trips(month).stream()
                .map(trip -> Arrays.stream(TripColumn.values()).map(trip::get).toList())
                .map(String::valueOf)
                .toList();
    }

    private static List<Trip> trips(Path month) {
        List<Trip> trips = new ArrayList<>();
        try (TripFile file = TripFile.openLocal(month)) {
            for (Trip trip = file.read(); trip != null; trip = file.read()) {
                trips.add(trip);
            }
        }
        return trips;
    }

    private Path month(String name, long rows, long seed) {
        Path file = folder.resolve(name);
        SyntheticMonth.write(file, rows, seed);
        return file;
    }
}
