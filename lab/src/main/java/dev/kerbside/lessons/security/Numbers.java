package dev.kerbside.lessons.security;

import dev.kerbside.steps.TutorialContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes 0, 1, 2 … into a topic of three partitions, as the holder of the ticket of step 00. */
final class Numbers implements AutoCloseable {
    /** How many are sent at once. */
    static final int SOME = 30;

    private static final int PARTITIONS = 3;

    private final String topic;
    private final KafkaProducer<String, String> producer;
    private long sent;

    Numbers(TutorialContext context, String topic) {
        this.topic = topic;
        this.producer = new KafkaProducer<>(context.kafka(), new StringSerializer(), new StringSerializer());
    }

    /** Sends so many more; returns when all are acknowledged. */
    void send(int count) throws Exception {
        for (int i = 0; i < count; i++, sent++) {
            producer.send(new ProducerRecord<>(topic, (int) (sent % PARTITIONS), null, String.valueOf(sent)))
                    .get();
        }
    }

    /** How many so far. */
    long sent() {
        return sent;
    }

    String topic() {
        return topic;
    }

    @Override
    public void close() {
        producer.close();
    }
}
