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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /** A job on YARN would need tokens; and lesson 27 goes without that part. */
    @Test
    void brokersWithoutDelegationTokensSaySo() throws Exception {
        Path file = cluster.text().write();
        Path own = Files.createDirectories(folder.resolve("hadoop-with-yarn"));
        Path given = cluster.text().folder().resolve(cluster.text().values().get("hadoop.conf"));
        for (String site : List.of("core-site.xml", "hdfs-site.xml", "ssl-client.xml")) {
            Files.copy(given.resolve(site), own.resolve(site));
        }
        Files.writeString(own.resolve("yarn-site.xml"), "<configuration/>");
        Path onYarn = cluster.text()
                .with("hadoop.conf", own)
                .with("spark.master", "yarn")
                .write();

        assertThat(lab.run("connect", "--check", onYarn.toString())).isEqualTo(1);

        assertThat(lab.output().lines().filter(line -> line.contains("✗")).toList())
                .satisfiesExactly(
                        yarn -> assertThat(yarn).contains("yarn ", "Your endpoint configuration is wrong"),
                        token -> assertThat(token).contains("token ", "Delegation Token feature is not enabled"));
        String dir = folder.resolve("lesson").toString();
        assertThat(lab.run("connect", "--yes", file.toString(), "--dir", dir))
                .as(lab.output())
                .isZero();
        try {
            assertThat(lab.run("step", "do", "00", "27", "--dir", dir))
                    .as(lab.output())
                    .isZero();
            assertThat(lab.output()).contains("skipped", "Delegation Token feature is not enabled");
        } finally {
            lab.run("down", "--dir", dir);
        }
    }
}
