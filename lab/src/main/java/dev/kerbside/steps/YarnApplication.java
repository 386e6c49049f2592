package dev.kerbside.steps;

import dev.kerbside.Endpoints;
import dev.kerbside.config.SparkConfig;
import dev.kerbside.security.Kerberos;
import dev.kerbside.security.Pages;
import dev.kerbside.security.Yarn;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerReport;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.SignalContainerCommand;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;

/**
 * An application of tdp_user's on the lab's YARN, asked by the holder of the ticket of step 00.
 *
 * @param lab one that has YARN
 */
public record YarnApplication(Endpoints lab, ApplicationId id) {
    private static final String SPARK = "SPARK";

    /** The one with this tag; nothing until the ResourceManager has heard of it. */
    public static Optional<YarnApplication> tagged(Endpoints lab, String tag) throws IOException {
        return ask(
                        lab,
                        client -> client.getApplications(
                                Set.of(SPARK), EnumSet.allOf(YarnApplicationState.class), Set.of(tag)))
                .stream()
                .findFirst()
                .map(report -> new YarnApplication(lab, report.getApplicationId()));
    }

    /**
     * Value of {@link SparkConfig#TAGS} for a job that is to be found by a tag of its own.
     *
     * @return that tag, after those that all jobs of the lab have
     */
    public static String tags(Endpoints lab, String own) throws IOException {
        String tags = SparkConfig.read(lab).getProperty(SparkConfig.TAGS);
        return tags == null ? own : tags + "," + own;
    }

    private static <T> T ask(Endpoints lab, Yarn.Question<T> question) throws IOException {
        return Yarn.ask(Yarn.configuration(lab), Kerberos.ticketHolder(lab), question);
    }

    private ApplicationReport report() throws IOException {
        return ask(lab, client -> client.getApplicationReport(id));
    }

    /** Whether it has a driver that works, for all that the ResourceManager knows. */
    public boolean isRunning() throws IOException {
        return report().getYarnApplicationState() == YarnApplicationState.RUNNING;
    }

    /** How often its application master was started. */
    public int attempts() throws IOException {
        return report().getCurrentApplicationAttemptId().getAttemptId();
    }

    /** The container of the application master, which in cluster mode is the driver; nothing between two attempts. */
    public Optional<ContainerReport> applicationMaster() throws IOException {
        return containers(true).stream().findFirst();
    }

    /** The containers of the executors. */
    public List<ContainerReport> executors() throws IOException {
        return containers(false);
    }

    /** The running containers of the current attempt: the master's, or the others. */
    private List<ContainerReport> containers(boolean ofMaster) throws IOException {
        ApplicationAttemptId attempt = report().getCurrentApplicationAttemptId();
        return ask(lab, client -> {
            ContainerId master = client.getApplicationAttemptReport(attempt).getAMContainerId();
            return client.getContainers(attempt).stream()
                    .filter(container -> container.getContainerState() == ContainerState.RUNNING)
                    .filter(container -> container.getContainerId().equals(master) == ofMaster)
                    .toList();
        });
    }

    /** What the driver has printed, in cluster mode, since its attempt began; the NodeManager reads it, and we ask it. */
    public Optional<InputStream> console() throws IOException {
        Optional<ContainerReport> master = applicationMaster();
        return master.isEmpty()
                ? Optional.empty()
                : Optional.of(Pages.open(
                        lab,
                        Kerberos.ticketHolder(lab),
                        URI.create("%s/ws/v1/node/containerlogs/%s/stdout"
                                .formatted(
                                        master.get().getNodeHttpAddress(),
                                        master.get().getContainerId()))));
    }

    /** Has the NodeManager end one of its containers by {@code kill -9}. */
    public void kill(ContainerReport container) throws IOException {
        ask(lab, client -> {
            client.signalToContainer(container.getContainerId(), SignalContainerCommand.FORCEFUL_SHUTDOWN);
            return null;
        });
    }

    /** {@code yarn application -kill}: for good. */
    public void kill() throws IOException {
        ask(lab, client -> {
            client.killApplication(id);
            return null;
        });
    }
}
