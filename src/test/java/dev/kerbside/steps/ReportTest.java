package dev.kerbside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import dev.kerbside.steps.StepResult.Outcome;
import dev.kerbside.taxi.table.HourlyRow;
import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.text.Visible;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final StepResult PASSED =
            new StepResult("03-ingest", "Ingest", Outcome.PASSED, 2.00049, List.of("60 records", "3 partitions"), null);
    private static final StepResult FAILED =
            new StepResult("06-parse", "Parse", Outcome.FAILED, 1.5, List.of(), "1 record is <b>\"not\" JSON</b>");
    private static final StepResult SKIPPED =
            new StepResult("07-join-zones", "Join", Outcome.SKIPPED, 0, List.of(), "06-parse failed");

    private static final List<String> HOSTILE = List.of(
            "<script>document.title='owned'</script>",
            "</script></style></title></svg><img src=x onerror=alert(1)>",
            "\" onmouseover=\"alert(1)\" x='",
            "' onload='alert(1)",
            "]]> <!-- <![CDATA[ -->",
            "{{steps}} &lt;b&gt; &#60;i&#62; <a href=javascript:alert(1)>",
            "two\nlines",
            "right\u202eto left\u2066",
            "\u001b[31mred",
            "\u05d0\u05d1\u05d2 <b>");

    @TempDir
    private Path folder;

    @Test
    void stepsJsonHasWhatProgramsNeed() throws IOException {
        Report.write(folder, List.of(PASSED, FAILED), null, Map.of());
        assertThat(Files.readString(folder.resolve("steps.json")))
                .isEqualToIgnoringWhitespace(
                        """
                        [ {
                          "id" : "03-ingest",
                          "outcome" : "passed",
                          "seconds" : 2.000,
                          "checked" : [ "60 records", "3 partitions" ],
                          "skipped" : [ ],
                          "reason" : null
                        }, {
                          "id" : "06-parse",
                          "outcome" : "failed",
                          "seconds" : 1.500,
                          "checked" : [ ],
                          "skipped" : [ ],
                          "reason" : "1 record is <b>\\"not\\" JSON</b>"
                        } ]""");
    }

    @Test
    void whatAStepLeftOutStandsBesideWhatItHas() throws IOException {
        var step = new StepResult(
                "27-permissions", "Rights", Outcome.PASSED, 1, List.of("a claim"), List.of("a part, because"), null);
        assertThat(page(List.of(step), null))
                .contains("<li>a claim</li>", "<p class=\"reason\">skipped: a part, because</p>");
    }

    @Test
    void aRunWhereEveryStepPassedSaysSo() throws IOException {
        assertThat(page(List.of(PASSED), table(1)))
                .contains("<h1>Every check held</h1>", "1 passed of 1 steps in 2.0 s", "<li>3 partitions</li>");
    }

    @Test
    void aFailedRunNamesTheStepAndTheReasonAtTheTop() throws IOException {
        var top = page(List.of(PASSED, FAILED, SKIPPED), null).split("<h2>")[0];
        assertThat(top)
                .contains("<h1>Failed at 06-parse</h1>", "1 passed, 1 failed, 1 skipped of 3 steps")
                .contains("1 record is &lt;b&gt;&quot;not&quot; JSON&lt;/b&gt;")
                .doesNotContain("Every check held");
    }

    @Test
    void aRunWithASkippedStepOrWithoutStepsDidNotPass() throws IOException {
        assertThat(page(List.of(PASSED, SKIPPED), table(1))).contains("<h1>Not every step is done</h1>");
        assertThat(page(List.of(), null)).contains("<h1>Not every step is done</h1>");
    }

    @Test
    void everythingThatComesFromOutsideIsEscaped() throws IOException {
        var evil = "<script>alert('{{facts}} $1 \u001b[31m')</script>";
        var step = new StepResult(evil, evil, Outcome.FAILED, 1, List.of(evil), evil);
        Report.write(folder, List.of(step), new HourlyTable(List.of(row(0, evil))), Map.of(evil, evil));
        assertThat(read("index.html"))
                .contains("&lt;script&gt;alert(&apos;{{facts}} $1 \\u001B[31m&apos;)&lt;/script&gt;")
                .doesNotContain("<script", "\u001b");
    }

    /** As a browser reads it: no element, attribute or direction of writing comes from others. */
    @Test
    void hostileNamesAreOnlyText() throws IOException {
        var tags = new TreeSet<String>();
        var attributes = new TreeSet<String>();
        look(parse("Bronx", "green.parquet"), tags, attributes);
        for (String hostile : HOSTILE) {
            var foreignTags = new TreeSet<String>();
            var foreignAttributes = new TreeSet<String>();
            var page = parse(hostile, hostile);
            look(page, foreignTags, foreignAttributes);

            assertThat(foreignTags).as(hostile).isEqualTo(tags);
            assertThat(foreignAttributes).as(hostile).isEqualTo(attributes);
            assertThat(page.text()).as(hostile).contains(Visible.of(hostile).replace('\n', ' '));
            assertThat(page.html()).as(hostile).doesNotContain("\u202e", "\u2066", "\u001b");
        }
    }

    private Document parse(String borough, String file) throws IOException {
        var step = new StepResult("01-load-dataset", "Load", Outcome.FAILED, 1, List.of(file), file);
        Report.write(folder, List.of(step), new HourlyTable(List.of(row(0, borough))), Map.of("File", file));
        return Jsoup.parse(read("index.html"));
    }

    private static void look(Document page, Set<String> tags, Set<String> attributes) {
        page.getAllElements().forEach(element -> {
            tags.add(element.tagName());
            element.attributes().forEach(one -> attributes.add(element.tagName() + " " + one.getKey()));
        });
    }

    @Test
    void thePageNeedsNothingFromOutside() throws IOException {
        var page = page(List.of(PASSED), table(1)).replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
        assertThat(page).contains("<svg").doesNotContain("http:", "https:", "src=", "@import", "url(", "{{");
    }

    @Test
    void factsKeepTheirOrder() throws IOException {
        var facts = new LinkedHashMap<String, String>();
        List.of("rows", "file", "started", "a").forEach(name -> facts.put(name, name + "!"));
        Report.write(folder, List.of(PASSED), null, facts);
        assertThat(read("index.html"))
                .containsSubsequence(
                        "<dt>rows</dt><dd>rows!</dd>", "<dt>file</dt>", "<dt>started</dt>", "<dt>a</dt><dd>a!</dd>");
    }

    @Test
    void thePageShowsTheFirst48HoursAndLinksToAll() throws IOException {
        var page = page(List.of(PASSED), table(50));
        assertThat(page)
                .contains("50 rows in 50 one-hour windows, 50 trips. The first 48 of 2022-01 are here, all in")
                .contains("<td>2022-01-02 23:00</td>", "href=\"hourly-summary.csv\"")
                .doesNotContain("<td>2022-01-03 00:00</td><td>2022-01-03 01:00</td>");
    }

    @Test
    void hoursOfOtherMonthsAreFoldedBelowThoseOfTheMonth() throws IOException {
        var rows = new java.util.ArrayList<>(table(3).rows());
        rows.add(0, at(LocalDateTime.of(2008, 12, 31, 23, 0)));
        var page = page(List.of(PASSED), new HourlyTable(rows));
        assertThat(page)
                .containsSubsequence(
                        "The first 3 of 2022-01",
                        "<td>2022-01-01 00:00</td>",
                        "<details><summary>1 rows of other months")
                .containsSubsequence("<details><summary>1 rows", "<td>2008-12-31 23:00</td>", "</details>");
    }

    @Test
    void theChartComesFirstThenTheStepsAndTheFactsLast() throws IOException {
        Report.write(folder, List.of(PASSED), table(1), Map.of("Java", "17"));
        assertThat(read("index.html"))
                .containsSubsequence(
                        "<h1>", "<svg", "By pick-up borough", "By hour", "<h2>Steps</h2>", "<dt>Java</dt>");
    }

    @Test
    void passedChecksAreFoldedAndTheirHashesShortened() throws IOException {
        var hash = "d418588bbe3c".repeat(6).substring(0, 64);
        var step = new StepResult("01-load", "Load", Outcome.PASSED, 1, List.of("SHA-256: " + hash), null);
        Report.write(folder, List.of(step), null, Map.of());
        assertThat(read("index.html"))
                .contains("<details><summary>1 check</summary><ul><li>SHA-256: d418588bbe3c…</li>")
                .doesNotContain(hash);
        assertThat(read("steps.json")).contains(hash);
    }

    @Test
    void withoutTimesThereAreNone() throws IOException {
        var step = new StepResult("03-ingest", "Ingest", Outcome.PASSED, 0, List.of(), null);
        assertThat(page(List.of(step), null)).contains("<p>1 passed of 1 steps</p>", "<td class=\"number\">–</td>");
    }

    @Test
    void theCsvIsTheTablesOwn() throws IOException {
        Report.write(folder, List.of(PASSED), table(3), Map.of());
        table(3).writeCsv(folder.resolve("expected.csv"));
        assertThat(folder.resolve("hourly-summary.csv")).hasSameTextualContentAs(folder.resolve("expected.csv"));
    }

    @Test
    void aRunWithoutTableLeavesNoCsvOfAnEarlierRun() throws IOException {
        Report.write(folder, List.of(PASSED), table(3), Map.of());
        Report.write(folder, List.of(FAILED), null, Map.of());
        assertThat(names()).containsExactlyInAnyOrder("index.html", "steps.json");
        assertThat(read("index.html")).doesNotContain("hourly-summary.csv").contains("there is no chart");
    }

    @Test
    void aFileThatCannotBeReplacedIsNamedAndLeavesNothingHalfWritten() throws IOException {
        Files.createDirectories(folder.resolve("hourly-summary.csv/in-the-way"));
        assertThatThrownBy(() -> Report.write(folder, List.of(PASSED), table(3), Map.of()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("hourly-summary.csv");
        assertThat(names()).containsExactly("hourly-summary.csv");
    }

    @Test
    void theFolderIsMadeIfItIsNotThere() throws IOException {
        Report.write(folder.resolve("a/report"), List.of(PASSED), null, Map.of());
        assertThat(folder.resolve("a/report/index.html")).isNotEmptyFile();
    }

    private String page(List<StepResult> steps, HourlyTable table) throws IOException {
        Report.write(folder, steps, table, Map.of());
        return read("index.html");
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static HourlyTable table(int hours) {
        return new HourlyTable(
                IntStream.range(0, hours).mapToObj(hour -> row(hour, "Bronx")).toList());
    }

    private static HourlyRow row(int hour, String borough) {
        return row(LocalDateTime.of(2022, 1, 1, 0, 0).plusHours(hour), borough);
    }

    private static HourlyRow at(LocalDateTime start) {
        return row(start, "Bronx");
    }

    private static HourlyRow row(LocalDateTime start, String borough) {
        var one = new BigDecimal("1.00");
        return new HourlyRow(start, start.plusHours(1), borough, 1, null, one, one, one, one, one, one, one);
    }
}
