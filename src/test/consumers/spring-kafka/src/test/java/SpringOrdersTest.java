import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.junit.*;
import java.util.*;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.serialization.*;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.*;

@Kerberized
class SpringOrdersTest {
    @Test
    void anOrderIsSentAndReadAndKept(@Kerberized Map<String, Object> client, @Kerberized WebHdfs hdfs) throws Exception {
        client.putAll(Map.of("group.id", "tdp-user-orders", "auto.offset.reset", "earliest"));
        new KafkaAdmin(client).createOrModifyTopics(new NewTopic("tdp-user-orders", 1, (short) 1));
        var producers = new DefaultKafkaProducerFactory<>(client, new StringSerializer(), new StringSerializer());
        var template = new KafkaTemplate<>(producers);
        template.setConsumerFactory(
                new DefaultKafkaConsumerFactory<>(client, new StringDeserializer(), new StringDeserializer()));
        template.send("tdp-user-orders", "42").get();
        assertThat(template.receive("tdp-user-orders", 0, 0).value()).isEqualTo("42");
        hdfs.write("/user/tdp_user/order", "42".getBytes());
        assertThat(hdfs.read("/user/tdp_user/order")).asString().isEqualTo("42");
    }
}
