package dev.kerbside.refusals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** What somebody tries with Kafka's own clients; each attempt throws what the client reports, unwrapped. */
final class KafkaAttempts {
    private final Properties login;

    private KafkaAttempts(Properties login) {
        this.login = login;
    }

    /** Attempts with this client configuration, and with little patience. */
    static KafkaAttempts as(Properties login) {
        return new KafkaAttempts(login)
                .with("default.api.timeout.ms", "12000")
                .with("request.timeout.ms", "6000")
                .with("max.block.ms", "12000")
                .with("delivery.timeout.ms", "12000")
                .with("linger.ms", "0")
                .with("auto.offset.reset", "earliest")
                .with("enable.auto.commit", "false");
    }

    /** With this option besides. */
    KafkaAttempts with(String option, String value) {
        Properties changed = new Properties();
        changed.putAll(login);
        changed.put(option, value);
        return new KafkaAttempts(changed);
    }

    /** Something that an administrator asks. */
    interface Question<T> {
        Future<T> ask(Admin admin);
    }

    <T> T ask(Question<T> question) throws Exception {
        try (Admin admin = Admin.create(login)) {
            return result(question.ask(admin));
        }
    }

    Set<String> listTopics() throws Exception {
        return ask(admin -> admin.listTopics().names());
    }

    TopicDescription describe(String topic) throws Exception {
        return ask(
                admin -> admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
    }

    RecordMetadata produce(String topic, String value) throws Exception {
        try (var producer = new KafkaProducer<>(login, new StringSerializer(), new StringSerializer())) {
            return result(producer.send(new ProducerRecord<>(topic, 0, null, value)));
        }
    }

    /**
     * All of the values in one transaction, which is then committed, or aborted.
     *
     * @param id the transactional id
     */
    void produceExactlyOnce(String id, String topic, List<String> values, boolean commit) {
        Properties producing = with("transactional.id", id).login;
        try (var producer = new KafkaProducer<>(producing, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            values.forEach(value -> producer.send(new ProducerRecord<>(topic, 0, null, value)));
            producer.flush();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    /** The values of partition 0, of committed transactions only, from the beginning to this one. */
    List<String> committedUntil(String topic, String last) {
        TopicPartition partition = new TopicPartition(topic, 0);
        Properties reading = with("isolation.level", "read_committed").login;
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(reading, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            Awaitility.await(last).atMost(Duration.ofSeconds(60)).until(() -> {
                consumer.poll(Duration.ofMillis(500)).records(partition).forEach(record -> values.add(record.value()));
                return values.contains(last);
            });
        }
        return values;
    }

    /** The first record of partition 0, without a group. */
    String firstRecord(String topic) {
        TopicPartition partition = new TopicPartition(topic, 0);
        try (var consumer = new KafkaConsumer<>(login, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            return consumer.poll(Duration.ofSeconds(12))
                    .records(partition)
                    .get(0)
                    .value();
        }
    }

    /** Where the group stands in the topic: the first thing that its members ask. */
    void joinGroup(String topic, String group) {
        Properties member = with("group.id", group).login;
        try (var consumer = new KafkaConsumer<>(member, new StringDeserializer(), new StringDeserializer())) {
            consumer.committed(Set.of(new TopicPartition(topic, 0)));
        }
    }

    private static <T> T result(Future<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
