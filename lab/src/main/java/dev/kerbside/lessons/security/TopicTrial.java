package dev.kerbside.lessons.security;

import dev.kerbside.steps.TutorialContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A job without the right to read its topic gets it, loses it while it runs, and gets it again. */
final class TopicTrial {
    private final TutorialContext context;
    private final PermissionsParts parts;
    private final Numbers numbers;
    private final NumberStream job;

    TopicTrial(TutorialContext context, PermissionsParts parts, Numbers numbers, NumberStream job) {
        this.context = context;
        this.parts = parts;
        this.numbers = numbers;
        this.job = job;
    }

    /**
     * What was found.
     *
     * @param never what the job said that never had the right
     * @param revoked what it said when it had lost it
     * @param brokersSaid what the brokers logged then; null if their logs are not shown
     */
    record Found(String never, String revoked, List<String> brokersSaid) {}

    /** Leaves the job at work, with the right. */
    Found observe(KafkaRight right) throws Exception {
        context.narrator()
                .say("a job of %s, who has no right to the topic".formatted(PermissionsFindings.READER.name()));
        job.start();
        String never = job.awaitFailure();

        right.grant();
        context.narrator().say("with the right to read the topic");
        job.start();
        numbers.send(Numbers.SOME);
        job.awaitAll();

        context.narrator().say("the right to read the topic is taken from the running job");
        List<NodeLog> brokers = parts.allow(PermissionsPart.BROKERS_LOG) ? brokers() : null;
        right.revoke();
        String revoked = job.awaitFailure();
        numbers.send(Numbers.SOME);
        List<String> said = brokers == null ? null : NodeLog.said(brokers, "is Denied operation", numbers.topic());
        right.grant();
        job.start();
        job.awaitAll();
        return new Found(never, revoked, said);
    }

    private List<NodeLog> brokers() throws IOException {
        List<NodeLog> logs = new ArrayList<>();
        for (int id = 1; id <= 3; id++) {
            logs.add(new NodeLog(context.lab(), "broker-" + id));
        }
        return logs;
    }
}
