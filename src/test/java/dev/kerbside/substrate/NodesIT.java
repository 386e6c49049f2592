package dev.kerbside.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.NodeStatus;
import dev.kerbside.Principal;
import dev.kerbside.Vitals;
import dev.kerbside.folder.LabControl;
import dev.kerbside.folder.LabFolder;
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
    void aNodeThatIsKilledIsDownAndServesAgainAfterItsStart(String node, Endpoints lab) {
        LabControl nodes = new LabControl(lab.folder());
        long before = pid(node, lab);

        nodes.kill(node);
        try {
            assertThat(Vitals.of(state(lab))).doesNotContainKey(node);
            assertThatThrownBy(() -> nodes.kill(node))
                    .isInstanceOf(LabException.class)
                    .hasMessage(node + " is down already.");
        } finally {
            nodes.start(node);
        }

        assertThat(Vitals.of(state(lab))).containsKey(node);
        assertThat(state(lab).ready()).isTrue();
        assertThat(before == 0 || pid(node, lab) != before).as("a new process").isTrue();
        assertThatThrownBy(() -> nodes.start(node)).hasMessage(node + " is up already.");
    }

    /** With more than one block the NameNode is in safe mode until a DataNode is back. */
    @Test
    void hdfsKeepsItsFilesWhenItsNodesAreKilled(Endpoints lab) throws Exception {
        LabControl nodes = new LabControl(lab.folder());
        var files = Stream.of("one", "two", "three")
                .map(name -> new org.apache.hadoop.fs.Path("/user/tdp_user/kept/" + name))
                .toList();
        try (FileSystem fs = Hdfs.open(Hdfs.configuration(lab), Kerberos.login(lab, Principal.TDP_USER))) {
            for (var file : files) {
                try (var out = fs.create(file, true)) {
                    out.writeUTF(file.getName());
                }
            }
        }
        nodes.kill("namenode");
        nodes.kill("datanode-1");
        nodes.start("namenode");
        nodes.start("datanode-1");
        // Another login: the connection of the first one ended with the NameNode, which its next call would notice.
        try (FileSystem fs = Hdfs.open(Hdfs.configuration(lab), Kerberos.login(lab, Principal.TDP_USER))) {
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
    void withTwoBrokersOfThreeGoneOnlyWhatTheLastOneLeadsIsRead(Endpoints lab) throws Exception {
        LabControl nodes = new LabControl(lab.folder());
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
            nodes.kill("broker-2");
            try {
                Awaitility.await("another leader of partition 1")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> List.of(1, 3).contains(leader(admin, topic, 1)));
                int leader = leader(admin, topic, 1);
                nodes.kill("broker-3");
                try {
                    assertThat(List.of(read(login, topic, 0), read(login, topic, 1), read(login, topic, 2)))
                            .containsExactly(1, leader == 1 ? 1 : 0, 0);
                } finally {
                    nodes.start("broker-3");
                }
            } finally {
                nodes.start("broker-2");
            }
            assertThat(List.of(read(login, topic, 0), read(login, topic, 1), read(login, topic, 2)))
                    .containsExactly(1, 1, 1);
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
    void aUserWhoGetsANewPasswordHasANewKeytabAndTheOldOneIsRefused(Endpoints lab, @TempDir Path folder)
            throws Exception {
        Path old = Files.copy(lab.keytab(Principal.OTHER_USER), folder.resolve("old.keytab"));
        new LabControl(lab.folder()).changePassword("other_user");
        Kerberos.kinit(
                lab.krb5Conf(), Principal.OTHER_USER, lab.keytab(Principal.OTHER_USER), folder.resolve("krb5cc"));
        assertThatThrownBy(
                        () -> Kerberos.kinit(lab.krb5Conf(), Principal.OTHER_USER, old, folder.resolve("krb5cc_old")))
                .isInstanceOf(KrbException.class);
        assertThatThrownBy(() -> new LabControl(lab.folder()).changePassword("kafka/localhost"))
                .hasMessage("There is no user 'kafka/localhost'. Users: other_user, tdp_user.");
    }

    @Test
    void ticketsFromBeforeTheKdcWasKilledAreGood(Endpoints lab, @TempDir Path folder) throws Exception {
        Path cache = folder.resolve("krb5cc");
        Kerberos.kinit(lab.krb5Conf(), Principal.TDP_USER, lab.keytab(Principal.TDP_USER), cache);
        LabControl nodes = new LabControl(lab.folder());
        nodes.kill("kdc");
        nodes.start("kdc");
        KrbClient client = new KrbClient(lab.krb5Conf().getParent().toFile());
        client.init();
        assertThat(client.requestSgt(cache.toFile(), lab.services().get(0) + "@" + lab.realm()))
                .isNotNull();
    }

    @Test
    void aNodeThatTheLabDoesNotHaveIsRefusedWithThoseThatItHas(Endpoints lab) {
        assertThatThrownBy(() -> new LabControl(lab.folder()).kill("broker-9"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("broker-9")
                .hasMessageContaining("broker-1, broker-2, broker-3");
    }

    private static LabFolder.State state(Endpoints lab) {
        return LabFolder.running(lab.folder()).orElseThrow();
    }

    private static long pid(String node, Endpoints lab) {
        return state(lab).nodes().stream()
                .filter(one -> one.name().equals(node))
                .mapToLong(NodeStatus::pid)
                .findFirst()
                .orElseThrow();
    }
}
