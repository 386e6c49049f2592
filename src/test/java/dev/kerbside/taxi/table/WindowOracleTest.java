package dev.kerbside.taxi.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.LabException;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** DuckDB's windows of a few trips, worked out by hand. Times are of one day; a window is written as it is read. */
class WindowOracleTest {
    @TempDir
    private Path folder;

    @Test
    void anHourHoldsItsFirstInstantAndNotThatOfTheNext() throws IOException {
        assertThat(windows("tumbling", trip("08:00", 7, 1.0), trip("08:59:59.999", 8, 2.5), trip("09:00", 7, 4.0)))
                .containsExactly("08:00-09:00 of null: 2 trips, 3.50", "09:00-10:00 of null: 1 trips, 4.00");
    }

    @Test
    void aTripIsInTheFourSlidingWindowsThatBeganInTheHourBeforeIt() throws IOException {
        assertThat(windows("sliding", trip("08:20", 7, 1.0)))
                .containsExactly(
                        "07:30-08:30 of null: 1 trips, 1.00",
                        "07:45-08:45 of null: 1 trips, 1.00",
                        "08:00-09:00 of null: 1 trips, 1.00",
                        "08:15-09:15 of null: 1 trips, 1.00");
    }

    @Test
    void aSlidingWindowHoldsItsFirstInstantAndNotThatOfItsEnd() throws IOException {
        assertThat(windows("sliding", trip("08:15", 7, 1.0), trip("09:14:59.999", 8, 2.0), trip("09:15", 7, 4.0)))
                .containsExactly(
                        "07:30-08:30 of null: 1 trips, 1.00",
                        "07:45-08:45 of null: 1 trips, 1.00",
                        "08:00-09:00 of null: 1 trips, 1.00",
                        "08:15-09:15 of null: 2 trips, 3.00",
                        "08:30-09:30 of null: 2 trips, 6.00",
                        "08:45-09:45 of null: 2 trips, 6.00",
                        "09:00-10:00 of null: 2 trips, 6.00",
                        "09:15-10:15 of null: 1 trips, 4.00");
    }

    /** Spark merges sessions that touch: a trip at the very end of the gap goes on with the one before. */
    @ParameterizedTest
    @CsvSource({"08:19:59.999, 1", "08:20, 1", "08:20:00.001, 2"})
    void aSessionGoesOnUntilATripIsMoreThanTwentyMinutesBehindTheOneBefore(String next, int sessions)
            throws IOException {
        assertThat(windows("sessions", trip("08:00", 7, 1.0), trip(next, 7, 2.0)))
                .hasSize(sessions);
    }

    @Test
    void aSessionEndsTwentyMinutesAfterItsLastTripHoweverLongItIs() throws IOException {
        assertThat(windows(
                        "sessions",
                        trip("08:30", 7, 4.0),
                        trip("08:00", 7, 1.0),
                        trip("08:15", 7, 2.0),
                        trip("09:00", 7, 8.0),
                        trip("09:10", 7, 16.0),
                        trip("09:31", 7, 32.0)))
                .containsExactly(
                        "08:00-08:50 of 7: 3 trips, 7.00",
                        "09:00-09:30 of 7: 2 trips, 24.00",
                        "09:31-09:51 of 7: 1 trips, 32.00");
    }

    @Test
    void eachZoneHasItsOwnSessionsAndSoHaveTripsWithoutOne() throws IOException {
        assertThat(windows(
                        "sessions",
                        trip("08:00", 7, 1.0),
                        trip("08:10", 8, 2.0),
                        trip("08:21", 7, 4.0),
                        trip("08:05", null, 8.0),
                        trip("08:05", null, 16.0)))
                .containsExactly(
                        "08:00-08:20 of 7: 1 trips, 1.00",
                        "08:05-08:25 of null: 2 trips, 24.00",
                        "08:10-08:30 of 8: 1 trips, 2.00",
                        "08:21-08:41 of 7: 1 trips, 4.00");
    }

