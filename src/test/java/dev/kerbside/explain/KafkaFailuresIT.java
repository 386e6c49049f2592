package dev.kerbside.explain;

import static dev.kerbside.explain.Provoked.assertExplained;
import static dev.kerbside.explain.Provoked.kafka;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.security.CertificateAuthority;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.RunningLab;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** TLS and Kafka, with Kafka's own clients. */
@ExtendWith(RunningLab.class)
class KafkaFailuresIT {
    @TempDir
    private Path folder;

    private Properties tdpUser;

    @BeforeEach
    void open(Endpoints lab) {
        Kerberos.use(lab);
        tdpUser = KafkaLogin.keytab(lab, Principal.TDP_USER);
    }

    @Test
    void aMissingTruststore() throws Exception {
        for (String option : List.of("location", "password", "type")) {
            tdpUser.remove("ssl.truststore." + option);
        }
        assertExplained(kafka(tdpUser), "untrusted-ca", "truststore is missing");
    }

    @Test
    void aTruststoreOfAnotherAuthority() throws Exception {
        Path other = folder.resolve("truststore.p12");
        new CertificateAuthority("not the lab's").writeTruststore(other, "changeit");
        tdpUser.put("ssl.truststore.location", other.toString());
        tdpUser.put("ssl.truststore.password", "changeit");
        assertExplained(kafka(tdpUser), "untrusted-ca", "authority");
    }

    @Test
    void aTruststoreThatIsNotThere() throws Exception {
        tdpUser.put("ssl.truststore.location", folder.resolve("none.p12").toString());
        assertExplained(kafka(tdpUser), "truststore-not-found", "is not there");
    }

    @Test
    void aWrongPasswordOfTheTruststore() throws Exception {
        tdpUser.put("ssl.truststore.password", "wrong");
        assertExplained(kafka(tdpUser), "truststore-password", "password of the truststore");
    }

    @Test
    void aTruststoreOfAnotherType() throws Exception {
        tdpUser.put("ssl.truststore.type", "JKS");
        tdpUser.put(
                "ssl.truststore.location", Path.of("pom.xml").toAbsolutePath().toString());
        assertExplained(kafka(tdpUser), "truststore", "cannot be read");
    }

    @Test
    void anotherMechanismThanKerberos() throws Exception {
        tdpUser.put("sasl.mechanism", "PLAIN");
        tdpUser.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"a\" password=\"b\";");
        assertExplained(kafka(tdpUser), "mechanism-not-enabled", "does not take the mechanism");
    }

    @Test
    void aTopicOfAnotherName() throws Exception {
        assertExplained(
                kafka(tdpUser, admin -> admin.createTopics(List.of(new NewTopic("payments", 1, (short) 3)))
                        .all()),
                "kafka-not-authorized",
                "tdp-user-");
        assertExplained(
                kafka(tdpUser, admin -> admin.deleteTopics(List.of("payments")).all()), "kafka-not-authorized", "ACL");
    }

    @Test
    void aConsumerGroupOfAnotherName() throws Exception {
        tdpUser.put("group.id", "strangers");
        Throwable refused = catchThrowable(() -> {
            try (var consumer = new KafkaConsumer<>(tdpUser, new StringDeserializer(), new StringDeserializer())) {
                consumer.subscribe(List.of("tdp-user-nyc-taxi"));
                consumer.poll(Duration.ofSeconds(10));
            }
        });
        assertExplained(refused, "kafka-group-not-authorized", "consumer groups");
    }

    @Test
    void rightsThatOnlyBrokersHave() throws Exception {
        assertExplained(
                kafka(tdpUser, admin -> admin.describeAcls(AclBindingFilter.ANY).values()),
                "kafka-not-authorized",
                "ACLs");
    }

    @Test
    void aTopicThatIsNotThere() throws Exception {
        assertExplained(
                kafka(tdpUser, admin -> admin.describeTopics(List.of("tdp-user-missing"))
                        .allTopicNames()),
                "unknown-topic",
                "no such topic");
    }

    @Test
    void aTopicThatIsThereAlready() throws Exception {
        NewTopic topic = new NewTopic("tdp-user-twice", 1, (short) 3);
        assertThat(kafka(tdpUser, admin -> admin.createTopics(List.of(topic)).all()))
                .isNull();
        try {
            assertExplained(
                    kafka(tdpUser, admin -> admin.createTopics(List.of(topic)).all()),
                    "topic-exists",
                    "such a topic already");
        } finally {
            kafka(tdpUser, admin -> admin.deleteTopics(List.of(topic.name())).all());
        }
    }

    @Test
    void moreReplicasThanBrokers() throws Exception {
        assertExplained(
                kafka(tdpUser, admin -> admin.createTopics(List.of(new NewTopic("tdp-user-four", 1, (short) 4)))
                        .all()),
                "replication-factor",
                "more copies than there are brokers");
    }

    /** A command's small heap is too small for what the client takes for the length of an answer. */
    @Test
    void aCommandWithoutItsConfiguration(Endpoints lab) throws Exception {
        ProcessBuilder command = Lab.attach(lab.folder())
                .localShell()
                .running("kafka-topics.sh --list --bootstrap-server \"$LAB_BOOTSTRAP\"");
        assertExplained(Provoked.output(command, folder), "plaintext-to-tls", "--command-config");
    }

    /** With a large heap the client tries again, until its time is up. */
    @Test
    void aProgramWithoutTls() throws Exception {
        tdpUser.put("security.protocol", "SASL_PLAINTEXT");
        assertExplained(kafka(tdpUser), "no-broker", "without TLS");
    }

    @Test
    void aHostThatThisMachineDoesNotKnow() throws Exception {
        tdpUser.put("bootstrap.servers", "worker-99.tdp:9092");
        assertExplained(kafka(tdpUser), "unknown-host", "does not know the host's name");
    }

    @Test
    void aPortWhereNoBrokerIs() throws Exception {
        tdpUser.put("bootstrap.servers", "localhost:1");
        assertExplained(kafka(tdpUser), "no-broker", "No broker");
    }
}
