package dev.kerbside.taxi.topic;

import dev.kerbside.LabException;
import dev.kerbside.taxi.file.Fingerprint;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is in a topic of trips now: read from its first record to its last, without a consumer group's offsets. */
public final class TripTopic {
    private static final Duration STALL = Duration.ofSeconds(30);

    private final Properties login;
    private final String topic;

    public TripTopic(Properties login, String topic) {
        this.login = login;
        this.topic = topic;
    }

    /** Records in each partition. */
    public Map<Integer, Long> recordsByPartition() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            return partitions.stream()
                    .collect(Collectors.toMap(
                            TopicPartition::partition, p -> end.get(p) - begin.get(p), Long::sum, TreeMap::new));
        }
    }

    /** Records in the topic. */
    public long records() {
        return recordsByPartition().values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * The fingerprint of all trips in the topic.
     *
     * @throws LabException at a record that is not a trip, with its partition and offset
     */
    public Fingerprint fingerprint() {
        Fingerprint fingerprint = new Fingerprint();
        forEach(record -> {
            try {
                fingerprint.add(TripJson.parse(record.value()));
            } catch (IllegalArgumentException e) {
                throw LabException.checkFailed(
                        "Record at %s-%d offset %d is not a trip: %s. Empty the topic and produce again."
                                .formatted(topic, record.partition(), record.offset(), e.getMessage()),
                        e);
            }
        });
        return fingerprint;
    }

    /** Gives every record that is in the topic now to the reader. */
    public void forEach(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            while (!reached(consumer, end, partitions)) {
                var records = consumer.poll(STALL);
                if (records.isEmpty() && !reached(consumer, end, partitions)) {
                    throw LabException.checkFailed(
                            "No record of %s arrived for %d s before its end. Are all brokers up? lab status"
                                    .formatted(topic, STALL.toSeconds()));
                }
                records.forEach(reader);
            }
        }
    }

    private static boolean reached(
            KafkaConsumer<?, ?> consumer, Map<TopicPartition, Long> end, Collection<TopicPartition> partitions) {
        return partitions.stream().allMatch(p -> consumer.position(p) >= end.get(p));
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(topic, p.partition()))
                .toList();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties reading = new Properties();
        reading.putAll(login);
        // What it asks, and its end, come after a fetch that waits for more.
        reading.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
        return new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
