package dev.kerbside.lessons.failures;

import dev.kerbside.LabException;
import dev.kerbside.LabFolder;
import dev.kerbside.LogFile;
import dev.kerbside.NodeStatus;
import dev.kerbside.Nodes;
import dev.kerbside.steps.Topics;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.TripFile;
import dev.kerbside.taxi.TripProducer;
import dev.kerbside.taxi.TripTopic;
import dev.kerbside.taxi.TripsToHdfs;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * A month of trips is sent to a topic and counted by {@link TripsToHdfs}, while something is killed again and again at
 * random moments. What came of it is in the topic and in HDFS: {@link Evidence}.
 */
public final class Ordeal {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    /** What a kill and all that comes with it may take; measured from the first one on. */
    private static final double SECONDS_A_KILL = 100;

    private static final int LONGEST_WORK_MILLIS = 3_000;
    private static final int LONGEST_OUTAGE_MILLIS = 5_000;

    private final TutorialContext context;
    private final Plan plan;
    private final Random random;
    private final Nodes nodes;
    private final List<Long> recoveries = new ArrayList<>();
    private int inTheMiddle;
    private FileSystem fs;
    private SupervisedJob job;
    private CompletableFuture<Long> sending;

    /**
     * What is done to whom.
     *
     * @param topic new and empty
     * @param folder in HDFS, not there yet: gets the results and the checkpoints
     */
    record Plan(String topic, String folder, Fault fault, StateStore store, int kills, long seed) {
        /** Its topic; the log's time is that at which the leader of a partition took a record. */
        static NewTopic topic(String name) {
            return new NewTopic(name, 3, (short) 3).configs(Map.of("message.timestamp.type", "LogAppendTime"));
        }
    }

    /**
     * How it went.
     *
     * @param acknowledged records that the producer knows to be safe
     * @param inTheMiddle kills that came when a micro-batch was begun and not finished
     * @param starts how often the job was started, in all
     * @param recoveryMillis from a kill to the end of the next micro-batch, for each kill that was not followed by another
     *     before
     */
    public record Course(
            Fault fault,
            StateStore store,
            long seed,
            int kills,
            long acknowledged,
            int inTheMiddle,
            int starts,
            List<Long> recoveryMillis) {}

    Ordeal(TutorialContext context, Plan plan) {
        this.context = context;
        this.plan = plan;
        this.random = new Random(plan.seed());
        this.nodes = new Nodes(context.lab().folder());
    }

    Course run() throws Exception {
        TripProducer producer = new TripProducer(context.kafka(), plan.topic(), rate(SECONDS_A_KILL));
        double slowest = 0;
        String name = plan.topic().replaceFirst("^tdp-user-", "");
        try (FileSystem hdfs = context.hdfs();
                SupervisedJob supervised = new SupervisedJob(context.lab(), name, settings())) {
            fs = hdfs;
            job = supervised;
            sending = CompletableFuture.supplyAsync(() -> send(producer));
            for (int kill = 1; kill <= plan.kills(); kill++) {
                context.narrator().progress("%s, kill %d of %d".formatted(plan.fault(), kill, plan.kills()));
                long began = System.nanoTime();
                strike();
                slowest = Math.max(slowest, millisSince(began) / 1e3);
                if (!recoveries.isEmpty()) {
                    producer.rowsPerSecond(rate(slowest));
                }
            }
            producer.rowsPerSecond(0);
            long acknowledged = sending.join();
            await("the job has read all records", () -> isAtEnd());
            return new Course(
                    plan.fault(),
                    plan.store(),
                    plan.seed(),
                    plan.kills(),
                    acknowledged,
                    inTheMiddle,
                    job.starts(),
                    recoveries);
        } finally {
            producer.rowsPerSecond(0);
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
                "checkpoints", plan.folder() + "/checkpoints",
                "spark.sql.streaming.stateStore.providerClass", plan.store().provider());
    }

