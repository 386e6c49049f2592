package dev.kerbside.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.Endpoints;
import dev.kerbside.JobFolder;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.SparkLogin;
import dev.kerbside.steps.SparkSubmit;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.table.ConsoleTable;
import dev.kerbside.taxi.table.HourlyRow;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.spark.SparkEnv;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A Spark job listens on loopback, which every user of this machine reaches: it answers nobody without its secret. */
@ExtendWith(RunningLab.class)
class SparkRefusalsIT {
    private static final String REFUSAL = "Unknown challenge message";
    private static final String TOPIC = "tdp-user-spark-refusals";
    private static final String ZONES = "/user/tdp_user/spark-refusals.csv";
    private static final String TRIP =
            "{\"lpep_pickup_datetime\":1641000000000,\"lpep_dropoff_datetime\":1641000600000,\"PULocationID\":74}";

    @TempDir
    private Path folder;

    @Test
    void aSubmittedJobRefusesStrangersOnEachOfItsPortsAndItsTableIsRight(Endpoints lab) throws Exception {
        Kerberos.use(lab);
        KafkaAttempts tdpUser = KafkaAttempts.as(KafkaLogin.keytab(lab, Principal.TDP_USER));
        List<String> topics = List.of(TOPIC, TutorialNames.deadLetterTopic(TOPIC));
        tdpUser.ask(admin -> admin.createTopics(topics.stream()
                        .map(name -> new NewTopic(name, 1, (short) 3))
                        .toList())
                .all());
        putZones(lab);
        Path console = folder.resolve("console.txt");
        try (ForkedJvm job = ForkedJvm.start(command(lab, console))) {
            await("its first table", job, console, () -> ConsoleTable.last(console)
                    .isPresent());

            assertRefusesStrangers(Listeners.of("job", job.handle().pid()));

            tdpUser.produce(TOPIC, TRIP);
            tdpUser.produce(TOPIC, TRIP);
            await("both trips", job, console, () -> ConsoleTable.last(console)
                    .filter(batch -> batch.table().trips() == 2)
                    .isPresent());
            assertThat(ConsoleTable.last(console).orElseThrow().table().rows())
                    .extracting(HourlyRow::pickUpBorough)
                    .containsExactly("Manhattan");
            assertThat(job.isAlive()).isTrue();
        } finally {
            tdpUser.ask(admin -> admin.deleteTopics(topics).all());
        }
    }

    @Test
    void theSessionOfTheStepsRefusesStrangersOnEachOfItsPortsAndWorksOn(Endpoints lab) throws Exception {
        SparkLogin.use(Lab.attach(lab.folder()));
        SparkSession spark = NycTaxiStreaming.session();
        try {
            int driver = Integer.parseInt(spark.conf().get("spark.driver.port"));
            int blocks = SparkEnv.get().blockManager().blockManagerId().port();
            List<Listeners.Listener> own = Listeners.of(
                            "session", ProcessHandle.current().pid())
                    .stream()
                    .filter(listener -> listener.port() == driver || listener.port() == blocks)
                    .toList();
            assertThat(own).hasSize(2);
            assertRefusesStrangers(own);
            assertThat(spark.sparkContext().uiWebUrl().isEmpty())
                    .as("no web interface")
                    .isTrue();
            assertThat(spark.range(0, 1000, 1, 4).repartition(3).count()).isEqualTo(1000);
        } finally {
            spark.stop();
        }
    }

    /** All that listens in a job is a port of Spark's, behind its secret: driver and block manager, and nothing else. */
    private static void assertRefusesStrangers(List<Listeners.Listener> listeners) throws IOException {
        assertThat(listeners).hasSize(2).allMatch(Listeners.Listener::onLoopback);
        for (Listeners.Listener listener : listeners) {
            int port = listener.port();
            assertRefused(stranger -> stranger.request(port));
            assertRefused(stranger -> stranger.askTheDriver(port));
            assertRefused(stranger -> stranger.stopTheDriver(port));
            new Flood(port).sayEach();
        }
    }

    /** Each attempt is a new stranger's: on the connection of one that was refused there is only its end to be seen. */
    private static void assertRefused(Attempt attempt) throws IOException {
        try (SparkStranger stranger = new SparkStranger()) {
            assertThatThrownBy(() -> attempt.by(stranger)).hasStackTraceContaining(REFUSAL);
        }
    }

    private interface Attempt {
        void by(SparkStranger stranger) throws Exception;
    }

    private ForkedJvm.Command command(Endpoints lab, Path console) throws IOException {
        Map<String, String> settings = new HashMap<>(SparkLogin.LOCAL_CHECKPOINTS);
        settings.put("topic", TOPIC);
        settings.put("zones", ZONES);
        settings.put("checkpoints", folder.resolve("checkpoints").toUri().toString());
        Files.createDirectories(folder.resolve("tmp"));
        return SparkSubmit.command(
                lab,
                SparkSubmit.Program.of(NycTaxiStreaming.class),
                settings,
                ForkedJvm.SHORT_LIVED,
                new JobFolder(folder, folder.resolve("job.log")),
                console,
                false);
    }

    private static void putZones(Endpoints lab) throws IOException {
        try (FileSystem fs = Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, Principal.TDP_USER));
                var out = fs.create(new org.apache.hadoop.fs.Path(ZONES), true)) {
            out.write(Zones.csv());
        }
    }

    private void await(String what, ForkedJvm job, Path console, Callable<Boolean> condition) {
        Awaitility.await(what + " of the job whose log is " + folder.resolve("job.log"))
                .atMost(Duration.ofSeconds(180))
                .failFast(() -> !job.isAlive())
                .until(() -> Files.exists(console) && condition.call());
    }
}
