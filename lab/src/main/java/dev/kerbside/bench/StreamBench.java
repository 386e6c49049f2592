package dev.kerbside.bench;

import dev.kerbside.Progress;
import dev.kerbside.bench.StreamJob.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * The job catching up on a topic, against the tutorial's own settings (200 shuffle partitions, one thread, a console of
 * 20 rows, Spark's Kafka defaults), and against one batch job with the same records. Each is a process of its own, with
 * the same flags; the start of the JVM and of the session does not count.
 */
final class StreamBench {
    private static final Map<String, String> TUTORIAL = Map.of(
            "spark.master", "local[1]",
            "consoleRows", "20",
            "kafka.max.poll.records", "500",
            "kafka.max.partition.fetch.bytes", "1048576",
            "maxOffsetsPerTrigger", "1000000000");

    private final BenchLab lab;
    private final Progress progress;

    StreamBench(BenchLab lab, Progress progress) {
        this.lab = lab;
        this.progress = progress;
    }

    List<Figure> measure(long records, int rounds) throws IOException, InterruptedException, ExecutionException {
        String topic = lab.newTopic();
        lab.ingest(records, topic);
        List<Double> ours = new ArrayList<>();
        List<Double> tutorial = new ArrayList<>();
        List<Double> batch = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            ours.add(rate(Kind.JOB, topic, records, Map.of()));
            batch.add(rate(Kind.BATCH, topic, records, Map.of()));
            tutorial.add(rate(Kind.TUTORIAL, topic, records, TUTORIAL));
            progress.say("stream, round %d of %d: %,.0f rows/s; tutorial's settings %,.0f; batch %,.0f"
                    .formatted(round, rounds, ours.get(round - 1), tutorial.get(round - 1), batch.get(round - 1)));
        }
        lab.delete(topic);
        String what = "the job catching up on %,d records".formatted(records);
        return List.of(
                new Figure("stream", what, "rows/s", ours, "the tutorial's settings", tutorial),
                new Figure("stream", what, "rows/s", ours, "one Spark batch job", batch));
    }

    private double rate(Kind kind, String topic, long records, Map<String, String> settings)
            throws IOException, InterruptedException {
        return lab.stream(kind, topic, records, settings).rowsPerSecond();
    }
}
