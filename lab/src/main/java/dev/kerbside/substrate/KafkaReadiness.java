package dev.kerbside.substrate;

import dev.kerbside.Principal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The first use of a Kafka, by one client of tdp_user's: a second one would be one more login and handshake, on both
 * sides. As with {@link Readiness}, each method fails until it can be served, and may be repeated.
 */
final class KafkaReadiness implements AutoCloseable {
    private static final String PROBE = KafkaRights.PREFIX + "ready";
    private static final int SECONDS = 10;

    private final ImpatientClients clients;
    private final int brokers;
    private volatile Admin admin;

    KafkaReadiness(ImpatientClients clients, Topology topology) {
        this.clients = clients;
        this.brokers = topology.brokers().size();
    }

    /** The brokers authenticate a client, and know of each other. */
    synchronized void registered() throws Exception {
        int nodes =
                admin().describeCluster().nodes().get(SECONDS, TimeUnit.SECONDS).size();
        if (nodes < brokers) {
            throw new IOException(nodes + " of " + brokers + " brokers are registered");
        }
    }

    /** A topic with every replica in sync has accepted a record at each broker, the leader of one of its partitions. */
    synchronized void records() throws Exception {
        if (!admin().listTopics().names().get(SECONDS, TimeUnit.SECONDS).contains(PROBE)) {
            admin().createTopics(List.of(new NewTopic(PROBE, brokers, (short) Math.min(brokers, 3))))
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
        }
        boolean inSync = admin()
                .describeTopics(List.of(PROBE))
                .allTopicNames()
                .get(SECONDS, TimeUnit.SECONDS)
                .get(PROBE)
                .partitions()
                .stream()
                .allMatch(p -> p.isr().size() == Math.min(brokers, 3));
        if (!inSync) {
            throw new IOException("not all replicas are in sync");
        }
        try (var producer = new KafkaProducer<>(properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = IntStream.range(0, brokers)
                    .mapToObj(partition -> producer.send(new ProducerRecord<>(PROBE, partition, null, new byte[] {1})))
                    .toList();
            for (Future<RecordMetadata> record : sent) {
                record.get(SECONDS, TimeUnit.SECONDS);
            }
        }
        admin().deleteTopics(List.of(PROBE)).all().get(SECONDS, TimeUnit.SECONDS);
    }

    private Admin admin() {
        if (admin == null) {
            admin = Admin.create(properties());
        }
        return admin;
    }

    private Properties properties() {
        return clients.kafka(Principal.TDP_USER);
    }

    @Override
    public void close() {
        // Not after an attempt that hangs: where one broker could not start, the others are not waited for.
        Admin open = admin;
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}
