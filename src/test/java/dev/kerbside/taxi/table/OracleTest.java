package dev.kerbside.taxi.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.LabException;
import dev.kerbside.taxi.RealMonths;
import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.TripColumn;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.hadoop.ParquetWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OracleTest {
    private static final long HOUR = 3_600_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"2022-01, 2977, 751, 62495", "2023-12, 2814, 751, 64215"})
    void knowsTheTablesOfRealMonths(String month, int rows, long windows, long trips) {
        HourlyTable table = Oracle.expected(RealMonths.month(month));
        assertThat(table.rows()).hasSize(rows);
        assertThat(table.windows()).isEqualTo(windows);
        assertThat(table.trips()).isEqualTo(trips);
    }

    @Test
    void agreesWithSumsDoneByHand() throws IOException {
        Path file = write(
                "three.parquet",
                trip(7L, HOUR - 1, 0.1, 1.0),
                trip(7L, 0L, 0.2, null),
                trip(7L, HOUR / 2, 0.05, 2.0),
                trip(999L, HOUR, 1.0, null),
                trip(7L, null, 100.0, 1.0));
        HourlyTable table = Oracle.expected(file);
        assertThat(table.rows())
                .containsExactly(row(0, "Queens", 3, "1.50", "0.35", "0.12"), row(1, null, 1, null, "1.00", "1.00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"it's.parquet", "a b [1-2].parquet", "star*.parquet", "what?.parquet"})
    void takesAnyFileNameLiterally(String name) throws IOException {
        write("a b 1.parquet", trip(7L, 0L, 1.0, 1.0));
        write("starfish.parquet", trip(7L, 0L, 1.0, 1.0));
        Path file = write(name, trip(7L, 0L, 1.0, 1.0));
        assertThat(Oracle.expected(file).trips()).isEqualTo(1);
    }

    @Test
    void namesAFileThatItCannotRead() throws IOException {
        Path file = Files.writeString(folder.resolve("text.parquet"), "hello, this is no parquet file");
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> Oracle.expected(file))
                .withMessageContaining(file + " cannot be read by DuckDB");
    }

    private static HourlyRow row(
            int hour, String borough, long trips, String passengers, String total, String average) {
        LocalDateTime start = LocalDateTime.of(1970, 1, 1, hour, 0);
        BigDecimal sum = new BigDecimal(total);
        BigDecimal mean = new BigDecimal(average);
        BigDecimal avgPassengers = passengers == null ? null : new BigDecimal(passengers);
        return new HourlyRow(
                start, start.plusHours(1), borough, trips, avgPassengers, sum, mean, mean, sum, mean, sum, mean);
    }

    private static Trip trip(Long zone, Long dropOff, Double amount, Double passengers) {
        Map<TripColumn, Object> values = new HashMap<>();
        values.put(TripColumn.PU_LOCATION_ID, zone);
        values.put(TripColumn.DROPOFF_TIME, dropOff);
        values.put(TripColumn.PASSENGER_COUNT, passengers);
        values.put(TripColumn.TRIP_DISTANCE, amount);
        values.put(TripColumn.TIP_AMOUNT, amount);
        values.put(TripColumn.FARE_AMOUNT, amount);
        values.put(TripColumn.TOTAL_AMOUNT, amount);
        return Trip.of(values);
    }

    private Path write(String name, Trip... trips) throws IOException {
        Path file = folder.resolve(name);
        try (ParquetWriter<Trip> writer = TripWriter.open(file, SyntheticMonth.schema())) {
            for (Trip trip : trips) {
                writer.write(trip);
            }
        }
        return file;
    }
}
