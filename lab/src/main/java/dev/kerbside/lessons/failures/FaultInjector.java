package dev.kerbside.lessons.failures;

import dev.kerbside.Lab;
import dev.kerbside.LabNode;
import dev.kerbside.steps.TutorialContext;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The kills of an {@link ChaosRun}, at moments that the seed chooses, and how soon the job went on after each. */
final class FaultInjector {
    private static final int LONGEST_WORK_MILLIS = 3_000;
    private static final int LONGEST_OUTAGE_MILLIS = 5_000;

    private final Fault fault;
    private final TendedJob job;
    private final JobProgress progress;
    private final JobWaits waits;
    private final Random random;
    private final Lab lab;
    private final List<Long> recoveryMillis = new ArrayList<>();
    private int inTheMiddle;

    FaultInjector(TutorialContext context, ChaosPlan plan, TendedJob job, JobProgress progress, JobWaits waits) {
        this.fault = plan.fault();
        this.random = new Random(plan.seed());
        this.lab = context.lab();
        this.job = job;
        this.progress = progress;
        this.waits = waits;
    }

    /** From a kill to the end of the next micro-batch, for each kill that was not followed by another before. */
    List<Long> recoveryMillis() {
        return recoveryMillis;
    }

    /** Kills that came when a micro-batch was begun and not finished. */
    int inTheMiddle() {
        return inTheMiddle;
    }

    void strike() throws Exception {
        switch (fault) {
            case JOB, EXECUTOR, DRIVER -> strikeJob();
            case BROKER -> strikeNode(any("broker-"));
            case DATANODE -> strikeNode(any("datanode-"));
        }
    }

    /** Mostly at work, in whatever part of it; one time of five while it is still starting. */
    private void strikeJob() throws Exception {
        boolean atWork = random.nextInt(5) > 0;
        if (atWork) {
            waits.forBatchBeyond(progress.committed());
        }
        awaitMoment(LONGEST_WORK_MILLIS);
        List<Long> before = progress.committed();
        count();
        long killed = System.nanoTime();
        job.kill();
        if (atWork) {
            recovered(killed, before);
        }
    }

    /** The node comes back when the job has gone on without it; a DataNode, which may be the only one, after a while. */
    private void strikeNode(String node) throws Exception {
        LabNode struck = lab.node(node);
        waits.forBatchBeyond(progress.committed());
        awaitMoment(LONGEST_WORK_MILLIS);
        List<Long> begun = progress.planned();
        count();
        long killed = System.nanoTime();
        struck.kill();
        try {
            if (fault == Fault.BROKER) {
                recovered(killed, begun);
            } else {
                awaitMoment(LONGEST_OUTAGE_MILLIS);
            }
        } finally {
            struck.start();
        }
        if (fault == Fault.DATANODE) {
            recovered(killed, begun);
        } else {
            waits.forReplicasInSync();
        }
    }

    private void awaitMoment(int within) throws Exception {
        job.awaitMoment(Duration.ofMillis(random.nextInt(within)));
    }

    private void count() throws IOException {
        if (progress.isInTheMiddle()) {
            inTheMiddle++;
        }
    }

    private void recovered(long killed, List<Long> before) {
        waits.forBatchBeyond(before);
        recoveryMillis.add((System.nanoTime() - killed) / 1_000_000);
    }

    private String any(String role) {
        List<String> names = lab.nodes().stream()
                .map(LabNode::name)
                .filter(name -> name.startsWith(role))
                .sorted()
                .toList();
        return names.get(random.nextInt(names.size()));
    }
}
