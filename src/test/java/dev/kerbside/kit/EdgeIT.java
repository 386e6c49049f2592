package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.file.Fingerprint;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.file.TripStore;
import dev.kerbside.taxi.table.ConsoleTable;
import dev.kerbside.taxi.table.Oracle;
import dev.kerbside.taxi.topic.TripTopic;
import dev.kerbside.testkit.RunningLab;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The commands that the steps' pages have for the edge node, typed there, where there is one. */
@ExtendWith(RunningLab.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EdgeIT {
    private static final long ROWS = 3_000;
    private static final long LIMIT_SECONDS = 180;
    private static final String CONSOLE = "~/console.txt";

    /** Block of commands → the step on whose page it stands. */
    private static final Map<String, String> PAGES = Map.of(
            "edge-ticket", "00-authenticate",
            "edge-dataset", "01-load-dataset",
            "edge-packages", "03-ingest",
            "edge-topic", "02-create-topic",
            "edge-submit", "10-submit",
            "edge-producer", "03-ingest",
            "edge-clean-up", "11-clean-up");

    @TempDir
    private static Path folder;

    private static Endpoints lab;
    private static Path month;

    @BeforeAll
    static void open(Endpoints endpoints) throws Exception {
        lab = endpoints;
        for (String block : PAGES.keySet()) {
            assertThat(printed(block)).isNotBlank();
        }
        assumeTrue(lab.hosts() != null, "Not run: this lab has no edge node; with one: -Dlab.substrate=containers");
        assertThat(run("hostname").strip()).isEqualTo("edge-01.tdp");
        month = folder.resolve("green_tripdata_synthetic.parquet");
        SyntheticMonth.write(month, ROWS, 23);
        Kerberos.use(lab);
        try (FileSystem fs = Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, Principal.TDP_USER))) {
            fs.delete(new org.apache.hadoop.fs.Path(TutorialNames.TDP.tripsFolder()), true);
            new TripStore(fs, TutorialNames.TDP).putTrips(month);
            new TripStore(fs, TutorialNames.TDP).putZones(Zones.all());
        }
    }

    @AfterAll
    static void endTheJob() throws Exception {
        if (month != null) {
            run("pkill -f SparkSubmit; kdestroy -q; rm -rf nyc-taxi-stream");
        }
    }

    @Test
    @Order(0)
    void withoutATicketNothingIsServed() throws Exception {
        assertThat(run("kdestroy -q; " + printed("edge-dataset"))).contains("Client cannot authenticate");
    }

    @Test
    @Order(1)
    void theIntroductionsKinitObtainsATicket() throws Exception {
        assertThat(run(printed("edge-ticket"))).contains("Default principal: tdp_user@REALM.TDP");
    }

    @Test
    @Order(2)
    void theTripsAreListedWithThreeCopies() throws Exception {
        assertThat(run(printed("edge-dataset")))
                .contains(
                        "Found 1 items",
                        "-rw-r-----   3 tdp_user tdp_user",
                        month.getFileName().toString());
    }

    @Test
    @Order(3)
    void thePackagesAreInstalledWithoutANetwork() throws Exception {
        requirePython();
        run("rm -rf nyc-taxi-stream");
        assertThat(run("export http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9\n"
                        + printed("edge-packages")))
                .contains("Successfully installed pip-", "Successfully installed decorator-");
    }

    @Test
    @Order(4)
    void theTopicIsCreatedWithThreePartitionsAndReplicas() throws Exception {
        assertThat(run(printed("edge-topic")))
                .contains("Created topic tdp-user-nyc-taxi.", "PartitionCount: 3", "ReplicationFactor: 3");
    }

    @Test
    @Order(5)
    void theSubmittedJobShowsAnEmptyTable() throws Exception {
        requirePython();
        run("cat > ~/submit.sh <<'END'\n" + printed("edge-submit") + "\nEND");
        run("nohup bash -l ~/submit.sh > " + CONSOLE + " 2> ~/submit.log < /dev/null & true");
        Awaitility.await("the first, empty batch")
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .until(() -> run("cat " + CONSOLE).contains("Batch: 0"));
    }

    @Test
    @Order(6)
    void thePythonProducerSendsEveryRow() throws Exception {
        requirePython();
        assertThat(run(printed("edge-producer"))).contains("%,d records acknowledged".formatted(ROWS));
        TripTopic topic = new TripTopic(KafkaLogin.keytab(lab, Principal.TDP_USER), TutorialNames.TDP.topic());
        try (TripFile file = TripFile.openLocal(month)) {
            assertThat(topic.fingerprint().differences(Fingerprint.of(file))).isEmpty();
        }
    }

    @Test
    @Order(7)
    void theJobsLastTableEqualsTheOracle() throws Exception {
        requirePython();
        Path console = folder.resolve("console.txt");
        Awaitility.await("all trips are in the table")
                .atMost(Duration.ofSeconds(LIMIT_SECONDS))
                .until(() -> {
                    Files.writeString(console, run("cat " + CONSOLE));
                    return ConsoleTable.last(console)
                            .filter(batch -> batch.table().trips() == ROWS)
                            .isPresent();
                });
        assertThat(ConsoleTable.last(console).orElseThrow().table().differences(Oracle.expected(month)))
                .isEmpty();
    }

    private static void requirePython() throws Exception {
        assumeTrue(
                run("test -e /etc/pip.conf && test -e \"$SPARK_HOME/python/lib/pyspark.zip\" && echo there")
                        .contains("there"),
                "Not run: the image was built without Python's packages or PySpark (PyPI was out of reach)");
    }

    @Test
    @Order(8)
    void theTopicIsDeleted() throws Exception {
        run("pkill -f SparkSubmit; true");
        run(printed("edge-clean-up"));
        assertThat(run("/bin/kafka-topics.sh --list --bootstrap-server worker-01.tdp:9092"
                        + " --command-config /etc/kafka/conf/client.properties"))
                .doesNotContain("tdp-user-nyc-taxi");
    }

    private static String printed(String block) throws IOException {
        return new TestedPage(Path.of("tutorial-steps", PAGES.get(block), "README.md")).block(block);
    }

    /** What the commands printed on the lab's shell, both streams. */
    private static String run(String commands) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process shell = Lab.attach(lab.folder())
                .shell()
                .running(commands)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .start();
        assertThat(shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as(commands).isTrue();
        return Files.readString(output);
    }
}
