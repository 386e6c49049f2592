package dev.kerbside.taxi.table;

import static java.util.stream.Collectors.joining;
import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Stacked columns, one an hour of the day, one colour a borough, as an SVG element that stands alone or inside a page:
 * no script, no outside font; it follows the reader's light or dark theme.
 */
public final class StackedColumns {
    // The palette of Okabe and Ito, which colour-blind readers can tell apart.
    private static final String[] COLORS = {
        "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999", "#f0e442"
    };

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

    private final HourlyChart chart;

    public StackedColumns(HourlyChart chart) {
        this.chart = chart;
    }

    public String svg() {
        long step = gridStep(chart.all().peak());
        long top = Math.max(1, (chart.all().peak() + step - 1) / step) * step;
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
        for (int i = 0; i < chart.boroughs().size(); i++) {
            var one = chart.boroughs().get(i);
            marks.add(mark(LEGEND, TOP + 22 * i, COLORS[i % COLORS.length], escapeXml10(one.name()), one.trips()));
        }
        return SVG.formatted(description(), chart.headline(), String.join("\n", marks));
    }

    private List<String> column(int hour, long top) {
        var marks = new ArrayList<String>();
        long below = 0;
        for (int i = 0; i < chart.boroughs().size(); i++) {
            long trips = chart.boroughs().get(i).byHour().get(hour);
            int x = LEFT + HOUR * hour + 3;
            double y = y(below + trips, top);
            double height = y(below, top) - y;
            var color = COLORS[i % COLORS.length];
            var name = escapeXml10(chart.boroughs().get(i).name());
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
        var sizes = chart.boroughs().stream()
                .map(one -> one.name() + " " + HourlyChart.number(one.trips()))
                .collect(joining(", "));
        return escapeXml10("Busiest hour: %s, %s trips. By borough: %s."
                .formatted(
                        chart.all().peakHour(), HourlyChart.number(chart.all().peak()), sizes));
    }

    private static String mark(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
