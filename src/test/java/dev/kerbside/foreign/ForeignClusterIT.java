package dev.kerbside.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.kafka.TopicAdmin;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.taxi.Zones;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.table.Oracle;
import dev.kerbside.testkit.Launcher;
import dev.kerbside.testkit.RunningLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A lab on a cluster that it knows by its client kit only: the tutorial holds there, and what was there before is there
 * after it, whatever happens to the lab.
 */
@ExtendWith(RunningLab.class)
class ForeignClusterIT {
    private static final String ABOVE = "/user/tdp_user";
    private static final int ROWS = 5_000;

    @TempDir
    private Path folder;

    private Endpoints cluster;
    private ClusterText text;
    private Launcher lab;
    private Path dir;
    private Path month;
    private List<String> before;

    @BeforeEach
    void open(Endpoints running) throws Exception {
        cluster = running;
        text = ClusterText.of(cluster, folder);
        lab = new Launcher(folder);
        dir = folder.resolve("lab");
        month = folder.resolve("month.parquet");
        SyntheticMonth.write(month, ROWS, 1);
        Kerberos.use(cluster);
        before = remains();
    }

    @AfterEach
    void close() throws Exception {
        lab.run("down", "--dir", dir.toString());
        Kerberos.use(cluster);
        try (Admin admin = admin()) {
            Set<String> mine = admin.listTopics().names().get();
            admin.deleteTopics(mine).all().get();
            new TopicAdmin(admin, KafkaLogin.keytab(cluster, cluster.user())).awaitGone(mine, Duration.ofSeconds(30));
        }
        try (FileSystem fs = hdfs()) {
            fs.delete(new org.apache.hadoop.fs.Path(ClusterText.HOME), true);
        }
    }

    @Test
    void theTutorialGivesTheSameTableAndLeavesNothing() throws Exception {
        int code = run("run", "--file", month.toString());

        assertThat(code).as(lab.output()).isZero();
        assertThat(lab.output()).contains("the lab will make", "Every check held");
        Path expected = folder.resolve("expected.csv");
        Oracle.expected(month, Zones.all()).writeCsv(expected);
        assertThat(FolderPlan.REPORTS.in(dir).resolve("hourly-summary.csv")).hasSameTextualContentAs(expected);
        assertRemains(before);
        assertThat(FolderPlan.LEDGER.in(dir)).doesNotExist();
    }

    @Test
    void killedInTheMiddleAndStartedAgainItRemovesOnlyItsOwn() throws Exception {
        Process first = start("run", "--file", month.toString(), "--rate", "50");
        Awaitility.await("trips arrive")
                .atMost(2, TimeUnit.MINUTES)
                .failFast(() -> !first.isAlive())
                .until(() -> lab.output().contains("producing"));
        assertThat(first.destroyForcibly().waitFor(1, TimeUnit.MINUTES)).isTrue();
        // Somebody else's, which begin as the lab's do.
        String beside = ClusterText.TOPIC + "-lesson-20";
        create(beside, 1);
        try (FileSystem fs = hdfs()) {
            fs.mkdirs(new org.apache.hadoop.fs.Path(ClusterText.HOME + "-of-another"));
        }
        assertThat(remains()).contains("topic " + ClusterText.TOPIC, "file " + ClusterText.HOME);
        assertThat(lab.run("status", "--dir", dir.toString())).isEqualTo(3);
        assertThat(lab.output()).contains("was killed", "topic " + ClusterText.TOPIC, "lab/bin/lab down");

        assertThat(run("connect")).as(lab.output()).isZero();

        assertThat(lab.output())
                .contains("Removed from the cluster", "topic " + ClusterText.TOPIC, "folder " + ClusterText.HOME);
        List<String> others = new ArrayList<>(List.of("topic " + beside));
        others.addAll(before);
        others.add("file " + ClusterText.HOME);
        others.add("file " + ClusterText.HOME + "-of-another");
        assertRemains(others);
        assertThat(lab.run("down", "--dir", dir.toString())).isZero();
        others.remove("file " + ClusterText.HOME);
        assertRemains(others);
        try (FileSystem fs = hdfs()) {
            fs.delete(new org.apache.hadoop.fs.Path(ClusterText.HOME + "-of-another"), true);
        }
    }

    /** It has a copy of the keytab, and only its folder knows of the probes. */
    @Test
    void whatAKilledCheckLeftGoesWithTheNext() throws Exception {
        String file = text.write().toString();
        Process first = lab.start("connect", "--check", file);
        Awaitility.await("the probes are made soon")
                .atMost(1, TimeUnit.MINUTES)
                .failFast(() -> !first.isAlive())
                .until(() -> lab.output().contains("may be created"));
        first.destroyForcibly().waitFor();

        assertThat(lab.run("connect", "--check", file)).as(lab.output()).isZero();

        assertThat(lab.output()).contains("A check was killed before its end");
        assertRemains(before);
    }

