package dev.kerbside.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicIdException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/**
 * What is asked of any topic, and done with it. Every method throws what Kafka says as the cause of an {@link
 * ExecutionException}.
 *
 * @param admin the caller closes it
 * @param login its configuration, for clients that must ask one broker in particular
 */
public record TopicAdmin(Admin admin, Properties login) {
    public TopicDescription describe(String topic) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    }

    /** The id that Kafka gave it, if there is such a topic: the broker that is asked may be a moment behind. */
    public Optional<String> id(String topic) throws ExecutionException, InterruptedException {
        try {
            return Optional.of(describe(topic).topicId().toString());
        } catch (ExecutionException e) {
            if (isUnknown(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The end of each partition, as its leader says. */
    public Map<TopicPartition, Long> ends(String topic) throws ExecutionException, InterruptedException {
        return offsets(topic, OffsetSpec.latest());
    }

    /** Whether it has no records. */
    public boolean isEmpty(String topic) throws ExecutionException, InterruptedException {
        return ends(topic).equals(offsets(topic, OffsetSpec.earliest()));
    }

    private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> all = describe(topic).partitions().stream()
                .collect(Collectors.toMap(p -> new TopicPartition(topic, p.partition()), p -> which));
        return admin.listOffsets(all).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    /** Deletes its records, and leaves the topic. */
    public void deleteRecords(String topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, RecordsToDelete> all = ends(topic).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue())));
        admin.deleteRecords(all).all().get();
    }

    /** Whether its configuration has all of these; no, to whoever may not ask. */
    public boolean hasConfigs(String topic, Map<String, String> configs) throws InterruptedException {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try {
            Config found = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return configs.entrySet().stream()
                    .allMatch(one -> found.get(one.getKey()) != null
                            && one.getValue().equals(found.get(one.getKey()).value()));
        } catch (ExecutionException e) {
            return false;
        }
    }

    /**
     * Deletes the topic of this id, and no other of its name.
     *
     * @return whether it was there
     */
    public boolean delete(String id) throws ExecutionException, InterruptedException {
        try {
            admin.deleteTopics(TopicCollection.ofTopicIds(List.of(Uuid.fromString(id))))
                    .all()
                    .get();
            return true;
        } catch (ExecutionException e) {
            if (isUnknown(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isUnknown(ExecutionException e) {
        return e.getCause() instanceof UnknownTopicOrPartitionException
                || e.getCause() instanceof UnknownTopicIdException;
    }

    /** Returns when no broker knows any of these topics any more: it learns of a deletion a moment after another. */
    public void awaitGone(Collection<String> topics, Duration limit) throws ExecutionException, InterruptedException {
        for (Node broker : admin.describeCluster().nodes().get()) {
            Awaitility.await("the topics are gone from broker " + broker.idString())
                    .atMost(limit)
                    .pollDelay(Duration.ZERO)
                    .until(() -> Collections.disjoint(listedBy(broker), topics));
        }
    }

    /** An admin client asks any broker; a consumer asks, as the first thing it does, the one that it was given. */
    private Set<String> listedBy(Node broker) {
        Properties here = new Properties();
        here.putAll(login);
        here.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.host() + ":" + broker.port());
        try (var consumer = new KafkaConsumer<>(here, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.listTopics().keySet();
        }
    }
}
