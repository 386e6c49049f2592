package dev.kerbside.taxi.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.steps.SparkLogin;
import dev.kerbside.taxi.LocalPath;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.testkit.RunningLab;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which right to a consumer group a stream needs that reads Kafka: none since Spark 3.4. Before, and with the setting
 * that brings the old way back, READ on a group that Spark invents. (Pages 05 and 27.)
 */
@ExtendWith(RunningLab.class)
class ConsumerGroupsIT {
    private static final String TOPIC = "tdp-user-groups-it";
    private static final String OLD_WAY = "spark.sql.streaming.kafka.useDeprecatedOffsetFetching";

    @TempDir
    private Path folder;

    private Properties login;
    private SparkSession spark;

    @BeforeEach
    void open(Endpoints lab) throws Exception {
        login = KafkaLogin.keytab(lab, Principal.TDP_USER);
        try (Admin admin = Admin.create(login)) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 3))).all().get();
        }
        try (var producer = new KafkaProducer<>(login, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, "one")).get();
        }
        SparkLogin.use(Lab.attach(lab.folder()));
        spark = NycTaxiStreaming.session();
    }

    @AfterEach
    void close() throws Exception {
        spark.stop();
        try (Admin admin = Admin.create(login)) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
        }
    }

    @Test
    void aStreamWithoutAPrefixForItsGroupReadsAsTdpUser() throws Exception {
        assertThat(rowsRead(false)).isEqualTo(1);
    }

    @Test
    void inTheOldWayItIsRefusedTheGroupAndThePrefixHelps() throws Exception {
        spark.conf().set(OLD_WAY, true);
        assertThatThrownBy(() -> rowsRead(false))
                .hasStackTraceContaining(
                        "GroupAuthorizationException: Not authorized to access group: spark-kafka-source-");
        assertThat(rowsRead(true)).isEqualTo(1);
    }

    private long rowsRead(boolean prefix) throws Exception {
        Map<String, String> options = new HashMap<>(JobSettings.of(spark).kafka());
        if (!prefix) {
            options.remove("groupIdPrefix");
        }
        StreamingQuery query = spark.readStream()
                .format("kafka")
                .options(options)
                .option("subscribe", TOPIC)
                .option("startingOffsets", "earliest")
                .load()
                .writeStream()
                .format("noop")
                .option("checkpointLocation", LocalPath.of(folder.resolve("prefix-" + prefix)))
                .trigger(Trigger.AvailableNow())
                .start();
        query.awaitTermination();
        return query.recentProgress()[0].numInputRows();
    }
}
