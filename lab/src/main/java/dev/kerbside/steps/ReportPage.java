package dev.kerbside.steps;

import static java.util.stream.Collectors.joining;
import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

import dev.kerbside.Visible;
import dev.kerbside.steps.StepResult.Outcome;
import dev.kerbside.taxi.HourlyChart;
import dev.kerbside.taxi.HourlyRow;
import dev.kerbside.taxi.HourlyTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The report as a page: the templates {@code report*.html} with their places filled in. Every value is escaped. */
record ReportPage(List<StepResult> steps, HourlyTable table, Map<String, String> facts) {
    static final String CSV = "hourly-summary.csv";
    private static final int ROWS = 48;
    private static final String NO_TABLE =
            "<p class=\"none\">The run ended before the hourly table was complete: there is no chart and no CSV.</p>";
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    String html() {
        return fill(
                "report.html",
                Map.of(
                        "state", passed() ? "passed" : "failed",
                        "verdict", verdict(),
                        "counts", counts(),
                        "cause",
                                failure()
                                        .map(StepResult::reason)
                                        .map(ReportPage::reason)
                                        .orElse(""),
                        "facts", facts.entrySet().stream().map(ReportPage::fact).collect(joining("\n")),
                        "steps", steps.stream().map(ReportPage::step).collect(joining("\n")),
                        "result", table == null ? NO_TABLE : result()));
    }

    private String result() {
        var chart = new HourlyChart(table);
        return fill(
                "report-result.html",
                Map.of(
                        "chart", chart.svg(),
                        "boroughColumns", header(HourlyChart.COLUMNS, 1),
                        "boroughs",
                                chart.boroughs().stream()
                                        .map(one -> row(one.cells(), 1))
                                        .collect(joining("\n")),
                        "all", row(chart.all().cells(), 1),
                        "headline", shown(chart.headline()),
                        "shown", String.valueOf(Math.min(ROWS, table.rows().size())),
                        "hourColumns", header(HourlyTable.COLUMNS, 3),
                        "hours",
                                table.rows().stream()
                                        .limit(ROWS)
                                        .map(one -> row(cells(one), 3))
                                        .collect(joining("\n")),
                        "csv", CSV));
    }

    private static String fill(String template, Map<String, String> places) {
        return PLACE.matcher(text(template)).replaceAll(place -> Matcher.quoteReplacement(places.get(place.group(1))));
    }

    private static String text(String resource) {
        try (var in = ReportPage.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean passed() {
        return !steps.isEmpty() && count(Outcome.PASSED) == steps.size();
    }

    private long count(Outcome outcome) {
        return steps.stream().filter(step -> step.outcome() == outcome).count();
    }

    private Optional<StepResult> failure() {
        return steps.stream().filter(step -> step.outcome() == Outcome.FAILED).findFirst();
    }

    private String verdict() {
        var otherwise = passed() ? "Every check held" : "The run did not finish";
        return failure().map(step -> "Failed at " + shown(step.id())).orElse(otherwise);
    }

    private String counts() {
        var seconds = steps.stream().mapToDouble(StepResult::seconds).sum();
        var parts = Stream.of(Outcome.values())
                .filter(outcome -> count(outcome) > 0)
                .map(outcome -> count(outcome) + " " + outcome);
        return "%s of %d steps in %s s".formatted(parts.collect(joining(", ")), steps.size(), oneDecimal(seconds));
    }

    private static String fact(Map.Entry<String, String> fact) {
        return "<dt>%s</dt><dd>%s</dd>".formatted(shown(fact.getKey()), shown(fact.getValue()));
    }

    private static String reason(String reason) {
        return "<p class=\"reason\">" + shown(reason) + "</p>";
    }

    private static String step(StepResult step) {
        var reason = step.reason() == null ? "" : reason(step.reason());
        var checked = step.checked().stream()
                .map(claim -> "<li>" + shown(claim) + "</li>")
                .collect(joining());
        return """
                <tr class="%1$s"><td><span class="outcome">%1$s</span></td><td><b>%2$s</b><code>%3$s</code></td>
                <td class="claims">%4$s%5$s</td><td class="number">%6$s</td></tr>"""
                .formatted(
                        step.outcome(),
                        shown(step.title()),
                        shown(step.id()),
                        checked.isEmpty() ? "" : "<ul>" + checked + "</ul>",
                        reason,
                        step.outcome() == Outcome.SKIPPED ? "–" : oneDecimal(step.seconds()));
    }

    /** A row of cells; those from {@code numbers} on are numbers. */
    private static String row(List<String> cells, int numbers) {
        return "<tr>" + cells("td", cells, numbers) + "</tr>";
    }

    /** A row of column names, which may break where a capital begins a word. */
    private static String header(List<String> names, int numbers) {
        return "<tr>" + cells("th", names, numbers).replaceAll("(?<=[a-z])(?=[A-Z])", "<wbr>") + "</tr>";
    }

    private static String cells(String tag, List<String> cells, int numbers) {
        return IntStream.range(0, cells.size())
                .mapToObj(i -> "<%1$s%2$s>%3$s</%1$s>"
                        .formatted(tag, i < numbers ? "" : " class=\"number\"", shown(cells.get(i))))
                .collect(joining());
    }

    private static List<String> cells(HourlyRow row) {
        var times = Stream.of(row.windowStart(), row.windowEnd()).map(MINUTE::format);
        var amounts = Stream.of(
                        row.avgPassengerCount(),
                        row.totalDistance(),
                        row.avgDistance(),
                        row.avgTipAmount(),
                        row.totalFareAmount(),
                        row.avgFareAmount(),
                        row.totalTripAmount(),
                        row.avgTripAmount())
                .map(amount -> amount == null ? "–" : String.format(Locale.ROOT, "%,.2f", amount));
        var named = Stream.of(HourlyChart.borough(row), String.format(Locale.ROOT, "%,d", row.tripCount()));
        return Stream.of(times, named, amounts).flatMap(cells -> cells).toList();
    }

    /** A text of others, as text. */
    private static String shown(String text) {
        return escapeXml10(Visible.of(text));
    }

    private static String oneDecimal(double seconds) {
        return String.format(Locale.ROOT, "%,.1f", seconds);
    }
}
