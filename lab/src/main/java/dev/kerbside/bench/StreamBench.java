package dev.kerbside.bench;

import dev.kerbside.Progress;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * The job catching up on a topic, against the tutorial's own settings and against one batch job, in turn in one warm
 * process; the start of the JVM and of the session does not count.
 */
final class StreamBench {
    /** The whole job has the table's query, and the tutorial's way is the same code. */
    private static final List<Variant> WARM_UP = List.of(Variant.JOB, Variant.BATCH);

    private static final List<Variant> ROUND = List.of(Variant.TABLE, Variant.BATCH, Variant.JOB, Variant.TUTORIAL);

    private final BenchLab lab;
    private final Progress progress;

    StreamBench(BenchLab lab, Progress progress) {
        this.lab = lab;
        this.progress = progress;
    }

    List<Measurement> measure(long records, Rounds rounds)
            throws IOException, InterruptedException, ExecutionException {
        String topic = lab.newTopic();
        lab.ingest(records, topic);
        progress.say(
                "stream: %,d records, four ways, up to %d rounds after a warm-up".formatted(records, rounds.most()));
        StreamPlan plan = new StreamPlan(
                WARM_UP, records, ROUND, records, rounds.most(), rounds.end().toEpochMilli());
        StreamJob.Result result;
        try (var job = lab.stream(topic, plan)) {
            result = job.result();
        }
        lab.delete(topic);
        List<Double> table = rates(result, Variant.TABLE, records);
        List<Double> job = rates(result, Variant.JOB, records);
        List<Double> batch = rates(result, Variant.BATCH, records);
        List<Double> tutorial = rates(result, Variant.TUTORIAL, records);
        String tables = "the table's query, catching up on %,d records".formatted(records);
        String whole = "the whole job, with its dead letters";
        return List.of(
                figure(tables, table, "the tutorial's settings", tutorial),
                figure(tables, table, "one Spark batch job", batch),
                figure(whole, job, "the tutorial's settings (no dead letters)", tutorial),
                figure(whole, job, "one Spark batch job (no dead letters)", batch));
    }

    private Measurement figure(String what, List<Double> ours, String against, List<Double> theirs) {
        return new Measurement("stream", what, "rows/s", ours, against, theirs);
    }

    private List<Double> rates(StreamJob.Result result, Variant way, long records) {
        List<Double> rates =
                result.of(way).stream().map(run -> records / run.seconds()).toList();
        progress.say("stream, %s: %s rows/s".formatted(way.text(), Spread.of(rates)));
        return rates;
    }
}