    @Test
    void aSessionThatBeginsInOneZoneEndsNoneInAnother() throws IOException {
        assertThat(windows(
                        "sessions",
                        trip("07:30", 8, 1.0),
                        trip("08:00", 7, 2.0),
                        trip("08:05", 8, 4.0),
                        trip("08:10", 7, 8.0)))
                .containsExactly(
                        "07:30-07:50 of 8: 1 trips, 1.00",
                        "08:00-08:30 of 7: 2 trips, 10.00",
                        "08:05-08:25 of 8: 1 trips, 4.00");
    }

    @ParameterizedTest
    @CsvSource({"tumbling, 1", "sliding, 4", "sessions, 1"})
    void aTripThatNeverEndedIsInNoWindow(String table, int windows) throws IOException {
        assertThat(windows(table, trip("08:00", 7, 1.0), trip(null, 7, 2.0)))
                .hasSize(windows)
                .allMatch(window -> window.endsWith(": 1 trips, 1.00"));
    }

    @ParameterizedTest
    @CsvSource({"tumbling", "sliding", "sessions"})
    void sumsAreExactAndRoundedOnceAndThereIsNoneWithoutAnAmount(String table) throws IOException {
        assertThat(windows(table, trip("08:00", 7, 0.1), trip("08:01", 7, 0.025), trip("08:02", 7, null)))
                .allMatch(window -> window.endsWith(": 3 trips, 0.13"));
        assertThat(windows(table, trip("08:00", 7, null))).allMatch(window -> window.endsWith(": 1 trips, null"));
    }

    /** Zones are those of drop-off, and amounts are totals: all else that a trip has differs here. */
    @Test
    void theAmountIsTheTotalAndTheZoneThatOfDropOff() throws IOException {
        Map<TripColumn, Object> values = new HashMap<>();
        values.put(TripColumn.PICKUP_TIME, at("06:00").toEpochMilli());
        values.put(TripColumn.DROPOFF_TIME, at("08:00").toEpochMilli());
        values.put(TripColumn.PU_LOCATION_ID, 3L);
        values.put(TripColumn.DO_LOCATION_ID, 7L);
        values.put(TripColumn.FARE_AMOUNT, 11.0);
        values.put(TripColumn.TIP_AMOUNT, 12.0);
        values.put(TripColumn.TRIP_DISTANCE, 13.0);
        values.put(TripColumn.TOTAL_AMOUNT, 14.0);
        assertThat(windows("sessions", Trip.of(values))).containsExactly("08:00-08:20 of 7: 1 trips, 14.00");
    }

    @Test
    void aFileThatIsNoParquetIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("text.parquet"), "hello, this is no parquet file");
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> WindowOracle.expected(file))
                .withMessageContaining(file + " cannot be read by DuckDB");
    }

    /** The windows of one table by start and zone, as text. */
    private List<String> windows(String table, Trip... trips) throws IOException {
        Path file = TripFiles.write(folder, "few.parquet", SyntheticMonth.schema(), trips);
        Map<String, List<TripWindow>> tables = WindowOracle.expected(file);
        assertThat(tables).containsOnlyKeys("tumbling", "sliding", "sessions");
        return tables.get(table).stream()
                .map(window -> "%s-%s of %s: %d trips, %s"
                        .formatted(
                                minute(window.start()),
                                minute(window.end()),
                                window.zone(),
                                window.trips(),
                                window.total()))
                .sorted()
                .toList();
    }

    private static String minute(Instant time) {
        return time.toString().replace("2024-01-15T", "").replace(":00Z", "");
    }

    private static Trip trip(String dropOff, Integer zone, Double total) {
        Map<TripColumn, Object> values = new HashMap<>();
        values.put(TripColumn.DROPOFF_TIME, dropOff == null ? null : at(dropOff).toEpochMilli());
        values.put(TripColumn.DO_LOCATION_ID, zone == null ? null : Long.valueOf(zone));
        values.put(TripColumn.TOTAL_AMOUNT, total);
        return Trip.of(values);
    }

    private static Instant at(String time) {
        return Instant.parse("2024-01-15T" + (time.length() == 5 ? time + ":00" : time) + "Z");
    }
}
