package dev.kerbside.lessons.security;

import dev.kerbside.text.Messages;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** A client that asks the leader of each partition of a topic for its end, and so has a connection to each broker. */
final class KafkaProbe implements AutoCloseable {
    /** What it says when every broker has answered. */
    static final String SERVED = "served";

    private final Admin admin;
    private final String topic;

    /** @throws KafkaException if it cannot log in */
    KafkaProbe(Properties login, String topic) {
        Properties impatient = new Properties();
        impatient.putAll(login);
        // A client without credentials is not refused at once: it hopes for its login to be renewed.
        impatient.put("default.api.timeout.ms", "10000");
        impatient.put("request.timeout.ms", "5000");
        this.admin = Admin.create(impatient);
        this.topic = topic;
    }

    /** {@link #SERVED}, or the innermost words of the refusal; a new client each time. */
    static String once(Properties login, String topic) {
        try (KafkaProbe probe = new KafkaProbe(login, topic)) {
            return probe.ask();
        } catch (KafkaException e) {
            return words(e);
        }
    }

    /** As {@link #once(Properties, String)} for a client without a right to any topic: it asks who the brokers are. */
    static String once(Properties login) {
        return once(login, null);
    }

    /** As {@link #once}, by the connections that are there. */
    String ask() {
        try {
            if (topic == null) {
                admin.describeCluster().nodes().get();
                return SERVED;
            }
            TopicDescription described =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
            Map<TopicPartition, OffsetSpec> ends = described.partitions().stream()
                    .collect(Collectors.toMap(p -> new TopicPartition(topic, p.partition()), p -> OffsetSpec.latest()));
            admin.listOffsets(ends).all().get();
            return SERVED;
        } catch (ExecutionException e) {
            return words(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return words(e);
        }
    }

    /** What the login said, if it failed; else the innermost words. */
    static String words(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof LoginException) {
                return Messages.first(cause);
            }
        }
        return Messages.first(Messages.innermost(e));
    }

    @Override
    public void close() {
        admin.close();
    }
}
