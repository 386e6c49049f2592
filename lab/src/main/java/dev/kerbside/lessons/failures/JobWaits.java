package dev.kerbside.lessons.failures;

import dev.kerbside.LabException;
import dev.kerbside.process.LogFile;
import dev.kerbside.steps.Topics;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.job.DeadLetterPosition;
import dev.kerbside.taxi.topic.TripTopic;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.fs.FileSystem;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What an {@link ChaosRun} waits for. Each wait ends with a failed check, and the job's last error, if it does not come. */
record JobWaits(
        TutorialContext context, ChaosPlan plan, JobProgress progress, CompletableFuture<ChaosRun.Sent> sending) {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    void forAllRead() {
        until("the job has read all records", this::isAtEnd);
    }

    void forLetters() {
        until("the dead letters are complete", () -> {
            try (FileSystem fs = context.hdfs()) {
                return DeadLetterPosition.kept(fs, JobProgress.checkpoints(plan.folder()))
                        .filter(position -> position.of(plan.topic()).equals(ends()))
                        .isPresent();
            }
        });
    }

    void forReplicasInSync() throws Exception {
        try (Topics topics = Topics.of(context, List.of(ChaosPlan.topic(plan.topic(), context.names())))) {
            until("all replicas are in sync", () -> topics.isInSync(plan.topic()));
        }
    }

    /** Until each query has finished a micro-batch after those. */
    void forBatchBeyond(List<Long> before) {
        until("each query has finished a micro-batch", () -> {
            boolean beyond = progress.isBeyond(before);
            if (!beyond && sending.isDone() && sending.join().acknowledged() > 0 && isAtEnd()) {
                throw LabException.checkFailed(
                        "All records were sent before the last kill. Take a larger file, or fewer kills.");
            }
            return beyond;
        });
    }

    private boolean isAtEnd() throws IOException {
        return progress.isAt(plan.topic(), ends());
    }

    private Map<Integer, Long> ends() {
        return new TripTopic(context.kafka(), plan.topic()).recordsByPartition();
    }

    private void until(String what, Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptionsMatching(e -> e instanceof IOException)
                    .until(condition);
        } catch (ConditionTimeoutException e) {
            var log = context.lab().job(plan.job()).log();
            throw LabException.checkFailed(
                    "Within %d s this did not come: %s. The job's last error: %s. Its log: %s"
                            .formatted(LIMIT.toSeconds(), what, LogFile.lastError(log), log),
                    e);
        }
    }
}
