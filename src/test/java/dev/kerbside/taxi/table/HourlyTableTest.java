package dev.kerbside.taxi.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.LabException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HourlyTableTest {
    private static final HourlyRow QUEENS = row(1, "Queens", 12, "1.5", "100.00");
    private static final HourlyRow NOWHERE = row(1, null, 3, null, "7.00");
    private static final HourlyRow EARLY = row(0, "Queens", 5, "1.00", "50.00");

    @TempDir
    Path folder;

    @Test
    void sortsByWindowThenBoroughWithNoBoroughLast() {
        HourlyTable table = new HourlyTable(List.of(NOWHERE, QUEENS, EARLY));
        assertThat(table.rows()).containsExactly(EARLY, QUEENS, NOWHERE);
        assertThat(table.trips()).isEqualTo(20);
        assertThat(table.windows()).isEqualTo(2);
    }

    @Test
    void writesAndReadsCsv() throws IOException {
        Path file = folder.resolve("table.csv");
        HourlyTable table = new HourlyTable(List.of(QUEENS, NOWHERE));
        table.writeCsv(file);
        assertThat(file)
                .hasContent(
                        """
                        window_start,window_end,PickUpBorough,TripCount,AvgPassengerCount,TotalDistance,AvgDistance,\
                        AvgTipAmount,TotalFareAmount,AvgFareAmount,TotalTripAmount,AvgTripAmount
                        2022-01-01 01:00:00,2022-01-01 02:00:00,Queens,12,1.50,100.00,1.00,2.00,3.00,4.00,5.00,6.00
                        2022-01-01 01:00:00,2022-01-01 02:00:00,,3,,7.00,1.00,2.00,3.00,4.00,5.00,6.00
                        """);
        assertThat(HourlyTable.readCsv(file).differences(table)).isEmpty();
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void refusesACsvThatIsNoHourlyTable() throws IOException {
        Path file = folder.resolve("table.csv");
        refused(file, "cannot be read");
        Files.writeString(file, "a,b\n");
        refused(file, "is no hourly table");
        new HourlyTable(List.of(QUEENS)).writeCsv(file);
        Files.writeString(file, Files.readString(file).replace(",12,", ",twelve,"));
        refused(file, "line 2 is no row");
    }

    @Test
    void namesMissingExtraAndDoubledRows() {
        HourlyTable expected = new HourlyTable(List.of(QUEENS, EARLY));
        assertThat(new HourlyTable(List.of(QUEENS, QUEENS, NOWHERE)).differences(expected))
                .containsExactly(
                        "2022-01-01 01:00:00 Queens: comes more than once, expected one row",
                        "2022-01-01 00:00:00 Queens: missing, expected 5 trips",
                        "2022-01-01 01:00:00 (no borough): has 3 trips, expected no row");
    }

    @Test
    void wantsEqualCountsAndTotalsAndAveragesWithinACent() {
        HourlyTable expected = new HourlyTable(List.of(QUEENS));
        assertThat(table(row(1, "Queens", 12, "1.51", "100.0")).differences(expected))
                .isEmpty();
        assertThat(table(row(1, "Queens", 13, "1.52", "100.01")).differences(expected))
                .containsExactly(
                        "2022-01-01 01:00:00 Queens: TripCount is 13, expected 12",
                        "2022-01-01 01:00:00 Queens: AvgPassengerCount is 1.52, expected 1.5",
                        "2022-01-01 01:00:00 Queens: TotalDistance is 100.01, expected 100.00");
        assertThat(table(row(1, "Queens", 12, null, "100.00")).differences(expected))
                .containsExactly("2022-01-01 01:00:00 Queens: AvgPassengerCount is null, expected 1.5");
    }

    private static void refused(Path file, String part) {
        assertThatExceptionOfType(LabException.class)
                .isThrownBy(() -> HourlyTable.readCsv(file))
                .withMessageContainingAll(file.toString(), part);
    }

    private static HourlyTable table(HourlyRow row) {
        return new HourlyTable(List.of(row));
    }

    private static HourlyRow row(int hour, String borough, long trips, String passengers, String distance) {
        LocalDateTime start = LocalDateTime.of(2022, 1, 1, hour, 0);
        return new HourlyRow(
                start,
                start.plusHours(1),
                borough,
                trips,
                passengers == null ? null : new BigDecimal(passengers),
                new BigDecimal(distance),
                new BigDecimal("1.00"),
                new BigDecimal("2.00"),
                new BigDecimal("3.00"),
                new BigDecimal("4.00"),
                new BigDecimal("5.00"),
                new BigDecimal("6.00"));
    }
}
