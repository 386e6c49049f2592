package dev.kerbside.taxi.table;

import dev.kerbside.LabException;
import dev.kerbside.folder.AtomicFile;
import dev.kerbside.taxi.table.HourlyCsv.Column;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tutorial's final table (§ 3.5): trips by hour of drop-off and borough of pick-up.
 *
 * @param rows by start of window, then by borough, a null borough last; any order may be given
 */
public record HourlyTable(List<HourlyRow> rows) {
    /** The names of the columns, in the order of {@link HourlyRow}'s components. */
    public static final List<String> COLUMNS = HourlyCsv.NAMES;

    /** Averages may differ by this much: two roundings of the same tie. */
    private static final BigDecimal TIE = new BigDecimal("0.01");

    private static final Comparator<HourlyRow> ORDER = Comparator.comparing(HourlyRow::windowStart)
            .thenComparing(HourlyRow::pickUpBorough, Comparator.nullsLast(Comparator.naturalOrder()));

    public HourlyTable {
        rows = rows.stream().sorted(ORDER).toList();
    }

    /** The sum of all rows' trip counts. */
    public long trips() {
        return rows.stream().mapToLong(HourlyRow::tripCount).sum();
    }

    /** The number of different windows. */
    public long windows() {
        return rows.stream().map(HourlyRow::windowStart).distinct().count();
    }

    /**
     * Writes the table as CSV, in place only when it is whole: a header, times as {@code yyyy-MM-dd HH:mm:ss} in UTC,
     * amounts with two decimals, nothing for null; UTF-8, LF.
     */
    public void writeCsv(Path file) {
        String text = HourlyCsv.text(rows);
        AtomicFile.write(file, temporary -> Files.writeString(temporary, text));
    }

    /** Reads what {@link #writeCsv} wrote; {@link LabException#usage} names the line that is not so. */
    public static HourlyTable readCsv(Path file) {
        try {
            return new HourlyTable(HourlyCsv.rows(Files.readString(file, StandardCharsets.UTF_8), file));
        } catch (IOException e) {
            throw LabException.usage(
                    "%s cannot be read (%s). Name a table that the lab wrote."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
    }

    /**
     * How this differs from the expected table, a line a fact, each naming window, borough, column, actual and expected
     * value; empty if it does not. Counts and totals must be equal, averages within 0.01.
     */
    public List<String> differences(HourlyTable expected) {
        List<String> lines = new ArrayList<>();
        Map<Key, HourlyRow> actual = new LinkedHashMap<>();
        for (HourlyRow row : rows) {
            if (actual.put(Key.of(row), row) != null) {
                lines.add(Key.of(row) + ": comes more than once, expected one row");
            }
        }
        for (HourlyRow row : expected.rows) {
            HourlyRow found = actual.remove(Key.of(row));
            if (found == null) {
                lines.add("%s: missing, expected %,d trips".formatted(Key.of(row), row.tripCount()));
            } else {
                addDifferences(lines, found, row);
            }
        }
        actual.forEach((key, row) -> lines.add("%s: has %,d trips, expected no row".formatted(key, row.tripCount())));
        return lines;
    }

    private static void addDifferences(List<String> lines, HourlyRow actual, HourlyRow expected) {
        if (!actual.windowEnd().equals(expected.windowEnd())) {
            lines.add("%s: window_end is %s, expected %s"
                    .formatted(
                            Key.of(expected),
                            HourlyCsv.TIME.format(actual.windowEnd()),
                            HourlyCsv.TIME.format(expected.windowEnd())));
        }
        for (Column column : HourlyCsv.COLUMNS) {
            BigDecimal is = column.value().apply(actual);
            BigDecimal should = column.value().apply(expected);
            BigDecimal tolerance = column.average() ? TIE : BigDecimal.ZERO;
            boolean same = is == null || should == null
                    ? Objects.equals(is, should)
                    : is.subtract(should).abs().compareTo(tolerance) <= 0;
            if (!same) {
                lines.add("%s: %s is %s, expected %s"
                        .formatted(Key.of(expected), column.name(), plain(is), plain(should)));
            }
        }
    }

    private static String plain(BigDecimal value) {
        return value == null ? "null" : value.toPlainString();
    }

    private record Key(LocalDateTime windowStart, String borough) {
        static Key of(HourlyRow row) {
            return new Key(row.windowStart(), row.pickUpBorough());
        }

        @Override
        public String toString() {
            return HourlyCsv.TIME.format(windowStart) + " " + (borough == null ? "(no borough)" : borough);
        }
    }
}
