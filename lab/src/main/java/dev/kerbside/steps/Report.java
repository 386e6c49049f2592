package dev.kerbside.steps;

import dev.kerbside.folder.AtomicFile;
import dev.kerbside.folder.Json;
import dev.kerbside.taxi.table.HourlyTable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The report of a run, for people ({@code index.html}, self-contained) and for programs ({@code hourly-summary.csv},
 * {@code steps.json}). Each file appears whole or not at all.
 */
public final class Report {
    private Report() {}

    /**
     * Writes the three files into a folder, which is made if it is not there; files of an earlier run are replaced.
     *
     * @param steps in the order of the tutorial
     * @param table {@code null} if the run ended before it: then there is no CSV, and one of an earlier run is deleted
     * @param facts what to know of the run (file, rows, versions, …), shown in the map's order
     * @throws dev.kerbside.LabException if a file cannot be written; the message names it
     */
    public static void write(Path folder, List<StepResult> steps, HourlyTable table, Map<String, String> facts)
            throws IOException {
        write(folder, steps, table, facts, "");
    }

    /** The same, with how the lab started. @param start an SVG element, see {@link StartTimeline} */
    public static void write(
            Path folder, List<StepResult> steps, HourlyTable table, Map<String, String> facts, String start)
            throws IOException {
        Files.createDirectories(folder);
        var csv = folder.resolve(ReportPage.CSV);
        if (table == null) {
            Files.deleteIfExists(csv);
        } else {
            table.writeCsv(csv);
        }
        var entries = steps.stream().map(Report::entry).toList();
        Json.write(folder.resolve("steps.json"), entries);
        var page = new ReportPage(steps, table, facts, start).html();
        AtomicFile.write(folder.resolve("index.html"), file -> Files.writeString(file, page));
    }

    private static Map<String, Object> entry(StepResult step) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("id", step.id());
        entry.put("outcome", step.outcome());
        entry.put("seconds", BigDecimal.valueOf(step.seconds()).setScale(3, RoundingMode.HALF_UP));
        entry.put("checked", step.checked());
        entry.put("skipped", step.skipped());
        entry.put("reason", step.reason());
        return entry;
    }
}
