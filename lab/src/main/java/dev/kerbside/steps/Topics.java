package dev.kerbside.steps;

import dev.kerbside.LabException;
import dev.kerbside.taxi.Names;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The tutorial's two topics, as {@code kafka-topics} and {@code kafka-delete-records} handle them. */
final class Topics implements AutoCloseable {
    static final List<String> ALL = List.of(Names.TOPIC, Names.DEAD_LETTER_TOPIC);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final Admin admin;

    Topics(Properties login) {
        this.admin = Admin.create(login);
    }

    /** Those of the two that exist. */
    Set<String> existing() throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics().names().get();
        return ALL.stream().filter(names::contains).collect(Collectors.toSet());
    }

    /** The tutorial's topic, or a clear word that it is missing. */
    void require() throws ExecutionException, InterruptedException {
        if (!existing().contains(Names.TOPIC)) {
            throw LabException.checkFailed(
                    "There is no topic %s. Create it first: lab step show 02-create-topic".formatted(Names.TOPIC));
        }
    }

    TopicDescription describe(String topic) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    }

    /** Creates both, and returns when every replica is in sync and every leader, so every broker, knows its partition. */
    void create() throws ExecutionException, InterruptedException {
        admin.createTopics(ALL.stream()
                        .map(name -> new NewTopic(name, Names.PARTITIONS, (short) Names.PARTITIONS))
                        .toList())
                .all()
                .get();
        for (String topic : ALL) {
            // A broker learns of a topic a moment after another, and until then says that there is none.
            Awaitility.await(topic + " has all replicas in sync")
                    .atMost(LIMIT)
                    .ignoreExceptionsMatching(e -> e.getCause() instanceof RetriableException)
                    .until(() -> inSync(describe(topic)) && ends(topic).size() == Names.PARTITIONS);
        }
    }

    /** The end of each partition, as its leader says. */
    private Map<TopicPartition, ListOffsetsResultInfo> ends(String topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = describe(topic).partitions().stream()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p.partition()), p -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get();
    }

    static boolean inSync(TopicDescription topic) {
        return topic.partitions().size() == Names.PARTITIONS && outOfSync(topic).isEmpty();
    }

    /** Numbers of the partitions that lack a replica in sync. */
    static List<Integer> outOfSync(TopicDescription topic) {
        return topic.partitions().stream()
                .filter(p -> p.isr().size() != Names.PARTITIONS)
                .map(p -> p.partition())
                .toList();
    }

    /** Deletes both, and returns when they are gone. */
    void delete() throws ExecutionException, InterruptedException {
        for (KafkaFuture<Void> deletion :
                admin.deleteTopics(existing()).topicNameValues().values()) {
            try {
                deletion.get();
            } catch (ExecutionException e) {
                // A broker that has not heard of an earlier deletion lists the topic still.
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        Awaitility.await("the topics are gone").atMost(LIMIT).until(() -> existing()
                .isEmpty());
    }

    /** Those of the two that are still there after a moment: a broker learns of a deletion a moment after another. */
    Set<String> remaining() throws ExecutionException, InterruptedException {
        try {
            Awaitility.await("no topic is listed").atMost(MOMENT).until(() -> existing()
                    .isEmpty());
        } catch (ConditionTimeoutException e) {
            return existing();
        }
        return Set.of();
    }

    /** Deletes the records of both topics, and leaves the topics. */
    void empty() throws ExecutionException, InterruptedException {
        for (String topic : existing()) {
            Map<TopicPartition, RecordsToDelete> all = ends(topic).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            end -> RecordsToDelete.beforeOffset(end.getValue().offset())));
            admin.deleteRecords(all).all().get();
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
