package dev.kerbside.taxi.table;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.kerbside.text.Visible;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The hourly table at a glance: its trips by pick-up borough and hour of the day (0 to 23, drop-off, UTC as stored). It
 * is a chart for the terminal and a summary table; {@link StackedColumns} draws it as SVG. Boroughs come busiest first. Texts have no final newline; an
 * empty table gives an empty chart, not an error.
 */
public final class HourlyChart {
    /** What a row without a borough is called: its pick-up zone is not in the lookup table. */
    public static final String UNKNOWN_ZONE = "(unknown zone)";

    /** The columns of the summary: those of the hourly table that its totals give exactly. */
    public static final List<String> COLUMNS =
            List.of("PickUpBorough", "TripCount", "TotalDistance", "AvgDistance", "TotalFareAmount", "TotalTripAmount");

    // The terminal colours nearest to those of the SVG chart.
    private static final int[] ANSI = {32, 214, 36, 175, 74, 166, 245, 227};

    private final HourlyTable table;
    private final List<Borough> boroughs;
    private final Borough all;

    public HourlyChart(HourlyTable table) {
        this.table = table;
        this.boroughs = table.rows().stream().collect(groupingBy(HourlyChart::borough)).entrySet().stream()
                .map(entry -> Borough.of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Borough::trips).reversed().thenComparing(Borough::name))
                .toList();
        this.all = Borough.of("All boroughs", table.rows());
    }

    /** A line of the chart and of the summary: trips by hour of the day (24 counts), miles, dollars. */
    public record Borough(String name, List<Long> byHour, BigDecimal distance, BigDecimal fare, BigDecimal amount) {
        private static Borough of(String name, List<HourlyRow> rows) {
            var byHour = new long[24];
            rows.forEach(row -> byHour[row.windowStart().getHour()] += row.tripCount());
            return new Borough(
                    name,
                    LongStream.of(byHour).boxed().toList(),
                    total(rows, HourlyRow::totalDistance),
                    total(rows, HourlyRow::totalFareAmount),
                    total(rows, HourlyRow::totalTripAmount));
        }

        private static BigDecimal total(List<HourlyRow> rows, Function<HourlyRow, BigDecimal> column) {
            return rows.stream().map(column).filter(Objects::nonNull).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        public long trips() {
            return byHour.stream().mapToLong(Long::longValue).sum();
        }

        /** The trips of the busiest hour of the day, all days together. */
        public long peak() {
            return Collections.max(byHour);
        }

        /** The busiest hour of the day, as {@code 18:00}; the first one of equals. */
        public String peakHour() {
            return "%02d:00".formatted(byHour.indexOf(peak()));
        }

        /** The values of {@link #COLUMNS} as shown; the average of no trips is a dash. */
        public List<String> cells() {
            var trips = BigDecimal.valueOf(trips());
            var average = trips.signum() == 0 ? "-" : number(distance.divide(trips, 2, RoundingMode.HALF_UP));
            return List.of(name, number(trips()), number(distance), average, number(fare), number(amount));
        }
    }

    /** The boroughs of the table, busiest first. */
    public List<Borough> boroughs() {
        return boroughs;
    }

    /** All boroughs as one. */
    public Borough all() {
        return all;
    }

    /** The pick-up borough of a row as shown, never {@code null}. */
    public static String borough(HourlyRow row) {
        return Visible.line(Objects.requireNonNullElse(row.pickUpBorough(), UNKNOWN_ZONE));
    }

    /** What the table holds, in one line: rows, windows, trips. */
    public String headline() {
        return "%s rows in %s one-hour windows, %s trips"
                .formatted(number(table.rows().size()), number(table.windows()), number(table.trips()));
    }

    /**
     * One line a borough, two columns an hour, within 80 columns up to 99,999,999 trips. Each line is scaled to its own
     * busiest hour, so that a small borough has a shape too; the numbers beside it tell their sizes.
     *
     * @param unicode blocks of seven heights; otherwise nine ASCII characters from light to dark
     * @param color ANSI colours, one a borough
     */
    public String terminal(boolean unicode, boolean color) {
        // No full block: it would touch the line above.
        var ramp = unicode ? " ▁▂▃▄▅▆▇" : " .:-=+*#%@";
        int names = width("", Borough::name);
        int counts = width("trips", one -> number(one.trips()));
        var layout = "%-" + names + "s %s %" + counts + "s %5s";
        var axis =
                IntStream.range(0, 8).mapToObj(i -> "%02d    ".formatted(3 * i)).collect(joining());
        var lines = new ArrayList<String>();
        lines.add("Trips by hour of the day (drop-off, UTC as stored) and pick-up borough");
        lines.add(layout.formatted("", axis, "trips", "peak"));
        for (int i = 0; i <= boroughs.size(); i++) {
            var one = i < boroughs.size() ? boroughs.get(i) : all;
            var bars = one.byHour().stream()
                    .map(trips -> bar(trips, one.peak(), ramp))
                    .collect(joining());
            var painted =
                    color && one != all ? "\u001b[38;5;%dm%s\u001b[0m".formatted(ANSI[i % ANSI.length], bars) : bars;
            lines.add(
                    layout.formatted(one.name(), painted, number(one.trips()), one.peak() == 0 ? "-" : one.peakHour()));
        }
        lines.add("Each line is scaled to its own peak: %s = busiest hour, blank = no trip."
                .formatted(ramp.substring(ramp.length() - 1).repeat(2)));
        return String.join("\n", lines);
    }

    private static String bar(long trips, long peak, String ramp) {
        int top = ramp.length() - 1;
        int level = trips == 0 ? 0 : (int) Math.max(1, Math.round((double) top * trips / peak));
        return ramp.substring(level, level + 1).repeat(2);
    }

    private int width(String header, Function<Borough, String> column) {
        var cells = Stream.concat(boroughs.stream(), Stream.of(all)).map(column);
        return Stream.concat(Stream.of(header), cells)
                .mapToInt(String::length)
                .max()
                .orElseThrow();
    }

    /** The {@link #headline} and the summary by borough, numbers right-aligned, with a line for all boroughs. */
    public String table() {
        var layout = new ArrayList<String>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            int column = i;
            int width = width(COLUMNS.get(i), one -> one.cells().get(column));
            layout.add((i == 0 ? "%-" : "%") + width + "s");
        }
        var line = String.join("  ", layout);
        var header = line.formatted(COLUMNS.toArray());
        var rule = "-".repeat(header.length());
        var lines = new ArrayList<>(List.of(headline(), "", header, rule));
        boroughs.forEach(one -> lines.add(line.formatted(one.cells().toArray())));
        lines.add(rule);
        lines.add(line.formatted(all.cells().toArray()));
        return String.join("\n", lines);
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String number(BigDecimal value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
