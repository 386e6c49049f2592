package dev.kerbside.lessons.failures;

import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.job.TripsToHdfs;
import dev.kerbside.taxi.topic.TripProducer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;

/**
 * A month of trips is sent to a topic and counted by {@link TripsToHdfs}, while something is killed again and again at
 * random moments. What came of it is in the topic and in HDFS: {@link DeliveryEvidence}.
 */
public final class ChaosRun {
    /** What a kill and all that comes with it may take; measured from the first one on. */
    private static final double SECONDS_A_KILL = 100;

    /**
     * Spark asks by an admin client where the partitions end. It may have chosen a broker which is then taken out of
     * the cluster. Then it waits until its time is up, by default a minute, and Spark asks again.
     */
    private static final String ADMIN_PATIENCE_MILLIS = "20000";

    private final TutorialContext context;
    private final ChaosPlan plan;

    ChaosRun(TutorialContext context, ChaosPlan plan) {
        this.context = context;
        this.plan = plan;
    }

    ChaosOutcome run() throws Exception {
        TripProducer producer = new TripProducer(context.kafka(), plan.topic(), rate(SECONDS_A_KILL));
        try (FileSystem fs = context.hdfs();
                TendedJob job = plan.fault().isOnYarn()
                        ? new YarnJob(context, plan, settings())
                        : new SupervisedJob(context.lab(), plan.job(), settings())) {
            JobProgress progress = JobProgress.of(fs, plan.folder());
            CompletableFuture<Sent> sending = CompletableFuture.supplyAsync(() -> send(producer));
            JobWaits waits = new JobWaits(context, plan, progress, sending);
            FaultInjector strikes = new FaultInjector(context, plan, job, progress, waits);
            strikeAll(strikes, producer);
            producer.rowsPerSecond(0);
            Sent sent = sending.join();
            waits.forAllRead();
            if (sent.malformed() > 0) {
                waits.forLetters();
            }
            return new ChaosOutcome(
                    plan.fault(),
                    plan.store(),
                    plan.seed(),
                    plan.kills(),
                    sent.acknowledged(),
                    sent.malformed(),
                    strikes.inTheMiddle(),
                    job.starts(),
                    strikes.recoveryMillis());
        } finally {
            producer.stop();
        }
    }

    private void strikeAll(FaultInjector strikes, TripProducer producer) throws Exception {
        double slowest = 0;
        for (int kill = 1; kill <= plan.kills(); kill++) {
            context.narrator().progress("%s, kill %d of %d".formatted(plan.fault(), kill, plan.kills()));
            long began = System.nanoTime();
            strikes.strike();
            slowest = Math.max(slowest, (System.nanoTime() - began) / 1e9);
            if (!strikes.recoveryMillis().isEmpty()) {
                producer.rowsPerSecond(rate(slowest));
            }
        }
    }

    /** So slow that the kills come before the end, on a machine that gets slower, too; the rest is sent in a hurry. */
    private double rate(double secondsAKill) {
        return context.rows() / (2 * secondsAKill * plan.kills());
    }

    private Map<String, String> settings() {
        return Map.of(
                "topic", plan.topic(),
                "output", plan.folder(),
                "checkpoints", JobProgress.checkpoints(plan.folder()),
                "kafka.default.api.timeout.ms", ADMIN_PATIENCE_MILLIS,
                "kafka.request.timeout.ms", ADMIN_PATIENCE_MILLIS,
                "spark.sql.streaming.stateStore.providerClass", plan.store().provider());
    }

    /** @param malformed how many of them are bad */
    record Sent(long acknowledged, long malformed) {}

    private Sent send(TripProducer producer) {
        try (TripFile file = TripFile.openLocal(context.tripFile())) {
            SpoiltRecords records = new SpoiltRecords(TripProducer.records(file), plan.malformed());
            return new Sent(producer.send(records, acknowledged -> {}), records.bad());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Durations for people: {@code 8.1, 9.4}. */
    public static String seconds(List<Long> millis) {
        return millis.stream().map(one -> "%.1f".formatted(one / 1e3)).collect(Collectors.joining(", "));
    }
}
