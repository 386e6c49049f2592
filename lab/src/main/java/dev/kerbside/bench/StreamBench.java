package dev.kerbside.bench;

import dev.kerbside.Progress;
import dev.kerbside.bench.StreamJob.Way;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The job catching up on a topic, against the tutorial's own settings and against one batch job, in turn in one warm
 * process; the start of the JVM and of the session does not count.
 */
final class StreamBench {
    private static final List<Way> OURS = List.of(Way.TABLE, Way.BATCH, Way.JOB);

    private final BenchLab lab;
    private final Progress progress;

    StreamBench(BenchLab lab, Progress progress) {
        this.lab = lab;
        this.progress = progress;
    }

    List<Figure> measure(long records, int rounds) throws IOException, InterruptedException, ExecutionException {
        String topic = lab.newTopic();
        lab.ingest(records, topic);
        progress.say("stream: %,d records, four ways, %d rounds after a warm-up".formatted(records, rounds));
        List<Way> turns = new ArrayList<>(OURS);
        for (int round = 1; round <= rounds; round++) {
            turns.addAll(OURS);
            // Its warm-up was that of the others: it is the same code.
            turns.add(Way.TUTORIAL);
        }
        StreamJob.Result result;
        try (var job = lab.stream(topic, records, turns)) {
            result = job.result();
        }
        lab.delete(topic);
        List<Double> table = rates(result, Way.TABLE, records, rounds);
        List<Double> job = rates(result, Way.JOB, records, rounds);
        List<Double> batch = rates(result, Way.BATCH, records, rounds);
        List<Double> tutorial = rates(result, Way.TUTORIAL, records, rounds);
        String tables = "the table's query, catching up on %,d records".formatted(records);
        String whole = "the whole job, with its dead letters";
        return List.of(
                figure(tables, table, "the tutorial's settings", tutorial),
                figure(tables, table, "one Spark batch job", batch),
                figure(whole, job, "the tutorial's settings (no dead letters)", tutorial),
                figure(whole, job, "one Spark batch job (no dead letters)", batch));
    }

    private Figure figure(String what, List<Double> ours, String against, List<Double> theirs) {
        return new Figure("stream", what, "rows/s", ours, against, theirs);
    }

    /** Of the last runs: those before were the warm-up. */
    private List<Double> rates(StreamJob.Result result, Way way, long records, int rounds) {
        List<StreamJob.Run> runs = result.of(way);
        List<Double> rates = runs.stream()
                .skip(runs.size() - rounds)
                .map(run -> records / run.seconds())
                .toList();
        progress.say("stream, %s: %s rows/s".formatted(way.text(), Spread.of(rates)));
        return rates;
    }
}
