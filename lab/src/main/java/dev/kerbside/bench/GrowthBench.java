package dev.kerbside.bench;

import dev.kerbside.Progress;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.commons.math3.stat.regression.SimpleRegression;

/**
 * Ingestion and the table's query at growing numbers of records, each in a new process: what grows with them, and what
 * does not.
 */
final class GrowthBench {
    private final BenchLab lab;
    private final Progress progress;

    GrowthBench(BenchLab lab, Progress progress) {
        this.lab = lab;
        this.progress = progress;
    }

    /**
     * @param sizes in numbers of records, the smallest first
     * @param end a size that would take longer is left out, and so are those after it; its time is expected
     *     on a straight line through those before, or to be that of the one before
     */
    List<Measurement> measure(List<Long> sizes, Instant end)
            throws IOException, InterruptedException, ExecutionException {
        List<Measurement> figures = new ArrayList<>();
        SimpleRegression seconds = new SimpleRegression();
        double last = 0;
        for (long size : sizes) {
            double expected = seconds.getN() < 2 ? last : seconds.predict(size);
            if (Instant.now().plusMillis((long) (1e3 * expected)).isAfter(end)) {
                progress.say(
                        "growth, %,d records left out: they would take longer than --minutes allows".formatted(size));
                break;
            }
            Instant began = Instant.now();
            String topic = lab.newTopic();
            IngestJob.Result ingest = lab.ingest(size, topic);
            progress.say("growth, %,d rows ingested in %.1f s".formatted(size, ingest.seconds()));
            StreamJob.Result result;
            try (var job = lab.stream(topic, StreamPlan.once(Variant.TABLE, size))) {
                result = job.result();
            }
            StreamJob.Run run = result.runs().get(0);
            progress.say("growth, %,d records streamed in %.1f s".formatted(size, run.seconds()));
            lab.delete(topic);
            String what = "ingest of %,d rows".formatted(size);
            figures.addAll(figures(what, ingest.seconds(), ingest.liveMb(), ingest.peakMb()));
            what = "the table of %,d records".formatted(size);
            figures.addAll(figures(what, run.seconds(), run.liveMb(), result.peakMb()));
            figures.add(figure(what + ": state", "MiB", run.stateBytes() / (1 << 20)));
            last = Duration.between(began, Instant.now()).toMillis() / 1e3;
            seconds.addData(size, last);
        }
        return figures;
    }

    private static List<Measurement> figures(String what, double seconds, double liveMb, double peakMb) {
        return List.of(
                figure(what, "s", seconds),
                figure(what + ": heap after GC", "MiB", liveMb),
                figure(what + ": peak memory", "MiB", peakMb));
    }

    private static Measurement figure(String what, String unit, double value) {
        return Measurement.alone("growth", what, unit, List.of(value));
    }
}
