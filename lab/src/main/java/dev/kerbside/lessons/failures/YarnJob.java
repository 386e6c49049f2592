package dev.kerbside.lessons.failures;

import dev.kerbside.JobFolder;
import dev.kerbside.LabException;
import dev.kerbside.config.SparkConfig;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.LogFile;
import dev.kerbside.steps.Master;
import dev.kerbside.steps.SparkSubmit;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.steps.YarnApplication;
import dev.kerbside.taxi.job.TripsToHdfs;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** {@link TripsToHdfs} in YARN's containers: YARN starts a driver again, and a driver its executors. */
final class YarnJob implements TendedJob {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final long STOP_SECONDS = 30;

    private final TutorialContext context;
    private final Fault fault;
    private final JobFolder folder;
    private final String tag = UUID.randomUUID().toString();
    private final ForkedJvm submit;

    /**
     * Submits it.
     *
     * @param settings of the job, as {@link SparkSubmit} takes them
     */
    YarnJob(TutorialContext context, ChaosPlan plan, Map<String, String> settings) throws IOException {
        this.context = context;
        this.fault = plan.fault();
        this.folder = context.lab().job(plan.job());
        Files.deleteIfExists(folder.log());
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(Master.YARN_CLUSTER.settings());
        all.put(SparkConfig.TAGS, YarnApplication.tags(context.endpoints(), tag));
        all.put("spark.yarn.maxAppAttempts", String.valueOf(plan.kills() + 1));
        all.put("spark.executor.maxNumFailures", String.valueOf(2 * plan.kills() + 3));
        this.submit = ForkedJvm.start(SparkSubmit.command(
                context.endpoints(),
                SparkSubmit.Program.of(TripsToHdfs.class),
                all,
                ForkedJvm.SHORT_LIVED,
                folder,
                folder.log(),
                true));
    }

    private Optional<YarnApplication> application() throws IOException {
        return YarnApplication.tagged(context.endpoints(), tag);
    }

    @Override
    public int starts() throws IOException {
        return application().orElseThrow().attempts();
    }

    @Override
    public void kill() throws IOException {
        ContainerReport struck = await();
        context.narrator()
                .say("kill -9: %s, the container of the %s on %s"
                        .formatted(
                                struck.getContainerId(),
                                fault,
                                struck.getAssignedNode().getHost()));
        application().orElseThrow().kill(struck);
    }

    /** The container that is to be killed; there is none while YARN or the driver starts it. */
    private ContainerReport await() {
        try {
            return Awaitility.await("a container of the " + fault)
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(500))
                    .failFast(() -> !submit.isAlive())
                    .until(this::container, Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw LabException.checkFailed(
                    "The job has no container of the %s: %s. Its log: %s"
                            .formatted(fault, LogFile.lastError(folder.log()), folder.log()),
                    e);
        }
    }

    private Optional<ContainerReport> container() throws IOException {
        Optional<YarnApplication> application = application();
        if (application.isEmpty() || !application.get().isRunning()) {
            return Optional.empty();
        }
        return fault == Fault.DRIVER
                ? application.get().applicationMaster()
                : application.get().executors().stream().findFirst();
    }

    @Override
    public void awaitMoment(Duration from) throws InterruptedException, ExecutionException {
        try {
            submit.handle().onExit().get(from.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It lives until the moment, as it should.
        }
    }

    @Override
    public void close() throws IOException {
        Optional<YarnApplication> application = application();
        if (application.isPresent()) {
            application.get().kill();
        }
        submit.stop(STOP_SECONDS);
    }
}