    @Test
    void whatOnlyANodesOwnerCouldDoIsRefusedAtOnceAndPagesHaveItsNames() throws Exception {
        assertThat(run("connect")).as(lab.output()).isZero();

        assertThat(lab.run("passwd", "tdp_user", "--dir", dir.toString())).isEqualTo(2);
        assertThat(lab.output()).contains("does not let us change passwords");
        assertThat(lab.run("node", "kill", "broker-1", "--dir", dir.toString())).isEqualTo(2);
        assertThat(lab.output()).contains("This lab has no nodes of its own");
        assertThat(lab.run("status", "--dir", dir.toString())).isZero();
        assertThat(lab.output()).contains("of the lab there: folder " + ClusterText.HOME);
        assertThat(lab.run("step", "show", "02", "--dir", dir.toString())).isZero();
        assertThat(lab.output()).contains(ClusterText.TOPIC).doesNotContain("tdp-user-nyc-taxi");
    }

    @Test
    void aTopicThatWasThereIsRefusedAndStays() throws Exception {
        create(ClusterText.TOPIC, 3);
        List<String> there = remains();

        assertThat(run("connect")).isEqualTo(3);

        assertThat(lab.output()).contains("The topic " + ClusterText.TOPIC + " is there already", "existing=use");
        assertRemains(there);
    }

    /** Made while the lab is connected, by somebody else: no step takes it for its own. */
    @Test
    void aTopicThatComesLaterIsNobodysToDelete() throws Exception {
        assertThat(run("connect")).as(lab.output()).isZero();
        create(ClusterText.TOPIC, 3);
        String id = describe(ClusterText.TOPIC).topicId().toString();

        assertThat(lab.run("step", "do", "00", "02", "--dir", dir.toString())).isEqualTo(1);
        assertThat(lab.output()).contains("is there already, and no step has made it");
        send();
        assertThat(lab.run("step", "do", "01", "03", "--file", month.toString(), "--dir", dir.toString()))
                .isEqualTo(1);
        assertThat(lab.output()).contains("has records, and no step has made it: nothing was deleted");
        assertThat(lab.run("step", "reset", "02", "--dir", dir.toString())).isEqualTo(1);
        assertThat(lab.output()).contains("has records, and no step has made it: nothing was deleted");
        assertThat(lab.run("down", "--dir", dir.toString())).isZero();

        assertThat(describe(ClusterText.TOPIC).topicId()).hasToString(id);
        assertThat(records()).isOne();
    }

