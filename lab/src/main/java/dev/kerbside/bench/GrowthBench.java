package dev.kerbside.bench;

import dev.kerbside.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Ingestion and job at growing numbers of records: what grows with them, and what does not. */
final class GrowthBench {
    private final BenchLab lab;
    private final Progress progress;

    GrowthBench(BenchLab lab, Progress progress) {
        this.lab = lab;
        this.progress = progress;
    }

    List<Figure> measure(List<Long> sizes) throws IOException, InterruptedException, ExecutionException {
        List<Figure> figures = new ArrayList<>();
        for (long size : sizes) {
            String topic = lab.newTopic();
            BenchJob.Result ingest = lab.ingest(size, topic);
            progress.say("growth, %,d rows ingested in %.1f s".formatted(size, ingest.seconds()));
            BenchJob.Result stream = lab.stream(StreamJob.Kind.JOB, topic, size, Map.of());
            progress.say("growth, %,d records streamed in %.1f s".formatted(size, stream.seconds()));
            lab.delete(topic);
            add(figures, "ingest of %,d rows".formatted(size), ingest);
            String what = "job on %,d records".formatted(size);
            add(figures, what, stream);
            figures.add(figure(what + ": state", "MiB", stream.stateBytes() / (1 << 20)));
        }
        return figures;
    }

    private static void add(List<Figure> figures, String what, BenchJob.Result result) {
        figures.add(figure(what, "s", result.seconds()));
        figures.add(figure(what + ": heap after GC", "MiB", result.liveMb()));
        figures.add(figure(what + ": peak memory", "MiB", result.peakMb()));
    }

    private static Figure figure(String what, String unit, double value) {
        return Figure.alone("growth", what, unit, List.of(value));
    }
}
