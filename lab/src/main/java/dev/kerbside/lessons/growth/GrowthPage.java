package dev.kerbside.lessons.growth;

import static java.util.stream.Collectors.joining;

import dev.kerbside.folder.AtomicFile;
import dev.kerbside.lessons.growth.Growing.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The plot of {@link Growing}: a self-contained page, three small charts a run. */
final class GrowthPage {
    private GrowthPage() {}

    static void write(Path page, List<Run> runs) throws IOException {
        String template;
        try (var in = GrowthPage.class.getResourceAsStream("growing.html")) {
            template = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        String html = template.replace(
                "{{runs}}", runs.stream().map(GrowthPage::section).collect(joining("\n")));
        Files.createDirectories(page.getParent());
        AtomicFile.write(page, file -> Files.writeString(file, html));
    }

    private static String section(Run run) {
        double seconds = run.batches().stream().mapToLong(MicroBatch::millis).sum() / 1e3;
        return String.format(
                Locale.ROOT,
                """
                <h2>%s</h2>
                <p class="soft">%d micro-batches in %.1f s; at the end %,d state rows, %,d kB, watermark %s</p>
                <div class="card">%s%s%s</div>""",
                run.size(),
                run.batches().size(),
                seconds,
                run.last().stateRows(),
                run.last().stateBytes() / 1_000,
                run.last().watermark(),
                chart("rows a second", run, batch -> List.of(batch.rowsPerSecond())),
                chart("lag, by partition", run, batch -> batch.lag().stream()
                        .map(Long::doubleValue)
                        .toList()),
                chart("state rows, as Spark counts", run, batch -> List.of((double) batch.stateRows())));
    }

    private static String chart(String title, Run run, Function<MicroBatch, List<Double>> values) {
        return new SmallColumns(title, run.batches().stream().map(values).toList()).svg();
    }
}
