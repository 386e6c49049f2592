package dev.kerbside.lessons.sinks;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.topic.TripJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A month of trips with bad records among them, the same for the same file: before one trip in fifty comes a bad record
 * made of it, or the trip itself comes in another version of the schema. Two records have 10 MB: the first trip, with a
 * long remark, and one that is no trip.
 */
final class CorruptMonth {
    /** Bytes of a large record, about. */
    static final int LARGE = 10_000_000;

    /** What a record may have at most, for producer and topic: room for a large one. */
    static final String LIMIT = "12582912";

    private static final int ONE_IN = 50;

    private final Random random = new Random(28);
    private final Map<String, Long> spoilt = new TreeMap<>();
    private final AtomicReference<Exception> refused = new AtomicReference<>();

    /** A text of that many letters that no compression makes small. */
    static String letters(int length) {
        return new Random(10)
                .ints(length, 'A', 'z' + 1)
                .map(letter -> Character.isLetter(letter) ? letter : letter - 32)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** What a producer needs to send a large record. */
    static Properties large(Properties login) {
        Properties large = new Properties();
        large.putAll(login);
        large.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LIMIT);
        return large;
    }

    /**
     * Sends it; returns when all replicas in sync have every record.
     *
     * @return how many of each kind there are
     */
    Map<String, Long> send(Properties login, String topic, TripFile file) throws Exception {
        TripJson json = TripJson.of(file);
        try (var producer = new KafkaProducer<>(large(login), new ByteArraySerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(topic).size();
            String remark = letters(LARGE);
            send(producer, new ProducerRecord<>(topic, 0, null, remark.getBytes(StandardCharsets.UTF_8)));
            int row = 0;
            int kind = 0;
            for (Trip trip = file.read(); trip != null; trip = file.read()) {
                byte[] record = json.write(trip);
                int partition = row % partitions;
                if (row++ == 0) {
                    record = new String(record, StandardCharsets.UTF_8)
                            .replaceFirst("}$", ",\"remark\":\"" + remark + "\"}")
                            .getBytes(StandardCharsets.UTF_8);
                } else if (random.nextInt(ONE_IN) == 0) {
                    CorruptRecords one = CorruptRecords.values()[kind++ % CorruptRecords.values().length];
                    spoilt.merge(one.name(), 1L, Long::sum);
                    byte[] value = one.value(record, random);
                    if (one.isTrip()) {
                        record = value;
                    } else {
                        send(producer, new ProducerRecord<>(topic, partition, null, value));
                    }
                }
                send(producer, new ProducerRecord<>(topic, partition, null, record));
            }
        }
        if (refused.get() != null) {
            throw refused.get();
        }
        return spoilt;
    }

    private void send(KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
        producer.send(record, (metadata, e) -> {
            if (e != null) {
                refused.compareAndSet(null, e);
            }
        });
    }
}
