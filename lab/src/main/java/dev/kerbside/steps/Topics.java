package dev.kerbside.steps;

import dev.kerbside.LabException;
import dev.kerbside.taxi.TutorialNames;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Some topics, as {@code kafka-topics} and {@code kafka-delete-records} handle them. */
public final class Topics implements AutoCloseable {
    /** The tutorial's two. */
    static final List<String> TUTORIAL = List.of(TutorialNames.TOPIC, TutorialNames.DEAD_LETTER_TOPIC);

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final Properties login;
    private final Map<String, NewTopic> topics;
    private final Admin admin;

    /** The tutorial's two. */
    Topics(Properties login) {
        this(
                login,
                TUTORIAL.stream()
                        .map(name -> new NewTopic(name, TutorialNames.PARTITIONS, (short) TutorialNames.PARTITIONS))
                        .toList());
    }

    /** @param topics as they are, or will be when they are created */
    public Topics(Properties login, List<NewTopic> topics) {
        this.login = login;
        this.topics = topics.stream().collect(Collectors.toMap(NewTopic::name, topic -> topic));
        this.admin = Admin.create(login);
    }

    /** Those that exist. */
    public Set<String> existing() throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics().names().get();
        return topics.keySet().stream().filter(names::contains).collect(Collectors.toSet());
    }

    /** The tutorial's topic, or a clear word that it is missing. */
    void require() throws ExecutionException, InterruptedException {
        if (!existing().contains(TutorialNames.TOPIC)) {
            throw LabException.checkFailed("There is no topic %s. Create it first: lab step show 02-create-topic"
                    .formatted(TutorialNames.TOPIC));
        }
    }

    public TopicDescription describe(String topic) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    }

    /** Creates them, and returns when every replica is in sync and every leader knows its partition. */
    public void create() throws ExecutionException, InterruptedException {
        admin.createTopics(topics.values()).all().get();
        for (NewTopic topic : topics.values()) {
            // A broker learns of a topic a moment after another, and until then says that there is none.
            Awaitility.await(topic.name() + " has all replicas in sync")
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .ignoreExceptionsMatching(e -> e.getCause() instanceof RetriableException)
                    .until(() -> outOfSync(describe(topic.name())).isEmpty()
                            && ends(topic.name()).size() == topic.numPartitions());
        }
    }

    /** The end of each partition, as its leader says. */
    private Map<TopicPartition, ListOffsetsResultInfo> ends(String topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = describe(topic).partitions().stream()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p.partition()), p -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get();
    }

    /** Whether every broker has all that the topic's leaders have. */
    public boolean isInSync(String topic) throws ExecutionException, InterruptedException {
        return outOfSync(describe(topic)).isEmpty();
    }

    /** Numbers of the partitions that have fewer replicas in sync than there are brokers. */
    static List<Integer> outOfSync(TopicDescription topic) {
        return topic.partitions().stream()
                .filter(p -> p.isr().size() != TutorialNames.PARTITIONS)
                .map(p -> p.partition())
                .toList();
    }

    /**
     * Deletes them, and returns when no broker knows them any more.
     *
     * @return those that were there, as the controller says: the broker that is asked for a list may be behind
     */
    public Set<String> delete() throws ExecutionException, InterruptedException {
        Set<String> deleted = new TreeSet<>();
        for (var deletion :
                admin.deleteTopics(topics.keySet()).topicNameValues().entrySet()) {
            try {
                deletion.getValue().get();
                deleted.add(deletion.getKey());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
            }
        }
        for (Node broker : admin.describeCluster().nodes().get()) {
            Awaitility.await("the topics are gone from broker " + broker.idString())
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .until(() -> Collections.disjoint(listedBy(broker), topics.keySet()));
        }
        return deleted;
    }

    /**
     * The topics that one broker knows: it learns of a deletion a moment after another. An admin client asks any of
     * them; a consumer asks, as the first thing it does, the one that it was given.
     */
    private Set<String> listedBy(Node broker) {
        Properties here = new Properties();
        here.putAll(login);
        here.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.host() + ":" + broker.port());
        try (var consumer = new KafkaConsumer<>(here, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.listTopics().keySet();
        }
    }

    /** Those that are still there after a moment: a broker learns of a deletion a moment after another. */
    Set<String> remaining() throws ExecutionException, InterruptedException {
        try {
            Awaitility.await("no topic is listed").atMost(MOMENT).until(() -> existing()
                    .isEmpty());
        } catch (ConditionTimeoutException e) {
            return existing();
        }
        return Set.of();
    }

    /** Deletes their records, and leaves the topics. */
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