    /** As in step 02, by hand: the lab fills it. The topic that its owner then makes in its place is another one. */
    @Test
    void anEmptyTopicOfAPersonsOwnIsUsedAndTheNextOfItsNameIsNot() throws Exception {
        assertThat(run("connect")).as(lab.output()).isZero();
        create(ClusterText.TOPIC, 3);

        assertThat(lab.run("step", "do", "00", "01", "03", "--file", month.toString(), "--dir", dir.toString()))
                .as(lab.output())
                .isZero();
        assertThat(records()).isEqualTo(ROWS);
        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(ClusterText.TOPIC)).all().get();
            new TopicAdmin(admin, KafkaLogin.keytab(cluster, cluster.user()))
                    .awaitGone(List.of(ClusterText.TOPIC), Duration.ofSeconds(30));
        }
        create(ClusterText.TOPIC, 3);
        send();
        assertThat(lab.run("down", "--dir", dir.toString())).isZero();

        assertThat(lab.output()).contains("Left there, because it may be somebody else's: topic " + ClusterText.TOPIC);
        assertThat(records()).isOne();
    }

    @Test
    void whatWasLentIsUsedAndStays() throws Exception {
        create(ClusterText.TOPIC, 2);
        create(ClusterText.TOPIC + "-dead-letter", 2);
        try (FileSystem fs = hdfs()) {
            fs.mkdirs(new org.apache.hadoop.fs.Path(ClusterText.HOME));
        }
        List<String> there = remains();
        String id = describe(ClusterText.TOPIC).topicId().toString();
        text = text.with("existing", "use").with("kafka.partitions", 2);

        assertThat(run("connect")).as(lab.output()).isZero();
        assertThat(lab.run("step", "do", "00", "01", "02", "03", "--file", month.toString(), "--dir", dir.toString()))
                .as(lab.output())
                .isZero();
        assertThat(records()).isEqualTo(ROWS);
        assertThat(lab.run("step", "reset", "02", "--dir", dir.toString())).isZero();
        assertThat(records()).isZero();
        assertThat(lab.run("down", "--dir", dir.toString())).isZero();

        assertRemains(there);
        assertThat(describe(ClusterText.TOPIC).topicId()).hasToString(id);
        try (FileSystem fs = hdfs()) {
            assertThat(fs.listStatus(new org.apache.hadoop.fs.Path(ClusterText.HOME)))
                    .isEmpty();
        }
    }

    @Test
    void lesson27GoesAsFarAsThePersonsRightsDo() throws Exception {
        assertThat(run("connect")).as(lab.output()).isZero();
        String dirs = dir.toString();
        assertThat(lab.run("step", "do", "00", "01", "--file", month.toString(), "--dir", dirs))
                .as(lab.output())
                .isZero();
        List<String> rights = Rights.inKafka(cluster);
        Map<String, String> modes = Rights.inHdfs(cluster, ClusterText.HOME);

        assertThat(lab.run("step", "do", "27", "--dir", dirs)).as(lab.output()).isZero();

        String[] skipped = {
            "skipped: the right to read the topic, because ACLs are the cluster's own",
            "skipped: what the brokers log, because this lab does not show the logs of its nodes",
            "skipped: what the NameNode logs, because this lab does not show the logs of its nodes",
            "skipped: what the KDC is asked while the token is used, because this lab does not show the journal of its KDC"
        };
        String[] proven = {
            "the right to the folder is taken, and it ends: Permission denied: user=tdp_user, access=WRITE",
            "bytes of a file that was open then, and was written to its end: 16",
            "60 numbers in HDFS, each once",
            "the token's holder is to Kafka: tdp_user",
            "it has read every number once",
            "a job that starts with it: Authentication failed during authentication due to invalid credentials",
            "(in part: 4 skipped)"
        };
        assertThat(lab.output()).contains(skipped).contains(proven);
        assertThat(Rights.inKafka(cluster)).as("ACLs and tokens").isEqualTo(rights);
        Map<String, String> after = Rights.inHdfs(cluster, ClusterText.HOME);
        assertThat(after).as("what was there before has the same modes").containsAllEntriesOf(modes);
        assertThat(after.get(ClusterText.HOME + "/lessons/27-permissions/numbers"))
                .as("as HDFS makes any folder")
                .isEqualTo(modes.get(ClusterText.HOME + "/data"));
        assertThat(lab.run("step", "check", "27", "--dir", dirs)).isZero();
        assertThat(lab.output()).contains(skipped).contains(proven);
        assertThat(lab.run("step", "list", "--dir", dirs)).isZero();
        assertThat(lab.output()).contains("Who may do what (in part: 4 skipped)");
        assertThat(lab.run("down", "--dir", dirs)).isZero();
        assertRemains(before);
    }

    /** A lesson that was killed leaves its folder without its owner's right to write. */
    @Test
    void aFolderThatItsOwnerMayNotWriteIsRemovedToo() throws Exception {
        assertThat(run("connect")).as(lab.output()).isZero();
        var numbers = new org.apache.hadoop.fs.Path(ClusterText.HOME + "/lessons/27-permissions/numbers");
        try (FileSystem fs = hdfs()) {
            fs.create(new org.apache.hadoop.fs.Path(numbers, "batch-0/part-0")).close();
            fs.setPermission(numbers, new FsPermission("555"));
        }

        assertThat(lab.run("down", "--dir", dir.toString())).as(lab.output()).isZero();

        assertRemains(before);
    }

    private int run(String command, String... more) throws Exception {
        return Launcher.finish(start(command, more));
    }

    private Process start(String command, String... more) throws Exception {
        String file = text.write().toString();
        List<String> words = new ArrayList<>(List.of(command, "--yes", "--dir", dir.toString()));
        words.addAll(command.equals("connect") ? List.of(file) : List.of("--substrate", "external", "--cluster", file));
        words.addAll(List.of(more));
        return lab.start(words.toArray(String[]::new));
    }

    private List<String> remains() throws Exception {
        return Remains.of(cluster, ABOVE);
    }

    private void assertRemains(List<String> expected) {
        Awaitility.await("nothing but what is somebody else's")
                .untilAsserted(() -> assertThat(remains()).containsExactlyInAnyOrderElementsOf(expected));
    }

    private Admin admin() {
        return Admin.create(KafkaLogin.keytab(cluster, cluster.user()));
    }

    private FileSystem hdfs() throws Exception {
        return Hdfs.open(HadoopConfiguration.of(cluster), Kerberos.login(cluster, cluster.user()));
    }

    private void create(String topic, int partitions) throws Exception {
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 3)))
                    .all()
                    .get();
        }
        // A broker learns of a topic a moment after another.
        for (int i = 0; i < cluster.bootstrapServers().split(",").length; i++) {
            String broker = cluster.bootstrapServers().split(",")[i];
            Awaitility.await(topic + " is known to " + broker)
                    .ignoreExceptions()
                    .until(() -> described(topic, broker) != null);
        }
    }

    private TopicDescription describe(String topic) throws Exception {
        return described(topic, cluster.bootstrapServers());
    }

    private TopicDescription described(String topic, String brokers) throws Exception {
        Properties login = KafkaLogin.keytab(cluster, cluster.user());
        login.put("bootstrap.servers", brokers);
        try (Admin admin = Admin.create(login)) {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
        }
    }

    private void send() throws Exception {
        Properties login = KafkaLogin.keytab(cluster, cluster.user());
        try (var producer = new KafkaProducer<>(login, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(ClusterText.TOPIC, "somebody's")).get();
        }
    }

    private long records() {
        return new dev.kerbside.taxi.topic.TripTopic(KafkaLogin.keytab(cluster, cluster.user()), ClusterText.TOPIC)
                .records();
    }
}
