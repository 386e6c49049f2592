package dev.kerbside.taxi.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What one window of the second chapter's questions holds.
 *
 * @param zone of drop-off, for a session; null for other windows
 * @param trips their number
 * @param total what they cost together, with two decimals; null if no trip has an amount
 */
public record TripWindow(Instant start, Instant end, Long zone, long trips, BigDecimal total) {
    private static final Comparator<TripWindow> ORDER = Comparator.comparing(TripWindow::start)
            .thenComparing(TripWindow::zone, Comparator.nullsFirst(Comparator.naturalOrder()));

    public TripWindow {
        total = total == null ? null : total.setScale(2);
    }

    /** A line of CSV with these five cells, times as {@code 2024-01-01T00:00:00.000Z}. */
    public static TripWindow parse(String line) {
        String[] cells = line.split(",", -1);
        return new TripWindow(
                Instant.parse(cells[0]),
                Instant.parse(cells[1]),
                cells[2].isEmpty() ? null : Long.valueOf(cells[2]),
                Long.parseLong(cells[3]),
                cells[4].isEmpty() ? null : new BigDecimal(cells[4]));
    }

    /**
     * Where a table of windows has their bounds.
     *
     * @param columns their names: that of Spark's window, or of two times
     * @param start as SQL
     * @param end as SQL
     */
    public record Bounds(List<String> columns, String start, String end) {
        /** Those of the first column that is a window of Spark's, or else of a column that ends in start and one in end. */
        public static Optional<Bounds> in(StructType schema) {
            Optional<Bounds> window = Arrays.stream(schema.fields())
                    .filter(field -> field.dataType() instanceof StructType parts
                            && List.of(parts.fieldNames()).equals(List.of("start", "end")))
                    .map(StructField::name)
                    .findFirst()
                    .map(name -> new Bounds(List.of(name), "`%s`.start".formatted(name), "`%s`.end".formatted(name)));
            return window.or(() -> time(schema, "start").flatMap(start -> time(schema, "end")
                    .map(end -> new Bounds(List.of(start, end), "`%s`".formatted(start), "`%s`".formatted(end)))));
        }

        private static Optional<String> time(StructType schema, String ending) {
            return Arrays.stream(schema.fields())
                    .filter(field -> field.dataType().equals(DataTypes.TimestampType)
                            && field.name().endsWith(ending))
                    .map(StructField::name)
                    .findFirst();
        }
    }

    /** Where the first of these tables differs from the expected one; any order may be given. */
    public static Optional<String> difference(List<TripWindow> found, List<TripWindow> expected) {
        List<TripWindow> is = new ArrayList<>(found);
        List<TripWindow> should = new ArrayList<>(expected);
        is.sort(ORDER);
        should.sort(ORDER);
        for (int i = 0; i < Math.max(is.size(), should.size()); i++) {
            TripWindow one = i < is.size() ? is.get(i) : null;
            TripWindow other = i < should.size() ? should.get(i) : null;
            if (!Objects.equals(one, other)) {
                return Optional.of("%,d windows, expected %,d; first difference: %s, expected %s"
                        .formatted(is.size(), should.size(), one, other));
            }
        }
        return Optional.empty();
    }
}
