import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.junit.*;
import java.time.Duration;
import java.util.*;
import org.apache.kafka.clients.admin.*;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.*;
import org.apache.kafka.common.serialization.*;
import org.junit.jupiter.api.Test;

class OrdersTest {
    @Test
    void anOrderIsSentAndReadAndKept(@Kerberized Properties client, @Kerberized WebHdfs hdfs) throws Exception {
        client.putAll(Map.of("group.id", "tdp-user-orders", "auto.offset.reset", "earliest"));
        Admin.create(client).createTopics(List.of(new NewTopic("tdp-user-orders", 1, (short) 3))).all().get();
        var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer());
        producer.send(new ProducerRecord<>("tdp-user-orders", "42")).get();
        var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of("tdp-user-orders"));
        assertThat(consumer.poll(Duration.ofSeconds(60))).extracting(one -> one.value()).containsExactly("42");
        hdfs.write("/user/tdp_user/order", "42".getBytes());
        assertThat(hdfs.read("/user/tdp_user/order")).asString().isEqualTo("42");
    }
}
