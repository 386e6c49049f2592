package dev.kerbside.bench;

import dev.kerbside.Progress;
import dev.kerbside.bench.StreamJob.Way;
import dev.kerbside.taxi.Names;
import dev.kerbside.taxi.TripFile;
import dev.kerbside.taxi.TripProducer;
import dev.kerbside.taxi.TripTopic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The time from a record's production (its timestamp) to the commit of the micro-batch that has it in the table, while
 * 2,000 records a second come: of those that come once the job is warm, a round being the same part of the time.
 */
final class LatencyBench {
    private static final int RATE = 2_000;
    private static final int COLD_SECONDS = 40;
    private static final int SECONDS = 70;

    private final BenchLab lab;
    private final Progress progress;

    LatencyBench(BenchLab lab, Progress progress) {
        this.lab = lab;
        this.progress = progress;
    }

    List<Figure> measure(int rounds) throws IOException, InterruptedException, ExecutionException {
        List<List<Double>> seconds = seconds(rounds);
        return List.of(figure("p50", 0.50, seconds), figure("p95", 0.95, seconds));
    }

    private static Figure figure(String name, double share, List<List<Double>> seconds) {
        String what = "produced to in the table, at %,d records/s, %s".formatted(RATE, name);
        return Figure.alone("latency", what, "s", quantiles(seconds, share));
    }

    private static List<Double> quantiles(List<List<Double>> rounds, double share) {
        return rounds.stream()
                .map(seconds -> seconds.stream().sorted().toList())
                .map(sorted -> sorted.get((int) (share * (sorted.size() - 1))))
                .toList();
    }

    /** Of each record that came to the warm job, by round. */
    private List<List<Double>> seconds(int rounds) throws IOException, InterruptedException, ExecutionException {
        long records = RATE * SECONDS;
        progress.say("latency: %,d records a second for %d s".formatted(RATE, SECONDS));
        String topic = lab.newTopic();
        StreamJob.Run run;
        try (var job = lab.stream(topic, records, Way.JOB);
                TripFile trips = TripFile.openLocal(lab.trips(records))) {
            new TripProducer(lab.kafka(), topic, RATE).send(trips, sent -> {});
            run = job.result().runs().get(0);
        }
        List<List<Double>> seconds = Stream.generate(() -> (List<Double>) new ArrayList<Double>())
                .limit(rounds)
                .toList();
        long cold = COLD_SECONDS * RATE / Names.PARTITIONS;
        // Where the records do not divide evenly, some partitions have one more.
        long warm = records / Names.PARTITIONS + 1 - cold;
        new TripTopic(lab.kafka(), topic).forEach(record -> {
            if (record.offset() >= cold) {
                seconds.get((int) ((record.offset() - cold) * rounds / warm))
                        .add((ended(run.batches(), record.partition(), record.offset()) - record.timestamp()) / 1e3);
            }
        });
        lab.delete(topic);
        return seconds;
    }

    private static long ended(List<MicroBatch> batches, int partition, long offset) {
        return batches.stream()
                .filter(batch -> batch.offsets().getOrDefault(partition, 0L) > offset)
                .findFirst()
                .orElseThrow()
                .endedMillis();
    }
}
