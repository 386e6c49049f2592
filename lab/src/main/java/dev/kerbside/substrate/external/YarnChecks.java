package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.config.SparkConfig;
import dev.kerbside.security.Kerberos;
import dev.kerbside.security.Yarn;
import dev.kerbside.text.Visible;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What the lab needs of a cluster's YARN, each by its use. */
final class YarnChecks {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int MEGABYTES = 512;

    /** Ends with 0 where a container's Java can run the lab's classes. */
    private static final String COMMAND =
            "{{JAVA_HOME}}/bin/java -XshowSettings:properties -version 2>&1 | grep -E 'java.specification.version = (1[7-9]|[2-9][0-9])'";

    private static final Pattern EXIT_CODE = Pattern.compile("exitCode: (-?\\d+)");
    private static final EnumSet<YarnApplicationState> ENDED =
            EnumSet.of(YarnApplicationState.FINISHED, YarnApplicationState.FAILED, YarnApplicationState.KILLED);

    private final Endpoints lab;
    private final Ledger ledger;

    /** @param ledger where the probe is written down; its tag is that of all applications of the lab */
    YarnChecks(Endpoints lab, Ledger ledger) {
        this.lab = lab;
        this.ledger = ledger;
    }

    private <T> T ask(Yarn.Question<T> question) throws IOException {
        return Yarn.ask(Yarn.configuration(lab), Kerberos.ticketHolder(lab), question);
    }

    String resourceManager() throws IOException {
        int nodes = ask(client -> client.getNodeReports(NodeState.RUNNING)).size();
        if (nodes == 0) {
            throw LabException.checkFailed("The ResourceManager has no NodeManager that runs. yarn node -list -all");
        }
        return "%s knows you, and has %d NodeManagers".formatted(lab.yarn(), nodes);
    }

    /** A container of one's own is started, in the queue of the jobs and with their Java, and ends. */
    String application() throws IOException {
        Properties spark = SparkConfig.read(lab);
        String queue = spark.getProperty("spark.yarn.queue", "default");
        ledger.change(written -> written.withProbe(LedgerContents.PROBE_APPLICATION));
        ApplicationReport ended;
        try {
            ended = end(submit(spark, queue), queue);
        } catch (IOException | RuntimeException e) {
            try {
                endAll();
            } catch (IOException | RuntimeException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
        endAll();
        judge(ended);
        return "a container in queue %s has Java 17 or newer".formatted(queue);
    }

    private ApplicationId submit(Properties spark, String queue) throws IOException {
        return ask(client -> {
            ApplicationSubmissionContext probe = client.createApplication().getApplicationSubmissionContext();
            probe.setApplicationName("kerbside-probe");
            probe.setApplicationTags(Set.of(tag()));
            probe.setQueue(queue);
            probe.setMaxAppAttempts(1);
            probe.setResource(Resource.newInstance(MEGABYTES, 1));
            probe.setAMContainerSpec(ContainerLaunchContext.newInstance(
                    Map.of(), environment(spark), List.of(COMMAND), Map.of(), null, Map.of()));
            return client.submitApplication(probe);
        });
    }

    private String tag() {
        return ledger.read().orElseThrow().tag();
    }

    /** Ends what the lab has on YARN, and tells what that was: its jobs outlive whoever submitted them. */
    List<ApplicationId> endAll() throws IOException {
        List<ApplicationId> alive =
                ask(client -> client.getApplications(null, EnumSet.complementOf(ENDED), Set.of(tag()))).stream()
                        .map(ApplicationReport::getApplicationId)
                        .toList();
        for (ApplicationId id : alive) {
            ask(client -> {
                client.killApplication(id);
                return null;
            });
        }
        ledger.change(written -> written.withoutProbe(LedgerContents.PROBE_APPLICATION));
        return alive;
    }

    /** That of the jobs, if the person says one; else the NodeManager's. */
    private static Map<String, String> environment(Properties spark) {
        String java = spark.getProperty("spark.yarn.appMasterEnv.JAVA_HOME");
        return java == null ? Map.of() : Map.of("JAVA_HOME", java);
    }

    private ApplicationReport end(ApplicationId id, String queue) throws IOException {
        try {
            return Awaitility.await("the probe's end")
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(500))
                    .until(
                            () -> ask(client -> client.getApplicationReport(id)),
                            report -> ENDED.contains(report.getYarnApplicationState()));
        } catch (ConditionTimeoutException e) {
            ApplicationReport report = ask(client -> client.getApplicationReport(id));
            throw LabException.checkFailed(
                    "%s asked for %d MB in queue %s, and after %d s is %s. Is the queue full? %s"
                            .formatted(
                                    id,
                                    MEGABYTES,
                                    queue,
                                    LIMIT.toSeconds(),
                                    report.getYarnApplicationState(),
                                    Visible.line(report.getDiagnostics())),
                    e);
        }
    }

    /** An application that never registered has failed, whatever its container says. */
    private static void judge(ApplicationReport ended) {
        String said = ended.getDiagnostics();
        Matcher exit = EXIT_CODE.matcher(said);
        String code = exit.find() ? exit.group(1) : "none";
        switch (code) {
            case "0" -> {}
            case "1" ->
                throw LabException.checkFailed(
                        "The containers of YARN have no Java 17 or newer, which a job of the lab needs. Say where it is there: spark.yarn.appMasterEnv.JAVA_HOME and spark.executorEnv.JAVA_HOME.");
            default ->
                throw LabException.checkFailed("YARN did not run a container for you (%s): %s"
                        .formatted(ended.getApplicationId(), Visible.line(said)));
        }
    }
}
