package dev.kerbside.cli;

import dev.kerbside.LabConfig;
import dev.kerbside.bench.Bench;
import dev.kerbside.bench.BenchReport;
import dev.kerbside.folder.FolderPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How fast the lab is, as ratios of two things that are measured in turn. */
@Command(
        name = "bench",
        description = "Measure how fast the lab is, against Kafka's and Spark's own tools, on labs that it starts.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private LabOptions options;

    @Parameters(
            paramLabel = "BENCH",
            defaultValue = "all",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Bench.Part part;

    @Option(
            names = "--records",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Records of ingest and stream (default: ${DEFAULT-VALUE}).")
    private long records;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Rounds of each, after a warm-up, if there is time (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            defaultValue = "12",
            description = "All together: fewer rounds, down to two, and smaller growth where it would take longer"
                    + " (default: ${DEFAULT-VALUE}).")
    private int minutes;

    @Override
    public Integer call() throws Exception {
        LabConfig config = LabConfig.in(options.dir()).build();
        try (Terminal terminal = new Terminal()) {
            long began = System.nanoTime();
            Bench bench = new Bench(config, records, rounds, Duration.ofMinutes(minutes), terminal);
            try {
                bench.measure(part);
            } finally {
                tell(bench.report(), (System.nanoTime() - began) / 1e9, terminal);
            }
        }
        return 0;
    }

    private void tell(BenchReport report, double seconds, Terminal terminal) {
        if (report.figures().isEmpty()) {
            return;
        }
        terminal.print("");
        report.facts().forEach(terminal::say);
        terminal.print("");
        terminal.print(report.table());
        Path folder = FolderPlan.REPORTS.in(options.dir());
        String name = "bench-" + part;
        report.write(folder, name);
        terminal.title("Measured in %.0f s. Every value: %s, %s"
                .formatted(seconds, folder.resolve(name + ".json"), name + ".md"));
    }
}
