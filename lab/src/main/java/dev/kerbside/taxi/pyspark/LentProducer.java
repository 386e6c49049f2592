package dev.kerbside.taxi.pyspark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;

/** A producer of Java's, as lent_producer.py calls it: with values that both languages have. */
public final class LentProducer {
    private final Producer<byte[], byte[]> producer;
    private final List<Future<RecordMetadata>> sent = new ArrayList<>();
    private boolean closed;

    LentProducer(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Told in Python what became of a record, by its number from 0. */
    public interface Told {
        void acknowledged(int number, int partition, long offset);

        /** @param kind the name of Kafka's exception, in Java */
        void refused(int number, String kind, String message);
    }

    /** Sends the next record. */
    public void send(Told told, String topic, byte[] key, byte[] value, Integer partition) {
        int number = sent.size();
        sent.add(producer.send(new ProducerRecord<>(topic, partition, key, value), (metadata, e) -> {
            if (e == null) {
                told.acknowledged(number, metadata.partition(), metadata.offset());
            } else {
                told.refused(number, e.getClass().getSimpleName(), e.getMessage());
            }
        }));
    }

    /** Returns when it is known what became of the record; Python is told then. */
    public void settle(int number) throws InterruptedException {
        try {
            sent.get(number).get();
        } catch (ExecutionException e) {
            // Told already.
        }
    }

    public void flush() {
        producer.flush();
    }

    public void close() {
        closed = true;
        producer.close();
    }

    public boolean isClosed() {
        return closed;
    }

    public List<Integer> partitions(String topic) {
        return producer.partitionsFor(topic).stream()
                .map(PartitionInfo::partition)
                .toList();
    }
}
