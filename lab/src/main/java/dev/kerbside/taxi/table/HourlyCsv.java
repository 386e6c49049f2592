package dev.kerbside.taxi.table;

import dev.kerbside.LabException;
import dev.kerbside.text.Messages;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The CSV form of an {@link HourlyTable}, and the names of its columns. */
final class HourlyCsv {
    /** A number of the table; the first is the count. */
    record Column(String name, boolean average, Function<HourlyRow, BigDecimal> value) {}

    static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    static final List<Column> COLUMNS = List.of(
            new Column("TripCount", false, row -> BigDecimal.valueOf(row.tripCount())),
            new Column("AvgPassengerCount", true, HourlyRow::avgPassengerCount),
            new Column("TotalDistance", false, HourlyRow::totalDistance),
            new Column("AvgDistance", true, HourlyRow::avgDistance),
            new Column("AvgTipAmount", true, HourlyRow::avgTipAmount),
            new Column("TotalFareAmount", false, HourlyRow::totalFareAmount),
            new Column("AvgFareAmount", true, HourlyRow::avgFareAmount),
            new Column("TotalTripAmount", false, HourlyRow::totalTripAmount),
            new Column("AvgTripAmount", true, HourlyRow::avgTripAmount));

    /** The names of all columns: the key of a row, then its numbers. */
    static final List<String> NAMES = Stream.concat(
                    Stream.of("window_start", "window_end", "PickUpBorough"),
                    COLUMNS.stream().map(Column::name))
            .toList();

    private static final String HEADER = String.join(",", NAMES);

    private HourlyCsv() {}

    static String text(List<HourlyRow> rows) {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        for (HourlyRow row : rows) {
            text.append(TIME.format(row.windowStart())).append(',');
            text.append(TIME.format(row.windowEnd())).append(',');
            text.append(row.pickUpBorough() == null ? "" : row.pickUpBorough()).append(',');
            text.append(row.tripCount());
            COLUMNS.stream().skip(1).forEach(column -> text.append(',')
                    .append(cell(column.value().apply(row))));
            text.append('\n');
        }
        return text.toString();
    }

    private static String cell(BigDecimal value) {
        return value == null ? "" : value.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    static List<HourlyRow> rows(String text, Path file) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
            throw LabException.usage(
                    file + " is no hourly table: its first line is not '" + HEADER + "'. Name a table the lab wrote.");
        }
        List<HourlyRow> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            rows.add(row(lines.get(i), file, i + 1));
        }
        return rows;
    }

    private static HourlyRow row(String line, Path file, int number) {
        String[] cells = line.split(",", -1);
        try {
            if (cells.length != NAMES.size()) {
                throw new IllegalArgumentException("%d cells, not %d".formatted(cells.length, NAMES.size()));
            }
            return new HourlyRow(
                    LocalDateTime.parse(cells[0], TIME),
                    LocalDateTime.parse(cells[1], TIME),
                    cells[2].isEmpty() ? null : cells[2],
                    Long.parseLong(cells[3]),
                    amount(cells[4]),
                    amount(cells[5]),
                    amount(cells[6]),
                    amount(cells[7]),
                    amount(cells[8]),
                    amount(cells[9]),
                    amount(cells[10]),
                    amount(cells[11]));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw LabException.usage(
                    "%s, line %d is no row of an hourly table: %s. Name a table the lab wrote."
                            .formatted(file, number, Messages.first(e)),
                    e);
        }
    }

    private static BigDecimal amount(String cell) {
        return cell.isEmpty() ? null : new BigDecimal(cell);
    }
}
