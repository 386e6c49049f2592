package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.TutorialNames;
import dev.kerbside.config.Address;
import dev.kerbside.kafka.TopicAdmin;
import dev.kerbside.security.KafkaLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** What the lab needs of a cluster's brokers, each by its use. */
final class KafkaChecks {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Endpoints lab;
    private final Ledger ledger;
    private final boolean mayUse;
    private final TutorialNames names;

    KafkaChecks(Endpoints lab, Ledger ledger, boolean mayUse) {
        this.lab = lab;
        this.ledger = ledger;
        this.mayUse = mayUse;
        this.names = lab.names();
    }

    /** Of clients that give up within seconds: whoever waits is a person. */
    static Properties impatient(Endpoints lab) {
        Properties login = KafkaLogin.ticket(lab);
        login.put("default.api.timeout.ms", "15000");
        login.put("request.timeout.ms", "10000");
        login.put("delivery.timeout.ms", "15000");
        login.put("linger.ms", "0");
        login.put("max.block.ms", "15000");
        return login;
    }

    /** Each bootstrap server's certificate, and its name in it. */
    String certificates() throws Exception {
        BrokerCertificate certificate = new BrokerCertificate(lab, KafkaLogin.ticket(lab));
        List<String> found = new ArrayList<>();
        for (String server : lab.bootstrapServers().split(",")) {
            found.add(certificate.check(Address.of(server)));
        }
        return String.join(", ", found);
    }

    String login() throws Exception {
        try (Admin admin = Admin.create(impatient(lab))) {
            return "%d brokers let %s in".formatted(nodes(admin).size(), lab.user());
        }
    }

    private static Collection<Node> nodes(Admin admin) throws Exception {
        return get(admin.describeCluster().nodes());
    }

    /** All brokers under the names that they give themselves, and enough of them for the replicas. */
    String brokers() throws Exception {
        try (Admin admin = Admin.create(impatient(lab))) {
            BrokerCertificate certificate = new BrokerCertificate(lab, KafkaLogin.ticket(lab));
            List<String> found = new ArrayList<>();
            for (Node node : nodes(admin)) {
                found.add(certificate.check(new Address(node.host(), node.port())));
            }
            return String.join(", ", found);
        }
    }

    /** That the topics can be created, which the controller is asked and does not do; or were lent. */
    String creation() throws Exception {
        try (Admin admin = Admin.create(impatient(lab))) {
            List<String> both = List.of(names.topic(), names.deadLetterTopic());
            Set<String> there = existing(admin, both);
            for (String topic : there) {
                lent(admin, topic);
            }
            if (there.size() == both.size()) {
                return "%s and its dead letters are there and empty, and were lent (lessons make topics of their own)"
                        .formatted(names.topic());
            }
            List<NewTopic> missing = Stream.concat(both.stream(), Stream.of(names.topic("probe-" + UUID.randomUUID())))
                    .filter(name -> !there.contains(name))
                    .map(name -> new NewTopic(name, names.partitions(), (short) names.replicas())
                            .configs(Map.of(Ledger.MARK, Ledger.ANY_MARK)))
                    .toList();
            get(admin.createTopics(missing, new CreateTopicsOptions().validateOnly(true))
                    .all());
            return "%s and its dead letters, with %d partitions and %d replicas, may be created"
                    .formatted(names.topic(), names.partitions(), names.replicas());
        }
    }

    /** Those of these that exist. */
    static Set<String> existing(Admin admin, Collection<String> some) throws Exception {
        Set<String> all = get(admin.listTopics().names());
        return some.stream().filter(all::contains).collect(Collectors.toSet());
    }

    private void lent(Admin admin, String topic) throws Exception {
        if (!mayUse) {
            throw LabException.checkFailed(
                    "The topic %s is there already. Say another kafka.topic; or existing=use, if it was made for the lab."
                            .formatted(topic));
        }
        TopicDescription found =
                get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        if (found.partitions().size() != names.partitions()
                || found.partitions().get(0).replicas().size() != names.replicas()) {
            throw LabException.checkFailed(
                    "The topic %s was lent (existing=use), and has %d partitions and %d replicas. Say so: kafka.partitions, kafka.replicas."
                            .formatted(
                                    topic,
                                    found.partitions().size(),
                                    found.partitions().get(0).replicas().size()));
        }
        requireEmpty(admin, topic);
        ledger.lend(topic, found.topicId().toString(), false);
    }

