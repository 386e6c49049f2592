package dev.kerbside.taxi;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

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
 * The hourly table at a glance: its trips by hour of the day (0 to 23, drop-off, UTC as stored) and pick-up borough, as
 * a terminal chart, an SVG chart and a summary table. Boroughs come busiest first. Texts have no final newline; an
 * empty table gives an empty chart, not an error.
 */
public final class HourlyChart {
    /** What a row without a borough is called: its pick-up zone is not in the lookup table. */
    public static final String UNKNOWN_ZONE = "(unknown zone)";

    /** The columns of the summary: those of the hourly table that its totals give exactly. */
    public static final List<String> COLUMNS =
            List.of("PickUpBorough", "TripCount", "TotalDistance", "AvgDistance", "TotalFareAmount", "TotalTripAmount");

    // The palette of Okabe and Ito, which colour-blind readers can tell apart, and its nearest terminal colours.
    private static final String[] COLORS = {
        "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999", "#f0e442"
    };
    private static final int[] ANSI = {32, 214, 36, 175, 74, 166, 245, 227};

    // The SVG's plot, in pixels.
    private static final int LEFT = 80;
    private static final int RIGHT = 752;
    private static final int TOP = 76;
    private static final int BOTTOM = 356;
    private static final int HOUR = (RIGHT - LEFT) / 24;

    private static final String SVG =
            """
            <svg xmlns="http://www.w3.org/2000/svg" class="hourly-chart" viewBox="0 0 960 420" role="img" \
            aria-labelledby="hourly-title hourly-desc">
            <title id="hourly-title">Trips by hour of the day and pick-up borough</title>
            <desc id="hourly-desc">%s</desc>
            <style>
            .hourly-chart { --card: #ffffff; --ink: #1f2328; --soft: #59636e; --rule: #e3e6ea; }
            @media (prefers-color-scheme: dark) {
              .hourly-chart { --card: #161b22; --ink: #e6edf3; --soft: #9198a1; --rule: #2d333b; }
            }
            .hourly-chart text { font: 13px system-ui, sans-serif; font-variant-numeric: tabular-nums; }
            .hourly-chart text { fill: var(--soft); }
            .hourly-chart .head { font-size: 17px; font-weight: 600; fill: var(--ink); }
            .hourly-chart .name { fill: var(--ink); }
            .hourly-chart .middle { text-anchor: middle; }
            .hourly-chart .end { text-anchor: end; }
            .hourly-chart .grid { stroke: var(--rule); }
            .hourly-chart .base { stroke: var(--soft); }
            </style>
            <rect width="960" height="420" rx="8" fill="var(--card)"/>
            <text class="head" x="20" y="30">Trips by hour of the day and pick-up borough</text>
            <text x="20" y="51">%s</text>
            %s
            <text class="middle" x="416" y="398">hour of the day of the drop-off (UTC as stored)</text>
            </svg>""";
    private static final String SEGMENT =
            """
            <rect x="%d" y="%.2f" width="%d" height="%.2f" fill="%s"><title>%s, %02d:00: %,d trips</title></rect>""";
    private static final String LEGEND =
            """
            <g transform="translate(776 %d)"><rect width="12" height="12" rx="2" fill="%s"/>\
            <text class="name" x="20" y="11">%s</text><text class="end" x="168" y="11">%,d</text></g>""";

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
        return Objects.requireNonNullElse(row.pickUpBorough(), UNKNOWN_ZONE);
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

    /**
     * Stacked columns, one an hour, one colour a borough, as an SVG element that stands alone or inside a page: no
     * script, no outside font; it follows the reader's light or dark theme.
     */
    public String svg() {
        long step = gridStep(all.peak());
        long top = Math.max(1, (all.peak() + step - 1) / step) * step;
        var marks = new ArrayList<String>();
        for (long trips = 0; trips <= top; trips += step) {
            double y = y(trips, top);
            marks.add(mark("<path class=\"%s\" d=\"M%d %.1fH%d\"/>", trips == 0 ? "base" : "grid", LEFT, y, RIGHT));
            marks.add(mark("<text class=\"end\" x=\"%d\" y=\"%.1f\">%,d</text>", LEFT - 8, y + 4, trips));
        }
        for (int hour = 0; hour < 24; hour++) {
            int middle = LEFT + HOUR * hour + HOUR / 2;
            marks.add(mark("<text class=\"middle\" x=\"%d\" y=\"%d\">%02d</text>", middle, BOTTOM + 18, hour));
            marks.addAll(column(hour, top));
        }
        for (int i = 0; i < boroughs.size(); i++) {
            var one = boroughs.get(i);
            marks.add(mark(LEGEND, TOP + 22 * i, COLORS[i % COLORS.length], escapeXml10(one.name()), one.trips()));
        }
        return SVG.formatted(description(), headline(), String.join("\n", marks));
    }

    private List<String> column(int hour, long top) {
        var marks = new ArrayList<String>();
        long below = 0;
        for (int i = 0; i < boroughs.size(); i++) {
            long trips = boroughs.get(i).byHour().get(hour);
            int x = LEFT + HOUR * hour + 3;
            double y = y(below + trips, top);
            double height = y(below, top) - y;
            var color = COLORS[i % COLORS.length];
            var name = escapeXml10(boroughs.get(i).name());
            if (trips > 0) {
                marks.add(mark(SEGMENT, x, y, HOUR - 6, height, color, name, hour, trips));
            }
            below += trips;
        }
        return marks;
    }

    private static double y(long trips, long top) {
        return BOTTOM - (double) trips / top * (BOTTOM - TOP);
    }

    /** The distance of the grid lines, in trips: 1, 2 or 5 times a power of ten, so that there are at most six. */
    private static long gridStep(long peak) {
        long power = 1;
        while (power * 50 < peak) {
            power *= 10;
        }
        return Stream.of(power, 2 * power, 5 * power, 10 * power)
                .filter(step -> step * 5 >= peak)
                .findFirst()
                .orElseThrow();
    }

    private String description() {
        var sizes = boroughs.stream()
                .map(one -> one.name() + " " + number(one.trips()))
                .collect(joining(", "));
        return escapeXml10(
                "Busiest hour: %s, %s trips. By borough: %s.".formatted(all.peakHour(), number(all.peak()), sizes));
    }

    private static String mark(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String number(BigDecimal value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }
}
