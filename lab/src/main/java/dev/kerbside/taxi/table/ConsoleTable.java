package dev.kerbside.taxi.table;

import dev.kerbside.LabException;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the hourly table back from what Spark's console sink printed: the proof is what a person would see. */
public final class ConsoleTable {
    private static final int COLUMNS = HourlyTable.COLUMNS.size();

    private ConsoleTable() {}

    /**
     * A micro-batch as it was printed.
     *
     * @param batch its number, from 0
     */
    public record Batch(long batch, HourlyTable table) {}

    private record Printed(long batch, List<String> rows) {}

    /**
     * The last table that was printed completely; empty if there is none yet.
     *
     * @param stdout what the job wrote, perhaps still growing
     * @throws LabException if the console cut the table off
     */
    public static Optional<Batch> last(Path stdout) throws IOException {
        // Rows are parsed when their table is complete: the last line may be half-written.
        String batch = "";
        int rules = 0;
        List<String> rows = new ArrayList<>();
        Optional<Printed> last = Optional.empty();
        try (BufferedReader lines = Files.newBufferedReader(stdout)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("Batch: ")) {
                    batch = line.substring("Batch: ".length()).trim();
                    rows = new ArrayList<>();
                    rules = 0;
                } else if (line.startsWith("+-") && ++rules == 3) {
                    last = Optional.of(new Printed(Long.parseLong(batch), rows));
                } else if (line.startsWith("|") && rules == 2) {
                    rows.add(line);
                } else if (line.startsWith("only showing top")) {
                    throw LabException.checkFailed("The console shows only a part of the table (" + line.trim()
                            + "). Start the job with spark.nyctaxi.consoleRows at its default.");
                }
            }
        }
        return last.map(printed -> new Batch(
                printed.batch(),
                new HourlyTable(printed.rows().stream().map(ConsoleTable::row).toList())));
    }

    private static HourlyRow row(String line) {
        String[] cells = line.substring(1, line.length() - 1).split("\\|", -1);
        if (cells.length != COLUMNS) {
            throw LabException.checkFailed(
                    "A row of the console's table has %d columns, not %d: %s".formatted(cells.length, COLUMNS, line));
        }
        return new HourlyRow(
                LocalDateTime.parse(cells[0].trim(), HourlyCsv.TIME),
                LocalDateTime.parse(cells[1].trim(), HourlyCsv.TIME),
                text(cells[2]),
                Long.parseLong(cells[3].trim()),
                decimal(cells[4]),
                decimal(cells[5]),
                decimal(cells[6]),
                decimal(cells[7]),
                decimal(cells[8]),
                decimal(cells[9]),
                decimal(cells[10]),
                decimal(cells[11]));
    }

    private static String text(String cell) {
        return cell.trim().equals("NULL") ? null : cell.trim();
    }

    private static BigDecimal decimal(String cell) {
        String text = text(cell);
        return text == null ? null : new BigDecimal(text).setScale(2, RoundingMode.UNNECESSARY);
    }
}
