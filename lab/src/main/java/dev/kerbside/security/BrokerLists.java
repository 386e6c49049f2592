package dev.kerbside.security;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/**
 * The topics that each broker knows. It learns of a deletion a moment after another. An admin client asks any of them; a
 * consumer asks, as the first thing it does, the one that it was given.
 */
public final class BrokerLists {
    private BrokerLists() {}

    /** Returns when no broker knows any of these topics any more. */
    public static void awaitGone(Admin admin, Properties login, Collection<String> topics, Duration limit)
            throws ExecutionException, InterruptedException {
        for (Node broker : admin.describeCluster().nodes().get()) {
            Awaitility.await("the topics are gone from broker " + broker.idString())
                    .atMost(limit)
                    .pollDelay(Duration.ZERO)
                    .until(() -> Collections.disjoint(listedBy(broker, login), topics));
        }
    }

    private static Set<String> listedBy(Node broker, Properties login) {
        Properties here = new Properties();
        here.putAll(login);
        here.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, broker.host() + ":" + broker.port());
        try (var consumer = new KafkaConsumer<>(here, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.listTopics().keySet();
        }
    }
}
