package dev.kerbside.taxi.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.steps.SparkLogin;
import dev.kerbside.taxi.TutorialNames;
import dev.kerbside.taxi.topic.TripTopic;
import dev.kerbside.testkit.RunningLab;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningLab.class)
class DeadLettersIT {
    private static final String TOPIC = "tdp-user-dead-letters-it";
    private static final String GOOD = "{\"lpep_dropoff_datetime\":1641000600000,\"PULocationID\":74}";
    private static final String NOT_JSON = "vendor=2";
    private static final String NO_TIME = "{\"PULocationID\":74}";

    @Test
    void recordsThatAreNoTripsAreKeptUnchangedWithTheirOriginAndTheReason(Endpoints lab) throws Exception {
        Properties login = KafkaLogin.keytab(lab, Principal.TDP_USER);
        List<String> topics = List.of(TOPIC, TutorialNames.deadLetterTopic(TOPIC));
        try (Admin admin = Admin.create(login)) {
            admin.createTopics(topics.stream()
                            .map(name -> new NewTopic(name, 1, (short) 3))
                            .toList())
                    .all()
                    .get();
            produce(login, GOOD, NOT_JSON, NO_TIME);
            SparkLogin.use(Lab.attach(lab.folder()));
            SparkSession spark = NycTaxiStreaming.session();
            StreamingQuery query =
                    DeadLetters.start(spark, JobSettings.of(spark).reading(TOPIC, "earliest"));
            try {
                TripTopic kept = new TripTopic(login, TutorialNames.deadLetterTopic(TOPIC));
                Awaitility.await("both dead letters")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> kept.records() >= 2);
                query.processAllAvailable();

                List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
                kept.forEach(letters::add);
                assertThat(letters)
                        .extracting(letter -> text(letter.key()), letter -> text(letter.value()), DeadLettersIT::reason)
                        .containsExactlyInAnyOrder(
                                org.assertj.core.groups.Tuple.tuple(TOPIC + "-0-1", NOT_JSON, "not JSON, or cut off"),
                                org.assertj.core.groups.Tuple.tuple(
                                        TOPIC + "-0-2", NO_TIME, "no lpep_dropoff_datetime"));
            } finally {
                query.stop();
                spark.stop();
            }
            admin.deleteTopics(topics).all().get();
        }
    }

    private static void produce(Properties login, String... records) {
        try (var producer = new KafkaProducer<>(login, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String record : records) {
                producer.send(new ProducerRecord<>(TOPIC, record.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return text(letter.headers().lastHeader("reason").value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
