package dev.kerbside.taxi.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.testkit.RunningLab;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningLab.class)
class TripProducerIT {
    private static final String TOPIC = "tdp-user-trip-producer-it";
    private static final long LIMIT_SECONDS = 60;

    @Test
    void itEndsWhenNobodyWaitsForTheRecordsAnyMore(Endpoints lab) throws Exception {
        Properties login = KafkaLogin.keytab(lab, Principal.TDP_USER);
        try (Admin admin = Admin.create(login)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 3))).all().get();
            TripProducer producer = new TripProducer(login, TOPIC, 1);
            CompletableFuture<Void> begun = new CompletableFuture<>();
            CompletableFuture<Long> sent = CompletableFuture.supplyAsync(() -> producer.send(
                    Stream.generate(() -> "{}".getBytes(StandardCharsets.UTF_8))
                            .peek(record -> begun.complete(null))
                            .iterator(),
                    acknowledged -> {}));
            begun.get(LIMIT_SECONDS, TimeUnit.SECONDS);

            producer.stop();

            long records = sent.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            assertThat(new TripTopic(login, TOPIC).records()).isEqualTo(records);
            admin.deleteTopics(List.of(TOPIC)).all().get();
        }
    }
}
