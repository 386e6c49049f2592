package dev.kerbside.bench;

import dev.kerbside.folder.AtomicFile;
import dev.kerbside.folder.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What was measured, and on what.
 *
 * @param machine what it was measured on, and with which versions
 */
public record BenchReport(Map<String, String> machine, List<Measurement> figures) {
    private static final String HEAD =
            """
            | bench | what | unit | ours | against | theirs | ours ÷ theirs, 95% |
            |---|---|---|---|---|---|---|
            """;

    /**
     * The table in Markdown: the median of all rounds and, in brackets, the lowest and the highest; of the ratio, its 95%
     * confidence interval.
     */
    public String table() {
        StringBuilder text = new StringBuilder(HEAD);
        figures.forEach(figure -> text.append(row(figure)).append("\n"));
        return text.toString();
    }

    private static String row(Measurement figure) {
        boolean compared = !figure.theirs().isEmpty();
        return "| %s | %s | %s | %s | %s | %s | %s |"
                .formatted(
                        figure.bench(),
                        figure.what(),
                        figure.unit(),
                        Spread.of(figure.ours()),
                        compared ? figure.against() : "",
                        compared ? Spread.of(figure.theirs()) : "",
                        compared ? Spread.ofRatios(figure.ratios()) : "");
    }

    /** Machine and versions, a line each. */
    public List<String> facts() {
        return machine.entrySet().stream()
                .map(fact -> fact.getKey() + ": " + fact.getValue())
                .toList();
    }

    /** Writes {@code NAME.json}, with every value of every round, and {@code NAME.md}. */
    public void write(Path folder, String name) {
        Json.write(folder.resolve(name + ".json"), this);
        String text = "- " + String.join("\n- ", facts()) + "\n\n" + table();
        AtomicFile.write(folder.resolve(name + ".md"), temporary -> Files.writeString(temporary, text));
    }
}
