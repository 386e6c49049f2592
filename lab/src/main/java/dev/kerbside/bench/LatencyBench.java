package dev.kerbside.bench;

import dev.kerbside.Progress;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.topic.TripProducer;
import dev.kerbside.taxi.topic.TripTopic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The time from a record's production (its timestamp) to the commit of the micro-batch that has it in the table.
 * Meanwhile 2,000 records a second come to the warm job. A round is eight seconds of them.
 */
final class LatencyBench {
    private static final int RATE = 2_000;
    private static final long WARM_UP = 15 * Variant.SMALL;
    private static final int ROUND_SECONDS = 8;
    /** It starts once more, and catches up on what it has had for a warm-up. */
    private static final int CATCHING_UP_SECONDS = 10;

    private final BenchLab lab;
    private final Progress progress;

    LatencyBench(BenchLab lab, Progress progress) {
        this.lab = lab;
        this.progress = progress;
    }

    List<Measurement> measure(int rounds) throws IOException, InterruptedException, ExecutionException {
        List<List<Double>> seconds = seconds(rounds);
        return List.of(figure("p50", 0.50, seconds), figure("p95", 0.95, seconds));
    }

    private static Measurement figure(String name, double share, List<List<Double>> rounds) {
        String what = "produced to in the table, at %,d records/s, %s".formatted(RATE, name);
        List<Double> values = rounds.stream()
                .map(seconds -> seconds.stream().sorted().toList())
                .map(sorted -> sorted.get((int) (share * (sorted.size() - 1))))
                .toList();
        return Measurement.alone("latency", what, "s", values);
    }

    /** Of each record, by round. */
    private List<List<Double>> seconds(int rounds) throws IOException, InterruptedException, ExecutionException {
        int all = CATCHING_UP_SECONDS + rounds * ROUND_SECONDS;
        long records = RATE * all;
        progress.say("latency: %,d records a second for %d s, after a warm-up".formatted(RATE, all));
        String topic = lab.newTopic();
        send(WARM_UP, topic, 0);
        StreamJob.Run run;
        long from;
        StreamPlan plan =
                new StreamPlan(List.of(Variant.SMALL_BATCHES), WARM_UP, List.of(Variant.JOB), WARM_UP + records, 1, 0);
        try (var job = lab.stream(topic, plan)) {
            job.awaitFile();
            from = System.currentTimeMillis() + CATCHING_UP_SECONDS * 1_000;
            send(records, topic, RATE);
            run = job.result().runs().get(0);
        }
        List<List<Double>> seconds = Stream.generate(() -> (List<Double>) new ArrayList<Double>())
                .limit(rounds)
                .toList();
        new TripTopic(lab.kafka(), topic).forEach(record -> {
            long round = Math.floorDiv(record.timestamp() - from, ROUND_SECONDS * 1_000L);
            if (round >= 0 && round < rounds) {
                seconds.get((int) round)
                        .add((ended(run.batches(), record.partition(), record.offset()) - record.timestamp()) / 1e3);
            }
        });
        lab.delete(topic);
        return seconds;
    }

    private void send(long records, String topic, double rowsPerSecond) throws IOException {
        try (TripFile trips = TripFile.openLocal(lab.trips(records))) {
            new TripProducer(lab.kafka(), topic, rowsPerSecond).send(trips, sent -> {});
        }
    }

    private static long ended(List<MicroBatch> batches, int partition, long offset) {
        return batches.stream()
                .filter(batch -> batch.offsets().getOrDefault(partition, 0L) > offset)
                .findFirst()
                .orElseThrow()
                .endedMillis();
    }
}
