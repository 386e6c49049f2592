package dev.kerbside.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kerbside.folder.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {
    private static final Measurement INGEST = new Measurement(
            "ingest", "rows", "rows/s", List.of(50.0, 90.0, 60.0), "the generator", List.of(100.0, 100.0, 80.0));
    private static final Measurement MEMORY = Measurement.alone("start", "peak memory", "MiB", List.of(1317.0));

    @Test
    void theRatioIsTakenRoundByRound() {
        assertThat(INGEST.ratios()).containsExactly(0.5, 0.9, 0.75);
        assertThat(MEMORY.ratios()).isEmpty();
    }

    @Test
    void theIntervalOfARatioIsStudents() {
        // Of logarithms 0, ln 2 and 2 ln 2: mean ln 2, deviation ln 2, and 4.303 for two degrees of freedom.
        double half = Math.log(2) * 4.302653 / Math.sqrt(3);

        Spread spread = Spread.ofRatios(List.of(1.0, 4.0, 2.0));

        assertThat(spread.median()).isEqualTo(2);
        assertThat(Math.log(spread.highest() / 2)).isCloseTo(half, within(1e-5));
        assertThat(Math.log(2 / spread.lowest())).isCloseTo(half, within(1e-5));
        assertThat(Spread.ofRatios(List.of(0.5))).hasToString("0.50");
    }

    @Test
    void aRowHasMedianAndEnds() {
        assertThat(new BenchReport(Map.of(), List.of(INGEST, MEMORY)).table())
                .endsWith(
                        """
                        | ingest | rows | rows/s | 60.0 (50.0 to 90.0) | the generator | 100 (80.0 to 100) | 0.75 (0.33 to 1.47) |
                        | start | peak memory | MiB | 1,317 |  |  |  |
                        """);
    }

    @Test
    void theMedianOfTwoIsBetweenThem() {
        assertThat(Spread.of(List.of(2.0, 1.0)))
                .isEqualTo(new Spread(1.5, 1, 2))
                .hasToString("1.50 (1.00 to 2.00)");
    }

    @Test
    void everyValueIsInTheJsonAndTheTableBesideIt(@TempDir Path folder) throws Exception {
        BenchReport report = new BenchReport(Map.of("Java", "17"), List.of(INGEST));

        report.write(folder, "bench-ingest");

        assertThat(Json.read(folder.resolve("bench-ingest.json"), BenchReport.class))
                .isEqualTo(report);
        assertThat(Files.readString(folder.resolve("bench-ingest.md")))
                .startsWith("- Java: 17\n\n| bench |")
                .endsWith(report.table());
    }
}
