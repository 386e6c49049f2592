package dev.kerbside.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Lab;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.table.Oracle;
import dev.kerbside.testkit.Launcher;
import dev.kerbside.testkit.RunningLab;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial on a cluster that others built: MIT's KDC, Testcontainers' Kafka and Hadoop's MiniDFSCluster. */
@ExtendWith(RunningLab.class)
class ForeignContainersIT {
    private static final int ROWS = 20_000;

    @TempDir
    private static Path folder;

    private static ForeignCluster cluster;
    private final Launcher lab = new Launcher(folder);

    /** @param built whose image is the base of the cluster's; only a lab in containers has one */
    @BeforeAll
    static void start(Lab built) throws Exception {
        assumeTrue(
                System.getProperty("lab.substrate", "embedded").equals("containers"),
                "Its image has the lab's for its base: -Dlab.substrate=containers");
        cluster = new ForeignCluster(folder).start();
    }

    @AfterAll
    static void end() throws Exception {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void theTutorialGivesTheSameTable() throws Exception {
        Path file = cluster.text().write();
        assertThat(lab.run("connect", "--check", file.toString()))
                .as(lab.output())
                .isZero();
        Path month = folder.resolve("month.parquet");
        SyntheticMonth.write(month, ROWS, 1);
        Path dir = folder.resolve("lab");

        int code = lab.run(
                "run",
                "--yes",
                "--substrate",
                "external",
                "--cluster",
                file.toString(),
                "--file",
                month.toString(),
                "--dir",
                dir.toString());

        assertThat(code).as(lab.output()).isZero();
        Path expected = folder.resolve("expected.csv");
        Oracle.expected(month, Zones.all()).writeCsv(expected);
        assertThat(FolderPlan.REPORTS.in(dir).resolve("hourly-summary.csv")).hasSameTextualContentAs(expected);
        assertThat(lab.run("connect", "--check", file.toString()))
                .as("nothing is left that would be in the way: " + lab.output())
                .isZero();
    }
}