    private void requireEmpty(Admin admin, String topic) throws Exception {
        if (!new TopicAdmin(admin, impatient(lab)).isEmpty(topic)) {
            throw LabException.checkFailed(
                    "The topic %s was lent (existing=use), and has records: the lab would delete them. Empty it, or say another kafka.topic."
                            .formatted(topic));
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        Properties login = impatient(lab);
        login.put("group.id", names.group() + "-" + group);
        login.put("enable.auto.commit", "false");
        return new KafkaConsumer<>(login, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A record is sent, and comes back: through a topic of its own, or one that was lent and is emptied again. */
    String probe() throws Exception {
        String letters = names.deadLetterTopic();
        LedgerContents.Lent lent = ledger.read().orElseThrow().lent().get(letters);
        if (lent == null) {
            return probeOfItsOwn();
        }
        try (Admin admin = Admin.create(impatient(lab))) {
            requireEmpty(admin, letters);
            ledger.lend(letters, lent.id(), true);
            try {
                sendAndRead(new TopicPartition(letters, 0));
            } finally {
                new TopicAdmin(admin, impatient(lab)).deleteRecords(letters);
                ledger.lend(letters, lent.id(), false);
            }
            return "a record went through %s, which is empty again".formatted(letters);
        }
    }

    private String probeOfItsOwn() throws Exception {
        String topic = names.topic("probe-" + UUID.randomUUID());
        try (Admin admin = Admin.create(impatient(lab))) {
            ledger.change(written -> written.withProbe(topic));
            try {
                get(admin.createTopics(List.of(new NewTopic(topic, 1, (short) names.replicas())
                                .configs(Map.of(Ledger.MARK, Ledger.ANY_MARK))))
                        .values()
                        .get(topic));
                sendAndRead(new TopicPartition(topic, 0));
            } finally {
                deleteProbe(admin, impatient(lab), topic);
                ledger.change(written -> written.withoutProbe(topic));
            }
        }
        return "a record went through a topic of its own, which is gone again";
    }

    /**
     * Also one of which nobody knows whether it was created: nobody else has that name. Returns when no broker knows it
     * any more.
     */
    static void deleteProbe(Admin admin, Properties login, String topic) throws Exception {
        try {
            get(admin.deleteTopics(List.of(topic)).all());
            new TopicAdmin(admin, login).awaitGone(List.of(topic), LIMIT);
        } catch (UnknownTopicOrPartitionException e) {
            // It was not.
        } catch (ApiException e) {
            throw LabException.checkFailed(
                    "The probe, a topic %s, cannot be deleted: %s. Have it deleted, and the right to do so given."
                            .formatted(topic, e.getMessage()),
                    e);
        }
    }

    private void sendAndRead(TopicPartition partition) throws Exception {
        byte[] sent = "probe".getBytes(StandardCharsets.UTF_8);
        Properties login = impatient(lab);
        login.put("acks", "all");
        try (var producer = new KafkaProducer<>(login, new ByteArraySerializer(), new ByteArraySerializer());
                var consumer = consumer("probe")) {
            producer.send(new ProducerRecord<>(partition.topic(), 0, null, sent))
                    .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            Awaitility.await("the record that was sent to " + partition.topic())
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .until(() -> !consumer.poll(Duration.ofMillis(200)).isEmpty());
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /** The right to a group of the lab's, which is asked about and not made. */
    String group() {
        try (var consumer = consumer("probe")) {
            consumer.committed(Set.of(new TopicPartition(names.topic(), 0)), LIMIT);
        }
        return "groups that begin with %s are yours".formatted(names.group());
    }

    static <T> T get(KafkaFuture<T> future) throws Exception {
        try {
            return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
