package dev.kerbside.lessons.growth;

import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A small chart as an SVG element: a column a micro-batch, in parts if there are several values; the axis begins at 0.
 * It takes its colours from the page.
 *
 * @param columns for each micro-batch its values, from the bottom up
 */
record SmallColumns(String title, List<List<Double>> columns) {
    // The palette of Okabe and Ito, which colour-blind readers can tell apart.
    private static final String[] COLORS = {
        "#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#999999", "#f0e442"
    };

    private static final int LEFT = 62;
    private static final int RIGHT = 292;
    private static final int TOP = 40;
    private static final int BOTTOM = 146;

    String svg() {
        double top = Math.max(
                1, columns.stream().mapToDouble(SmallColumns::sum).max().orElse(1));
        double width = (double) (RIGHT - LEFT) / Math.max(1, columns.size());
        List<String> marks = new ArrayList<>();
        for (double part : new double[] {0, 0.5, 1}) {
            double y = y(part * top, top);
            marks.add(mark("<path class=\"grid\" d=\"M%d %.1fH%d\"/>", LEFT, y, RIGHT));
            marks.add(mark("<text class=\"end\" x=\"%d\" y=\"%.1f\">%,.0f</text>", LEFT - 6, y + 4, part * top));
        }
        for (int i = 0; i < columns.size(); i++) {
            double x = LEFT + i * width;
            double below = 0;
            for (int j = 0; j < columns.get(i).size(); j++) {
                double value = columns.get(i).get(j);
                double y = y(below + value, top);
                marks.add(mark(
                        "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%,.0f</title></rect>",
                        x + 4, y, width - 8, y(below, top) - y, COLORS[j % COLORS.length], value));
                below += value;
            }
            marks.add(mark("<text class=\"middle\" x=\"%.1f\" y=\"%d\">%d</text>", x + width / 2, BOTTOM + 17, i));
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 304 176\" role=\"img\">\n<text class=\"head\" x=\"12\" y=\"22\">%s</text>\n%s\n</svg>"
                .formatted(escapeXml10(title), String.join("\n", marks));
    }

    private static double sum(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double y(double value, double top) {
        return BOTTOM - value / top * (BOTTOM - TOP);
    }

    private static String mark(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
