package dev.kerbside.lessons.sinks;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Hand-made records: made, and sent to partition 0 of a topic in this order. */
final class Records {
    private Records() {}

    /** A trip that says only when it ended, in UTC, and in which zone it began. */
    static String trip(LocalDateTime dropOff, int zone) {
        return "{\"lpep_dropoff_datetime\":%d,\"PULocationID\":%d}"
                .formatted(dropOff.toInstant(ZoneOffset.UTC).toEpochMilli(), zone);
    }

    /** Returns when all replicas in sync have all of them. */
    static void send(Properties login, String topic, List<byte[]> values)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(login, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (byte[] value : values) {
                sent.add(producer.send(new ProducerRecord<>(topic, 0, null, value)));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        }
    }
}
