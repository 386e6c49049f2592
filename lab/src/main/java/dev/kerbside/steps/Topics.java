package dev.kerbside.steps;

import dev.kerbside.LabException;
import dev.kerbside.OwnTopics;
import dev.kerbside.TutorialNames;
import dev.kerbside.kafka.TopicAdmin;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** Some topics, as {@code kafka-topics} and {@code kafka-delete-records} handle them. */
public final class Topics implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration MOMENT = Duration.ofSeconds(3);

    private final OwnTopics own;
    private final Map<String, NewTopic> topics;
    private final Admin admin;
    private final TopicAdmin kafka;

    /** The tutorial's two. */
    static Topics of(TutorialContext context) {
        TutorialNames names = context.names();
        return of(
                context,
                Stream.of(names.topic(), names.deadLetterTopic())
                        .map(name -> new NewTopic(name, names.partitions(), (short) names.replicas()))
                        .toList());
    }

    /**
     * Others of the lab's.
     *
     * @param topics as they are, or will be when they are created
     */
    public static Topics of(TutorialContext context, List<NewTopic> topics) {
        return new Topics(context.kafka(), context.lab().ownTopics(), topics);
    }

    /**
     * Those of a lab that has started its cluster.
     *
     * @param topics as they are, or will be when they are created
     */
    public Topics(Properties login, List<NewTopic> topics) {
        this(login, OwnTopics.ALL, topics);
    }

    private Topics(Properties login, OwnTopics own, List<NewTopic> topics) {
        this.own = own;
        this.topics = topics.stream().collect(Collectors.toMap(NewTopic::name, topic -> topic));
        this.admin = Admin.create(login);
        this.kafka = new TopicAdmin(admin, login);
    }

    /** Those that exist. */
    public Set<String> existing() throws ExecutionException, InterruptedException {
        Set<String> names = admin.listTopics().names().get();
        return topics.keySet().stream().filter(names::contains).collect(Collectors.toSet());
    }

    /** This topic of theirs, or a clear word that it is missing. */
    void require(String topic) throws ExecutionException, InterruptedException {
        if (!existing().contains(topic)) {
            throw LabException.checkFailed(
                    "There is no topic %s. Create it first: lab step show 02-create-topic".formatted(topic));
        }
    }

    public TopicDescription describe(String topic) throws ExecutionException, InterruptedException {
        return kafka.describe(topic);
    }

    /** Creates those that were not lent, and returns when every replica is in sync and every leader knows its partition. */
    public void create() throws ExecutionException, InterruptedException {
        for (NewTopic topic : topics.values()) {
            if (!isLent(topic.name())) {
                create(topic);
            }
            // A broker learns of a topic a moment after another, and until then says that there is none.
            Awaitility.await(topic.name() + " has all replicas in sync")
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .ignoreExceptionsMatching(e -> e.getCause() instanceof RetriableException)
                    .until(() -> outOfSync(describe(topic.name())).isEmpty()
                            && kafka.ends(topic.name()).size() == topic.numPartitions());
        }
    }

    private void create(NewTopic topic) throws ExecutionException, InterruptedException {
        String name = topic.name();
        Map<String, String> mark = own.beforeCreating(name);
        Map<String, String> configs = new HashMap<>(mark);
        configs.putAll(topic.configs() == null ? Map.of() : topic.configs());
        NewTopic marked = new NewTopic(name, topic.numPartitions(), topic.replicationFactor()).configs(configs);
        try {
            admin.createTopics(List.of(marked)).values().get(name).get();
        } catch (ExecutionException e) {
            // It may be the lab's: of a creation whose answer was lost.
            if (e.getCause() instanceof TopicExistsException && !isMarked(name, mark)) {
                own.deleted(name);
                throw LabException.checkFailed(
                        "The topic %1$s is there already, and no step has made it: nothing was done to it. If it is yours, delete it: kafka-topics.sh --delete --topic %1$s"
                                .formatted(name),
                        e);
            } else if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
        if (!own.areAll()) {
            own.created(name, awaitId(name));
        }
    }

    private boolean isMarked(String topic, Map<String, String> mark) throws InterruptedException {
        return !mark.isEmpty() && kafka.hasConfigs(topic, mark);
    }

    /** Of a topic that was created a moment ago: the broker that is asked may not know it yet. */
    private String awaitId(String topic) {
        return Awaitility.await(topic + " is known")
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsMatching(e -> e.getCause() instanceof RetriableException)
                .until(() -> kafka.id(topic), Optional::isPresent)
                .orElseThrow();
    }

    private boolean isLent(String topic) throws ExecutionException, InterruptedException {
        return !own.areAll()
                && kafka.id(topic).filter(id -> own.isLent(topic, id)).isPresent();
    }

    /** Whether every broker has all that the topic's leaders have. */
    public boolean isInSync(String topic) throws ExecutionException, InterruptedException {
        return outOfSync(describe(topic)).isEmpty();
    }

    /** Numbers of the partitions that have fewer replicas in sync than the topic was to have. */
    List<Integer> outOfSync(TopicDescription topic) {
        int replicas = topics.get(topic.name()).replicationFactor();
        return topic.partitions().stream()
                .filter(p -> p.isr().size() != replicas)
                .map(p -> p.partition())
                .toList();
    }

    /**
     * Deletes those that are the lab's own, and returns when no broker knows them any more; empties those that were lent
     * and filled.
     *
     * @return those that were there, as the controller says: the broker that is asked for a list may be behind
     */
    public Set<String> delete() throws ExecutionException, InterruptedException {
        if (own.areAll()) {
            return deleteByName();
        }
        Set<String> existing = existing();
        Set<String> deleted = new TreeSet<>();
        for (String name : topics.keySet()) {
            finish(name, existing.contains(name));
            Optional<String> id = own.id(name);
            if (id.isPresent()) {
                if (kafka.delete(id.get())) {
                    deleted.add(name);
                }
                own.deleted(name);
            } else if (kafka.id(name).filter(found -> own.isFilled(name, found)).isPresent()) {
                kafka.deleteRecords(name);
            }
        }
        kafka.awaitGone(deleted, LIMIT);
        return deleted;
    }

    private Set<String> deleteByName() throws ExecutionException, InterruptedException {
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
        kafka.awaitGone(topics.keySet(), LIMIT);
        return deleted;
    }

    /** Of a creation whose creator ended before he knew: whether there is such a topic. */
    private void finish(String name, boolean exists) throws ExecutionException, InterruptedException {
        Map<String, String> mark = own.unfinished(name);
        if (mark.isEmpty()) {
            return;
        }
        if (exists && isMarked(name, mark)) {
            own.created(name, awaitId(name));
        } else if (!exists) {
            own.deleted(name);
        }
    }

    /** Those that are still there after a moment, and not lent: a broker learns of a deletion a moment after another. */
    Set<String> remaining() throws ExecutionException, InterruptedException {
        try {
            Awaitility.await("no topic is listed").atMost(MOMENT).until(() -> notLent()
                    .isEmpty());
        } catch (ConditionTimeoutException e) {
            return notLent();
        }
        return Set.of();
    }

    /** Those that exist, but for those that were lent. */
    Set<String> notLent() throws ExecutionException, InterruptedException {
        Set<String> rest = new TreeSet<>();
        for (String name : existing()) {
            if (own.areAll() || !isLent(name)) {
                rest.add(name);
            }
        }
        return rest;
    }

    /** Deletes their records, and leaves the topics: for the lab to fill them. */
    void empty() throws ExecutionException, InterruptedException {
        for (String topic : existing()) {
            if (!own.areAll()) {
                requireFillable(topic);
            }
            kafka.deleteRecords(topic);
        }
    }

    /** The lab's own, or one that it has filled; or an empty one, which a person may have made by hand. */
    private void requireFillable(String topic) throws ExecutionException, InterruptedException {
        String id = awaitId(topic);
        if (own.id(topic).filter(id::equals).isPresent() || own.isFilled(topic, id)) {
            return;
        }
        if (!kafka.isEmpty(topic)) {
            throw LabException.checkFailed(
                    "The topic %s has records, and no step has made it: nothing was deleted. If they are yours, delete them: ./03-ingest.sh does it, or kafka-delete-records.sh."
                            .formatted(topic));
        }
        own.fill(topic, id);
    }

    @Override
    public void close() {
        admin.close();
    }
}
