package dev.kerbside.taxi.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTableTest {
    private static final String HEAD =
            """
            -------------------------------------------
            Batch: %d
            -------------------------------------------
            +-------------------+-------------------+
            |window_start       |window_end         |
            +-------------------+-------------------+
            """;
    private static final String ROW =
            "|2022-01-01 00:00:00|2022-01-01 01:00:00|Bronx|3|NULL|1234567.5|2.3|1.7|1.0E7|9.0|4.25|1.42|\n";
    private static final String END = "+-------------------+-------------------+\n\n";

    @TempDir
    private Path temporary;

    @Test
    void theLastCompleteTableCounts() throws Exception {
        Path stdout = write(HEAD.formatted(0)
                + END
                + HEAD.formatted(1)
                + ROW
                + END
                + HEAD.formatted(2)
                + ROW
                + ROW.substring(0, 30));

        ConsoleTable.Batch last = ConsoleTable.last(stdout).orElseThrow();

        assertThat(last.batch()).isEqualTo(1);
        HourlyRow row = last.table().rows().get(0);
        assertThat(row.pickUpBorough()).isEqualTo("Bronx");
        assertThat(row.tripCount()).isEqualTo(3);
        assertThat(row.avgPassengerCount()).isNull();
        assertThat(row.totalDistance()).isEqualTo("1234567.50");
        assertThat(row.totalFareAmount()).isEqualTo("10000000.00");
    }

    @Test
    void nothingPrintedYetIsNoTable() throws Exception {
        assertThat(ConsoleTable.last(write(HEAD.formatted(0)))).isEmpty();
    }

    @Test
    void aTableThatTheConsoleCutOffIsRefused() throws Exception {
        Path stdout = write(HEAD.formatted(0) + ROW + END.strip() + "\nonly showing top 1 row\n");

        assertThatThrownBy(() -> ConsoleTable.last(stdout))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("consoleRows");
    }

    private Path write(String text) throws Exception {
        return Files.writeString(temporary.resolve("console.txt"), text);
    }
}
