package dev.kerbside.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.RunningLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any process may have a node of a running lab killed, and started again with its data. */
@ExtendWith(RunningLab.class)
class NodesIT {
    @ParameterizedTest
    @ValueSource(strings = {"broker-2", "kdc"})
    void aNodeThatIsKilledIsDownAndServesAgainAfterItsStart(String node, Lab running) {
        Endpoints lab = running.endpoints();
        long before = running.node(node).pid();

        running.node(node).kill();
        try {
            assertThat(running.node(node).vitals()).isEmpty();
            assertThatThrownBy(() -> running.node(node).kill())
                    .isInstanceOf(LabException.class)
                    .hasMessage(node + " is down already.");
        } finally {
            running.node(node).start();
        }

        assertThat(running.node(node).vitals()).isPresent();
        assertThat(state(lab).ready()).isTrue();
        assertThat(before == 0 || running.node(node).pid() != before)
                .as("a new process")
                .isTrue();
        assertThatThrownBy(() -> running.node(node).start()).hasMessage(node + " is up already.");
    }

    /** Java's Kerberos settings are those of a whole JVM, in which somebody else may have used another realm. */
    @Test
    void aNodeServesAgainWhereAnotherRealmWasUsedMeanwhile(Lab running, @TempDir Path folder) throws Exception {
        running.node("broker-3").kill();
        try {
            Path other = Files.writeString(
                    folder.resolve("krb5.conf"),
                    Files.readString(running.endpoints().krb5Conf())
                            .replace(running.endpoints().realm(), "EXAMPLE.ORG"));
            Kerberos.use(other);
        } finally {
            running.node("broker-3").start();
        }

        assertThat(running.node("broker-3").vitals()).isPresent();
    }

    /** With more than one block the NameNode is in safe mode until a DataNode is back. */
    @Test
    void hdfsKeepsItsFilesWhenItsNodesAreKilled(Lab running) throws Exception {
        Endpoints lab = running.endpoints();
        var files = Stream.of("one", "two", "three")
                .map(name -> new org.apache.hadoop.fs.Path("/user/tdp_user/kept/" + name))
                .toList();
        try (FileSystem fs = Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, Principal.TDP_USER))) {
            for (var file : files) {
                try (var out = fs.create(file, true)) {
                    out.writeUTF(file.getName());
                }
            }
        }
        running.node("namenode").kill();
        running.node("datanode-1").kill();
        running.node("namenode").start();
        running.node("datanode-1").start();
        // Another login: the connection of the first one ended with the NameNode, which its next call would notice.
        try (FileSystem fs = Hdfs.open(HadoopConfiguration.of(lab), Kerberos.login(lab, Principal.TDP_USER))) {
            for (var file : files) {
                try (var in = fs.open(file)) {
                    assertThat(in.readUTF()).isEqualTo(file.getName());
                }
            }
            fs.delete(files.get(0).getParent(), true);
        }
    }

    /** Each broker is a controller too: page 25, question 2. */
    @Test
    void withTwoBrokersOfThreeGoneOnlyWhatTheLastOneLeadsIsRead(Lab running) throws Exception {
        Endpoints lab = running.endpoints();
        Properties login = KafkaLogin.keytab(lab, Principal.TDP_USER);
        String topic = "tdp-user-two-gone";
        try (Admin admin = Admin.create(login);
                var producer = new KafkaProducer<>(login, new StringSerializer(), new StringSerializer())) {
            var replicas = Map.of(0, List.of(1, 2, 3), 1, List.of(2, 3, 1), 2, List.of(3, 1, 2));
            admin.createTopics(List.of(new NewTopic(topic, replicas))).all().get();
            for (int partition : replicas.keySet()) {
                producer.send(new ProducerRecord<>(topic, partition, null, "one"))
                        .get();
            }
            running.node("broker-2").kill();
            try {
                Awaitility.await("another leader of partition 1")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> List.of(1, 3).contains(leader(admin, topic, 1)));
                int leader = leader(admin, topic, 1);
                running.node("broker-3").kill();
                try {
                    assertThat(readEach(login, topic)).containsExactly(1, leader == 1 ? 1 : 0, 0);
                } finally {
                    running.node("broker-3").start();
                }
            } finally {
                running.node("broker-2").start();
            }
            assertThat(readEach(login, topic)).containsExactly(1, 1, 1);
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private static int leader(Admin admin, String topic, int partition) throws Exception {
        var leader = admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .get(partition)
                .leader();
        return leader == null ? -1 : leader.id();
    }

    /** What the three partitions give, asked at the same time. */
    private static int[] readEach(Properties login, String topic) {
        int[] counts = new int[3];
        Parallel.run(IntStream.range(0, counts.length)
                .<Runnable>mapToObj(partition -> () -> counts[partition] = read(login, topic, partition))
                .toList());
        return counts;
    }

    /** The records that a partition gives within the time that any of them would take. */
    private static int read(Properties login, String topic, int partition) {
        try (var consumer = new KafkaConsumer<>(login, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition one = new TopicPartition(topic, partition);
            consumer.assign(List.of(one));
            consumer.seek(one, 0);
            return consumer.poll(Duration.ofSeconds(8)).count();
        }
    }

    /** On a KDC of a company a password is changed without a restart; what clients see is the same. */
    @Test
    void aUserWhoGetsANewPasswordHasANewKeytabAndTheOldOneIsRefused(Lab running, @TempDir Path folder)
            throws Exception {
        Endpoints lab = running.endpoints();
        Path old = Files.copy(lab.keytab(Principal.OTHER_USER), folder.resolve("old.keytab"));
        running.changePassword(Principal.OTHER_USER);
        Kerberos.kinit(
                lab.krb5Conf(), Principal.OTHER_USER, lab.keytab(Principal.OTHER_USER), folder.resolve("krb5cc"));
        assertThatThrownBy(
                        () -> Kerberos.kinit(lab.krb5Conf(), Principal.OTHER_USER, old, folder.resolve("krb5cc_old")))
                .isInstanceOf(KrbException.class);
        assertThatThrownBy(() -> running.changePassword(Principal.service("kafka", "localhost")))
                .hasMessage("There is no user 'kafka/localhost'. Users: other_user, tdp_user.");
    }

    @Test
    void ticketsFromBeforeTheKdcWasKilledAreGood(Lab running, @TempDir Path folder) throws Exception {
        Endpoints lab = running.endpoints();
        Path cache = folder.resolve("krb5cc");
        Kerberos.kinit(lab.krb5Conf(), Principal.TDP_USER, lab.keytab(Principal.TDP_USER), cache);
        running.node("kdc").kill();
        running.node("kdc").start();
        KrbClient client = new KrbClient(lab.krb5Conf().getParent().toFile());
        client.init();
        assertThat(client.requestSgt(cache.toFile(), lab.services().get(0) + "@" + lab.realm()))
                .isNotNull();
    }

    @Test
    void aNodeThatTheLabDoesNotHaveIsRefusedWithThoseThatItHas(Lab running) {
        Endpoints lab = running.endpoints();
        assertThatThrownBy(() -> running.node("broker-9").kill())
                .isInstanceOf(LabException.class)
                .hasMessageContaining("broker-9")
                .hasMessageContaining("broker-1, broker-2, broker-3");
    }

    private static LabState state(Endpoints lab) {
        return LabFolder.running(lab.folder()).orElseThrow();
    }
}
