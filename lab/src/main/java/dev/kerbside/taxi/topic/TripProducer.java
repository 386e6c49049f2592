package dev.kerbside.taxi.topic;

import dev.kerbside.LabException;
import dev.kerbside.taxi.file.TripFile;
import java.util.Iterator;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Section 2 of the tutorial: one JSON record a row of the file, idempotent, acknowledged by all replicas in sync, and
 * every acknowledgement checked. Constant memory.
 */
public final class TripProducer {
    private static final long REPORT_EVERY = 1_000;
    private static final long SHORTEST_PARK = 50_000_000;
    private static final long LONGEST_PARK = 100_000_000;

    private final Properties kafka;
    private final String topic;
    private volatile double rowsPerSecond;
    private volatile boolean stopped;
    private double pace;
    private long pacedFrom;
    private long pacedSince;

    /**
     * @param login a client configuration with security settings
     * @param rowsPerSecond for a live feel; 0 for as fast as possible
     */
    public TripProducer(Properties login, String topic, double rowsPerSecond) {
        this.topic = topic;
        this.rowsPerSecond = rowsPerSecond;
        this.kafka = settings(login);
    }

    /** The whole configuration of its Kafka client, but for the serializers. */
    public static Properties settings(Properties login) {
        Properties kafka = new Properties();
        kafka.putAll(login);
        kafka.put("acks", "all");
        kafka.put("enable.idempotence", "true");
        kafka.put("compression.type", "lz4");
        kafka.put("linger.ms", "10");
        kafka.put("batch.size", "131072");
        // Full with compressed batches, Kafka's 32 MiB let half a million records wait.
        kafka.put("buffer.memory", "8388608");
        return kafka;
    }

    /** Another speed from here on; another thread may set it while this one sends. */
    public void rowsPerSecond(double rate) {
        rowsPerSecond = rate;
    }

    /** Sends no further record, because nobody waits for it any more; another thread may say so while this one sends. */
    public void stop() {
        stopped = true;
    }

    /**
     * Sends the rest of the file, unless it is stopped, and returns when every record is acknowledged.
     *
     * @param progress is told how many records are acknowledged so far
     * @return records acknowledged, which is the number of rows read
     * @throws LabException at the first record that is refused, with the number acknowledged before
     */
    public long send(TripFile file, LongConsumer progress) throws java.io.IOException {
        return send(records(file), progress);
    }

    /** The rest of the file, a record a row. */
    public static Iterator<byte[]> records(TripFile file) throws java.io.IOException {
        TripJson json = TripJson.of(file);
        return Stream.generate(file::read)
                .takeWhile(Objects::nonNull)
                .map(json::write)
                .iterator();
    }

    /** The same with records as they are, to the topic's partitions in turn. */
    public long send(Iterator<byte[]> records, LongConsumer progress) {
        AtomicLong acknowledged = new AtomicLong();
        AtomicReference<Exception> refused = new AtomicReference<>();
        long sent = 0;
        try (var producer = new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(topic).size();
            while (refused.get() == null && !stopped && records.hasNext()) {
                pace(sent);
                // Row i goes to partition i mod n: all are used evenly, whatever the size of the file.
                int partition = (int) (sent++ % partitions);
                producer.send(new ProducerRecord<>(topic, partition, null, records.next()), (metadata, e) -> {
                    if (e != null) {
                        refused.compareAndSet(null, e);
                    } else if (acknowledged.incrementAndGet() % REPORT_EVERY == 0) {
                        progress.accept(acknowledged.get());
                    }
                });
            }
            producer.flush();
        }
        if (refused.get() != null || acknowledged.get() != sent) {
            throw LabException.checkFailed(
                    "Topic %s took %,d of %,d records, then refused one: %s. Look at the broker logs, take the step back (lab step reset STEP) and do it again."
                            .formatted(topic, acknowledged.get(), sent, refused.get()),
                    refused.get());
        }
        progress.accept(sent);
        return sent;
    }

    private void pace(long sent) {
        double rate = rowsPerSecond;
        if (rate != pace || sent == 0) {
            pace = rate;
            pacedFrom = sent;
            pacedSince = System.nanoTime();
        }
        if (rate > 0) {
            long due = pacedSince + (long) ((sent - pacedFrom) / rate * 1e9);
            for (long early = due - System.nanoTime();
                    early > 0 && rowsPerSecond == rate && !stopped;
                    early = due - System.nanoTime()) {
                // Then come all that are due by then: a request for each record would keep the brokers busy.
                LockSupport.parkNanos(Math.min(Math.max(early, SHORTEST_PARK), LONGEST_PARK));
            }
        }
    }
}
