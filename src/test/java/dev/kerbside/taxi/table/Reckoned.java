package dev.kerbside.taxi.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.LabException;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.topic.TripJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The hourly table by plain sums over {@link Trip}s: what both the lab's reader and the oracle are compared with. */
public final class Reckoned {
    private record Place(LocalDateTime hour, String borough) {}

    private Reckoned() {}

    /** The table of these trips, with the project's own zones. */
    public static HourlyTable table(List<Trip> trips) {
        Map<Place, List<Trip>> places = trips.stream()
                .filter(trip -> trip.get(TripColumn.DROPOFF_TIME) != null)
                .collect(Collectors.groupingBy(Reckoned::place));
        return new HourlyTable(places.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .toList());
    }

    /** All trips of a file, by the lab's reader. */
    public static List<Trip> trips(Path file) {
        List<Trip> trips = new ArrayList<>();
        try (TripFile in = TripFile.openLocal(file)) {
            for (Trip trip = in.read(); trip != null; trip = in.read()) {
                trips.add(trip);
            }
            assertThat(in.rows()).isEqualTo(trips.size());
        }
        return trips;
    }

    /** The records of a file, as the producer sends them. */
    public static List<String> json(Path file) {
        try (TripFile trips = TripFile.openLocal(file)) {
            TripJson json = TripJson.of(trips);
            return Stream.generate(trips::read)
                    .limit(trips.rows())
                    .map(trip -> new String(json.write(trip), StandardCharsets.UTF_8))
                    .toList();
        }
    }

    /** The lab takes the file, and reader and oracle both find this table in it. */
    public static void accepted(Path file, HourlyTable expected) {
        assertThat(table(trips(file)).differences(expected)).as("the reader").isEmpty();
        assertThat(Oracle.expected(file).differences(expected)).as("the oracle").isEmpty();
    }

    /** The lab refuses the file, in one line that has these words. */
    static void refused(Path file, String... words) {
        try {
            Oracle.proofread(file);
        } catch (LabException e) {
            assertThat(e.exitCode()).isEqualTo(LabException.USAGE);
            assertThat(e.getMessage())
                    .startsWith(file.toString())
                    .contains(words)
                    .doesNotContain("\n", "Exception");
            assertThat(e.getMessage().length() - file.toString().length()).isLessThan(400);
            return;
        }
        throw new AssertionError(file + " was taken, but should be refused with " + Arrays.toString(words));
    }

    /** A table as the samples have it: without the end of the window. */
    static HourlyTable csv(Path file) throws IOException {
        return new HourlyTable(Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(cells -> {
                    LocalDateTime start = LocalDateTime.parse(cells[0], HourlyCsv.TIME);
                    BigDecimal[] n = Arrays.stream(cells)
                            .skip(3)
                            .map(cell -> cell.isEmpty() ? null : new BigDecimal(cell))
                            .toArray(BigDecimal[]::new);
                    String borough = cells[1].isEmpty() ? null : cells[1];
                    long trips = Long.parseLong(cells[2]);
                    return new HourlyRow(
                            start, start.plusHours(1), borough, trips, n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7]);
                })
                .toList());
    }

    /** The row some hours later. */
    static HourlyRow moved(HourlyRow row, int hours) {
        return other(row, hours, row.avgPassengerCount(), row.totalTripAmount());
    }

    /** The row with another average of passengers, if it is that one. */
    static HourlyRow withPassengers(HourlyRow row, String start, String borough, String average) {
        return row.windowStart().equals(LocalDateTime.parse(start)) && borough.equals(row.pickUpBorough())
                ? other(row, 0, new BigDecimal(average), row.totalTripAmount())
                : row;
    }

    /** The row with more for its trips. */
    public static HourlyRow dearer(HourlyRow row, BigDecimal more) {
        return other(row, 0, row.avgPassengerCount(), row.totalTripAmount().add(more));
    }

    private static HourlyRow other(HourlyRow row, int hoursLater, BigDecimal passengers, BigDecimal total) {
        return new HourlyRow(
                row.windowStart().plusHours(hoursLater),
                row.windowEnd().plusHours(hoursLater),
                row.pickUpBorough(),
                row.tripCount(),
                passengers,
                row.totalDistance(),
                row.avgDistance(),
                row.avgTipAmount(),
                row.totalFareAmount(),
                row.avgFareAmount(),
                total,
                row.avgTripAmount());
    }

    private static Place place(Trip trip) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv((Long) trip.get(TripColumn.DROPOFF_TIME), 1_000L), 0, ZoneOffset.UTC);
        String borough = trip.get(TripColumn.PU_LOCATION_ID) instanceof Long zone && zone >= 1 && zone <= Zones.COUNT
                ? Zones.all().get(zone.intValue() - 1).borough()
                : null;
        return new Place(time.truncatedTo(ChronoUnit.HOURS), borough);
    }

    private static HourlyRow row(Place place, List<Trip> trips) {
        BiFunction<TripColumn, Boolean, BigDecimal> of = (column, average) -> {
            List<BigDecimal> values = trips.stream()
                    .map(trip -> trip.get(column))
                    .filter(Objects::nonNull)
                    .map(value -> BigDecimal.valueOf((Double) value).setScale(10, RoundingMode.HALF_UP))
                    .toList();
            BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            return values.isEmpty()
                    ? null
                    : sum.divide(BigDecimal.valueOf(average ? values.size() : 1), 2, RoundingMode.HALF_UP);
        };
        return new HourlyRow(
                place.hour,
                place.hour.plusHours(1),
                place.borough,
                trips.size(),
                of.apply(TripColumn.PASSENGER_COUNT, true),
                of.apply(TripColumn.TRIP_DISTANCE, false),
                of.apply(TripColumn.TRIP_DISTANCE, true),
                of.apply(TripColumn.TIP_AMOUNT, true),
                of.apply(TripColumn.FARE_AMOUNT, false),
                of.apply(TripColumn.FARE_AMOUNT, true),
                of.apply(TripColumn.TOTAL_AMOUNT, false),
                of.apply(TripColumn.TOTAL_AMOUNT, true));
    }
}