    private long send(TripProducer producer) {
        try (TripFile file = TripFile.openLocal(context.tripFile())) {
            return producer.send(file, acknowledged -> {});
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void strike() throws Exception {
        switch (plan.fault()) {
            case JOB -> strikeJob();
            case BROKER -> strikeNode(any("broker-"));
            case DATANODE -> strikeNode(any("datanode-"));
        }
    }

    /** Mostly at work, in whatever part of it; one time of five while it is still starting. */
    private void strikeJob() throws Exception {
        boolean atWork = random.nextInt(5) > 0;
        if (atWork) {
            awaitCommitBeyond(committed());
        }
        job.awaitMoment(Duration.ofMillis(random.nextInt(LONGEST_WORK_MILLIS)));
        List<Long> before = committed();
        if (!planned().equals(before)) {
            inTheMiddle++;
        }
        long killed = System.nanoTime();
        job.kill();
        if (atWork) {
            awaitCommitBeyond(before);
            recoveries.add(millisSince(killed));
        }
    }

    /** The node comes back when the job has gone on without it; a DataNode, which may be the only one, after a while. */
    private void strikeNode(String node) throws Exception {
        awaitCommitBeyond(committed());
        job.awaitMoment(Duration.ofMillis(random.nextInt(LONGEST_WORK_MILLIS)));
        List<Long> begun = planned();
        if (!begun.equals(committed())) {
            inTheMiddle++;
        }
        long killed = System.nanoTime();
        nodes.kill(node);
        try {
            if (plan.fault() == Fault.BROKER) {
                awaitCommitBeyond(begun);
                recoveries.add(millisSince(killed));
            } else {
                job.awaitMoment(Duration.ofMillis(random.nextInt(LONGEST_OUTAGE_MILLIS)));
            }
        } finally {
            nodes.start(node);
        }
        if (plan.fault() == Fault.DATANODE) {
            awaitCommitBeyond(begun);
            recoveries.add(millisSince(killed));
        } else {
            awaitInSync();
        }
    }

    private String any(String role) {
        List<String> names = LabFolder.running(context.lab().folder()).orElseThrow().nodes().stream()
                .map(NodeStatus::name)
                .filter(name -> name.startsWith(role))
                .sorted()
                .toList();
        return names.get(random.nextInt(names.size()));
    }

    private void awaitInSync() throws Exception {
        try (Topics topics = new Topics(context.kafka(), List.of(Plan.topic(plan.topic())))) {
            await("all replicas are in sync", () -> topics.isInSync(plan.topic()));
        }
    }

    private List<Long> committed() throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (Checkpoint query : queries()) {
            numbers.add(query.committed());
        }
        return numbers;
    }

    private List<Long> planned() throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (Checkpoint query : queries()) {
            numbers.add(query.planned());
        }
        return numbers;
    }

    private List<Checkpoint> queries() {
        return Stream.of(TripsToHdfs.TRIPS, TripsToHdfs.TABLE)
                .map(name -> new Checkpoint(fs, new Path(plan.folder() + "/checkpoints/" + name)))
                .toList();
    }

    private void awaitCommitBeyond(List<Long> before) {
        await("each query has finished a micro-batch", () -> {
            List<Long> now = committed();
            boolean both = now.get(0) > before.get(0) && now.get(1) > before.get(1);
            if (!both && sending.isDone() && sending.join() > 0 && isAtEnd()) {
                throw LabException.checkFailed(
                        "All records were sent before the last kill. Take a larger file, or fewer kills.");
            }
            return both;
        });
    }

    private boolean isAtEnd() throws IOException {
        Map<Integer, Long> ends = new TripTopic(context.kafka(), plan.topic()).recordsByPartition();
        for (Checkpoint query : queries()) {
            if (!query.position(plan.topic()).filter(ends::equals).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private void await(String what, Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsMatching(e -> e instanceof IOException)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            var log = SupervisedJob.log(context.lab(), plan.topic().replaceFirst("^tdp-user-", ""));
            throw LabException.checkFailed(
                    "Within %d s this did not come: %s. The job's last error: %s. Its log: %s"
                            .formatted(LIMIT.toSeconds(), what, LogFile.lastError(log), log),
                    e);
        }
    }

    /** Durations for people: {@code 8.1, 9.4}. */
    public static String seconds(List<Long> millis) {
        return millis.stream().map(one -> "%.1f".formatted(one / 1e3)).collect(Collectors.joining(", "));
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
