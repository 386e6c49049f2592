package dev.kerbside.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.Principal;
import dev.kerbside.Service;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.security.Kerberos;
import dev.kerbside.security.Yarn;
import dev.kerbside.substrate.external.ExternalPlatform;
import dev.kerbside.substrate.external.Finding;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.table.Oracle;
import dev.kerbside.testkit.Launcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The job of step 10 on the YARN of a cluster that is known by its client kit only. */
@DisabledIfSystemProperty(named = "lab.substrate", matches = "containers", disabledReason = "is a lab of its own")
class ForeignYarnIT {
    private static final String ABOVE = "/user/tdp_user";
    private static final int ROWS = 5_000;

    @TempDir
    private static Path folder;

    private static Lab lab;
    private static Endpoints cluster;
    private static ClusterText right;

    @BeforeAll
    static void start() {
        lab = Lab.start(LabConfig.in(Path.of("target", System.getProperty("lab.folder", "it-lab") + "-foreign-yarn")
                        .toAbsolutePath())
                .with(List.of(Service.YARN))
                .build());
        cluster = lab.endpoints();
        right = ClusterText.of(cluster, folder).with("spark.master", "yarn");
    }

    @AfterAll
    static void end() {
        if (lab != null) {
            lab.close();
        }
    }

    /** Nobody says --master: the cluster's file has said it. */
    @Test
    void theJobRunsThereAndGivesTheSameTable() throws Exception {
        Path month = folder.resolve("month.parquet");
        SyntheticMonth.write(month, ROWS, 1);
        Path dir = folder.resolve("lab");
        Kerberos.use(cluster);
        List<String> before = Remains.of(cluster, ABOVE);
        Launcher launcher = new Launcher(folder);

        int code = launcher.run(tutorial(right, month, dir));

        assertThat(code).as(launcher.output()).isZero();
        assertThat(launcher.output()).contains("--master yarn --deploy-mode cluster", "Every check held");
        Path expected = folder.resolve("expected.csv");
        Oracle.expected(month, Zones.all()).writeCsv(expected);
        assertThat(FolderPlan.REPORTS.in(dir).resolve("hourly-summary.csv")).hasSameTextualContentAs(expected);
        Kerberos.use(cluster);
        assertThat(Remains.of(cluster, ABOVE)).isEqualTo(before);
        assertThat(applications())
                .as("the job, and probes")
                .allMatch(ForeignYarnIT::hasEnded)
                .filteredOn(application -> application.getApplicationType().equals("SPARK"))
                .hasSize(1);
    }

    private static String[] tutorial(ClusterText text, Path month, Path dir) throws Exception {
        return new String[] {
            "run",
            "--yes",
            "--substrate",
            "external",
            "--cluster",
            text.write().toString(),
            "--file",
            month.toString(),
            "--dir",
            dir.toString()
        };
    }

    /** In cluster mode nothing of a job is on this machine, and nobody here is left to end it. */
    @Test
    void theJobOfAKilledLabEndsWithWhatTheLabMade() throws Exception {
        Path month = folder.resolve("killed.parquet");
        SyntheticMonth.write(month, ROWS, 1);
        Path dir = folder.resolve("killed");
        Launcher launcher = new Launcher(folder);
        Process first = launcher.start(tutorial(right.with("spark.yarn.tags", "theirs"), month, dir));
        Awaitility.await("the job works")
                .atMost(4, TimeUnit.MINUTES)
                .failFast(() -> !first.isAlive())
                .until(() -> launcher.output().contains("the job shows its first, empty batch"));
        assertThat(first.destroyForcibly().waitFor(1, TimeUnit.MINUTES)).isTrue();
        Kerberos.use(cluster);
        List<ApplicationReport> alive = applications().stream()
                .filter(application -> !hasEnded(application))
                .toList();
        assertThat(alive).singleElement().satisfies(job -> assertThat(job.getApplicationTags())
                .contains("theirs")
                .hasSize(3));

        assertThat(launcher.run("down", "--dir", dir.toString())).isZero();

        assertThat(launcher.output())
                .contains(
                        "Removed from the cluster",
                        "application " + alive.get(0).getApplicationId());
        Kerberos.use(cluster);
        assertThat(applications()).allMatch(ForeignYarnIT::hasEnded);
        assertThat(Remains.of(cluster, ABOVE)).noneMatch(one -> one.contains("foreign-it"));
    }

    private static List<ApplicationReport> applications() throws Exception {
        return Yarn.ask(
                Yarn.configuration(cluster),
                Kerberos.login(cluster, cluster.user()),
                client -> client.getApplications());
    }

    private static boolean hasEnded(ApplicationReport application) {
        return application.getFinalApplicationStatus() != FinalApplicationStatus.UNDEFINED;
    }

    @Test
    void noResourceManagerWhereYarnSiteSays() throws Exception {
        String address = Yarn.configuration(cluster).get("yarn.resourcemanager.address");
        Path conf = right.edited(cluster, "yarn-site.xml", address, ClusterText.closed());
        assertThat(problem(right.with("hadoop.conf", conf), "yarn")).contains("Connection refused");
    }

    @Test
    void aQueueThatIsNotThere() throws Exception {
        assertThat(problem(right.with("spark.yarn.queue", "nowhere"), "container"))
                .contains("unknown queue", "nowhere");
    }

    @Test
    void noRightToTheQueue() throws Exception {
        Principal other = Principal.OTHER_USER;
        assertThat(problem(
                        right.with("principal", other)
                                .with("keytab", cluster.keytab(other))
                                .with("hdfs.home", "/tmp/foreign-it"),
                        "container"))
                .contains("other_user does not have permission to submit");
    }

    @Test
    void noJavaInItsContainers() throws Exception {
        assertThat(problem(right.with("spark.yarn.appMasterEnv.JAVA_HOME", "/nowhere"), "container"))
                .contains("have no Java 17 or newer", "spark.executorEnv.JAVA_HOME");
    }

    private static String problem(ClusterText text, String what) throws Exception {
        Path own = Files.createTempDirectory(folder, "check");
        return ExternalPlatform.examine(LabConfig.in(own).cluster(text.write()).build(), finding -> {}).stream()
                .filter(finding -> finding.what().equals(what) && finding.problem() != null)
                .map(Finding::words)
                .findFirst()
                .orElse("nothing wrong with " + what);
    }
}
