package dev.kerbside.steps;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.summingLong;
import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

import dev.kerbside.steps.StepResult.Outcome;
import dev.kerbside.taxi.table.HourlyChart;
import dev.kerbside.taxi.table.HourlyRow;
import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.taxi.table.StackedColumns;
import dev.kerbside.text.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The report as a page: the templates {@code report*.html} with their places filled in. Every value is escaped. */
record ReportPage(List<StepResult> steps, HourlyTable table, Map<String, String> facts, String start) {
    static final String CSV = "hourly-summary.csv";
    private static final int ROWS = 48;
    private static final String NO_TABLE =
            "<p class=\"none\">The hourly table is not complete yet: there is no chart and no CSV.</p>";
    private static final String START =
            """
            <h2>How the lab started</h2>
            <div class="card">%s</div>""";
    private static final String OTHERS =
            """
            <details><summary>%s rows of other months: clocks that were wrong, and trips over the end of the month</summary>
            <div class="card hours"><table><thead>%s</thead><tbody>
            %s
            </tbody></table></div></details>""";
    private static final Pattern HASH = Pattern.compile("\\b(\\p{XDigit}{12})\\p{XDigit}{52}\\b");
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
                        "start", start.isEmpty() ? "" : START.formatted(start),
                        "steps", steps.stream().map(ReportPage::step).collect(joining("\n")),
                        "result", table == null ? NO_TABLE : result()));
    }

    private String result() {
        var chart = new HourlyChart(table);
        var month = month();
        var hours =
                table.rows().stream().collect(partitioningBy(row -> month(row).equals(month)));
        return fill(
                "report-result.html",
                Map.of(
                        "chart", new StackedColumns(chart).svg(),
                        "boroughColumns", header(HourlyChart.COLUMNS, 1),
                        "boroughs",
                                chart.boroughs().stream()
                                        .map(one -> row(one.cells(), 1))
                                        .collect(joining("\n")),
                        "all", row(chart.all().cells(), 1),
                        "headline", shown(chart.headline()),
                        "shown", shown(month, hours.get(true).size()),
                        "hourColumns", header(HourlyTable.COLUMNS, 3),
                        "hours", first(hours.get(true)),
                        "others", others(hours.get(false)),
                        "csv", CSV));
    }

    /** The month in which most of the trips ended; without trips, that of the first row. */
    private YearMonth month() {
        return table.rows().stream()
                .collect(groupingBy(ReportPage::month, TreeMap::new, summingLong(HourlyRow::tripCount)))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static YearMonth month(HourlyRow row) {
        return YearMonth.from(row.windowStart());
    }

    private static String shown(YearMonth month, int rows) {
        return rows == 0 ? "" : "The first %d of %s are here, all".formatted(Math.min(ROWS, rows), month);
    }

    private static String first(List<HourlyRow> rows) {
        return rows.stream().limit(ROWS).map(one -> row(cells(one), 3)).collect(joining("\n"));
    }

    /** Folded, because a wrong clock's hour would be the first one of the table otherwise. */
    private static String others(List<HourlyRow> rows) {
        return rows.isEmpty() ? "" : OTHERS.formatted(rows.size(), header(HourlyTable.COLUMNS, 3), first(rows));
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
        var otherwise = passed() ? "Every check held" : "Not every step is done";
        return failure().map(step -> "Failed at " + shown(step.id())).orElse(otherwise);
    }

    private String counts() {
        var seconds = steps.stream().mapToDouble(StepResult::seconds).sum();
        var parts = Stream.of(Outcome.values())
                .filter(outcome -> count(outcome) > 0)
                .map(outcome -> count(outcome) + " " + outcome);
        var time = seconds == 0 ? "" : " in %s s".formatted(oneDecimal(seconds));
        return "%s of %d steps%s".formatted(parts.collect(joining(", ")), steps.size(), time);
    }

    private static String fact(Map.Entry<String, String> fact) {
        return "<dt>%s</dt><dd>%s</dd>".formatted(shown(fact.getKey()), shown(fact.getValue()));
    }

    private static String reason(String reason) {
        return "<p class=\"reason\">" + shown(reason) + "</p>";
    }

    private static String step(StepResult step) {
        var reason = step.reason() == null ? "" : reason(step.reason());
        var skipped =
                step.skipped().stream().map(part -> reason("skipped: " + part)).collect(joining());
        var checked = step.checked().stream()
                .map(claim -> "<li>" + shown(HASH.matcher(claim).replaceAll("$1…")) + "</li>")
                .collect(joining());
        return """
                <tr class="%1$s"><td><span class="outcome">%1$s</span></td><td><b>%2$s</b><code>%3$s</code></td>
                <td class="claims">%4$s%5$s</td><td class="number">%6$s</td></tr>"""
                .formatted(
                        step.outcome(),
                        shown(step.title()),
                        shown(step.id()),
                        checked.isEmpty() ? "" : folded(step.checked().size(), checked),
                        reason + skipped,
                        step.seconds() == 0 ? "–" : oneDecimal(step.seconds()));
    }

    private static String folded(int count, String items) {
        return "<details><summary>%d %s</summary><ul>%s</ul></details>"
                .formatted(count, count == 1 ? "check" : "checks", items);
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
