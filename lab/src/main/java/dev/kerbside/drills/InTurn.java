package dev.kerbside.drills;

import java.util.Map;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.utils.Utils;

/** Without a key to each partition in turn; with one as Kafka does, in every language. */
final class InTurn implements Partitioner {
    static final int PARTITIONS = 3;

    private int next;

    @Override
    public int partition(String topic, Object key, byte[] keyBytes, Object value, byte[] bytes, Cluster cluster) {
        return keyBytes == null ? next++ % PARTITIONS : Utils.toPositive(Utils.murmur2(keyBytes)) % PARTITIONS;
    }

    @Override
    public void configure(Map<String, ?> settings) {}

    @Override
    public void close() {}
}
