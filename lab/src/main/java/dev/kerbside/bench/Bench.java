package dev.kerbside.bench;

import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.Progress;
import dev.kerbside.folder.FolderPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.io.FileUtils;

/** The benches, one after the other. */
public final class Bench {
    private static final List<Long> SIZES = List.of(100_000L, 1_000_000L, 10_000_000L);

    private final LabConfig config;
    private final long records;
    private final int rounds;
    private final Instant end;
    private final Progress progress;
    // The machine as it is before.
    private final Map<String, String> machine = Machine.facts();
    private final List<Measurement> figures = new ArrayList<>();

    /** Which of them, in turn. */
    public enum Part {
        START(4),
        INGEST(4),
        STREAM(7),
        LATENCY(2),
        GROWTH(2),
        /** {@code ./mvnw verify} by phase; not in {@link #ALL}, because it takes longer than all others together. */
        SUITE(0),
        /** All but the suite. */
        ALL(0);

        /** Of the time: what it needs, beside the others. */
        private final int share;

        Part(int share) {
            this.share = share;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param config of the labs that it starts
     * @param records of ingest and stream
     * @param rounds of each after a warm-up, if there is time
     * @param limit of all together: each has a share, and takes fewer rounds, or sizes, where more would not end in it
     */
    public Bench(LabConfig config, long records, int rounds, Duration limit, Progress progress) {
        this.config = config;
        this.records = records;
        this.rounds = rounds;
        this.end = Instant.now().plus(limit);
        this.progress = progress;
    }

    /** What is measured so far; also where the rest failed. */
    public BenchReport report() {
        return new BenchReport(machine, List.copyOf(figures));
    }

    /** Measures, and ends all that it has started. */
    public void measure(Part part) throws Exception {
        if (isIn(part, Part.START)) {
            figures.addAll(new StartBench(config.folder(), progress).measure(rounds(part, Part.START)));
        }
        if (part == Part.SUITE) {
            figures.addAll(suite());
        } else if (part != Part.START) {
            try (Lab started = Lab.start(config, progress)) {
                BenchLab lab = new BenchLab(started);
                if (isIn(part, Part.INGEST)) {
                    figures.addAll(new IngestBench(lab, progress).measure(records, rounds(part, Part.INGEST)));
                }
                if (isIn(part, Part.STREAM)) {
                    figures.addAll(new StreamBench(lab, progress).measure(records, rounds(part, Part.STREAM)));
                }
                if (isIn(part, Part.LATENCY)) {
                    figures.addAll(new LatencyBench(lab, progress).measure(rounds));
                }
                if (isIn(part, Part.GROWTH)) {
                    figures.addAll(new GrowthBench(lab, progress).measure(SIZES, end));
                }
            }
        }
    }

    /** A part that begins now has its share of the time that is left to it and to those after it. */
    private Rounds rounds(Part asked, Part part) {
        int shares = Arrays.stream(Part.values())
                .filter(later -> later.compareTo(part) >= 0 && isIn(asked, later))
                .mapToInt(later -> later.share)
                .sum();
        Instant now = Instant.now();
        return new Rounds(
                rounds,
                now.plus(Duration.between(now, end).multipliedBy(part.share).dividedBy(shares)));
    }

    private List<Measurement> suite() throws IOException, InterruptedException {
        Path folder = FolderPlan.SUITE.in(config.folder());
        FileUtils.deleteDirectory(folder.toFile());
        List<Measurement> figures = new SuiteBench(folder, progress).measure(rounds);
        // Only now: where it failed, the folder is there to look at.
        FileUtils.deleteDirectory(folder.toFile());
        return figures;
    }

    private static boolean isIn(Part asked, Part part) {
        return asked == part || asked == Part.ALL;
    }
}
