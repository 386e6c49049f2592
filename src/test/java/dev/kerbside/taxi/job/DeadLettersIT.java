package dev.kerbside.taxi.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.steps.SparkLogin;
import dev.kerbside.steps.Topics;
import dev.kerbside.taxi.topic.TripTopic;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.fs.FileUtil;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bad records are kept, also where the job was killed, or where nobody says in which micro-batch they are. */
@ExtendWith(RunningLab.class)
class DeadLettersIT {
    private static final String TOPIC = "tdp-user-dead-letters-it";
    private static final String GOOD = "{\"lpep_dropoff_datetime\":1641000600000,\"PULocationID\":74}";
    private static final String NOT_JSON = "vendor=2";
    private static final String NO_TIME = "{\"PULocationID\":74}";

    private final List<Stretch> readAgain = new ArrayList<>();
    private Properties login;
    private Topics topics;
    private SparkSession spark;
    private JobSettings settings;

    @BeforeEach
    void start(Endpoints lab) throws Exception {
        login = KafkaLogin.keytab(lab, Principal.TDP_USER);
        topics = new Topics(
                login,
                List.of(new NewTopic(TOPIC, 1, (short) 3), new NewTopic(TutorialNames.deadLetterTopic(TOPIC), 1, (short)
                        3)));
        topics.create();
        SparkLogin.use(Lab.attach(lab.folder()));
        spark = NycTaxiStreaming.session();
        settings = JobSettings.of(spark).reading(TOPIC, "earliest");
    }

    @AfterEach
    void end() throws Exception {
        SparkLogin.end();
        topics.delete();
        topics.close();
    }

    @Test
    void recordsThatAreNoTripsAreKeptUnchangedWithTheirOriginAndTheReason() throws Exception {
        produce(0, GOOD, NOT_JSON, NO_TIME);
        DeadLetters.follow(spark, settings, table(parsed()));
        assertThat(letters())
                .extracting(letter -> text(letter.key()), letter -> text(letter.value()), DeadLettersIT::reason)
                .containsExactlyInAnyOrder(
                        tuple(TOPIC + "-0-1", NOT_JSON, "not JSON, or cut off"),
                        tuple(TOPIC + "-0-2", NO_TIME, "no lpep_dropoff_datetime"));
    }

    @Test
    void onlyMicroBatchesWithBadRecordsAreReadAgain() throws Exception {
        produce(0, GOOD, GOOD, NOT_JSON, NOT_JSON, GOOD, GOOD);
        settings = settings.inBatchesOf(2);
        position(table(parsed())).end();
        assertThat(readAgain).containsExactly(new Stretch(at(2), at(4), true));
        assertThat(origins()).containsExactly(2L, 3L);
    }

    @Test
    void whatWasCommittedBeforeAKillIsKeptThoughNoRecordComes() throws Exception {
        produce(0, NOT_JSON, GOOD, NO_TIME);
        table(parsed());
        // Killed here, before the letters. The next start has nothing new to read.
        DeadLetters.follow(spark, settings, table(parsed()));
        assertThat(origins()).containsExactly(0L, 2L);
        DeadLetters.follow(spark, settings, table(parsed()));
        assertThat(origins()).containsExactly(0L, 2L);
    }

    @Test
    void whatWasCommittedBeforeAKillIsKeptWhereOthersCome() throws Exception {
        produce(0, NOT_JSON, GOOD);
        table(parsed());
        produce(0, GOOD, NO_TIME);
        DeadLetters.follow(spark, settings, table(parsed()));
        assertThat(origins()).containsExactly(0L, 3L);
    }

    @Test
    void aKillBetweenTheLettersAndThePositionRepeatsThem() throws Exception {
        produce(0, NOT_JSON, GOOD);
        DeadLetters.follow(spark, settings, table(parsed()));
        FileUtil.fullyDelete(folder("dead-letters").toFile());
        produce(0, GOOD);
        DeadLetters.follow(spark, settings, table(parsed()));
        assertThat(origins()).containsExactly(0L, 0L);
    }

    @Test
    void aJobThatDoesNotCountHasAllReadAgain() throws Exception {
        produce(0, GOOD, NOT_JSON, GOOD);
        position(table(records().where("value LIKE '{%'"))).end();
        assertThat(readAgain).containsExactly(new Stretch(at(0), at(3), true));
        assertThat(origins()).containsExactly(1L);
    }

    @Test
    void aJobThatCountsOnlySomeHasAllReadAgain() throws Exception {
        produce(0, GOOD, NOT_JSON);
        position(table(NycTaxiStreaming.parse(records().where("value LIKE '{%'"))))
                .end();
        assertThat(origins()).containsExactly(1L);
    }

    @Test
    void microBatchesThatSparkHasForgottenAreReadAgain() throws Exception {
        spark.conf().set("spark.sql.streaming.numRecentProgressUpdates", "1");
        produce(0, NOT_JSON, GOOD, GOOD, NO_TIME, GOOD);
        settings = settings.inBatchesOf(1);
        position(table(parsed())).end();
        assertThat(readAgain).containsExactly(new Stretch(at(0), at(5), true));
        assertThat(origins()).containsExactly(0L, 3L);
    }

    @Test
    void partitionsThatAreAddedAreFollowed() throws Exception {
        produce(0, GOOD, GOOD);
        DeadLetters.follow(spark, settings, table(parsed()));
        try (Admin admin = Admin.create(login)) {
            admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
        }
        produce(1, GOOD, NOT_JSON);
        DeadLetters.follow(spark, settings, table(parsed()));
        assertThat(letters()).extracting(letter -> text(letter.key())).containsExactly(TOPIC + "-1-1");
    }

    @Test
    void aJobThatBeginsAtTheLatestRecordLeavesTheOldOnes() throws Exception {
        produce(0, NOT_JSON, NOT_JSON);
        settings = JobSettings.of(spark).reading(TOPIC, "latest");
        // It finds the end, and is killed.
        StreamingQuery first = NycTaxiStreaming.parse(records())
                .writeStream()
                .format("noop")
                .option("checkpointLocation", settings.checkpoint("table"))
                .start();
        first.processAllAvailable();
        first.stop();
        produce(0, GOOD, NO_TIME);
        DeadLetters.follow(spark, settings, table(parsed()));
        assertThat(origins()).containsExactly(3L);
    }

    @Test
    void theQueryOfTheFormerVersionHandsItsPlaceOn() throws Exception {
        produce(0, NOT_JSON, GOOD);
        StreamingQuery former = DeadLetters.start(spark, settings);
        former.processAllAvailable();
        former.stop();
        table(parsed());
        produce(0, NO_TIME);
        DeadLetters.follow(spark, settings, table(parsed()));
        assertThat(origins()).containsExactly(0L, 2L);
    }

    @Test
    void aTableWithANewCheckpointBeginsAnew() throws Exception {
        produce(0, NOT_JSON, GOOD);
        DeadLetters.follow(spark, settings, table(parsed()));
        FileUtil.fullyDelete(folder("table").toFile());
        DeadLetters.follow(spark, settings, table(parsed()));
        assertThat(origins()).containsExactly(0L, 0L);
    }

    @Test
    void lettersThatCannotBeWrittenEndTheJobAndAreWrittenLater() throws Exception {
        produce(0, NOT_JSON);
        StreamingQuery query = table(parsed());
        assertThatThrownBy(() -> DeadLetters.follow(spark, of("tdp-user-not-there"), query))
                .hasStackTraceContaining("tdp-user-not-there-dead-letter");
        DeadLetters.follow(spark, settings, table(parsed()));
        assertThat(origins()).containsExactly(0L);
    }

    /** The same, with letters for another topic, and little patience. */
    private JobSettings of(String topic) {
        Map<String, String> kafka = new HashMap<>(settings.kafka());
        kafka.put("kafka.max.block.ms", "2000");
        return new JobSettings(
                kafka, topic, settings.startingOffsets(), settings.zonesFile(), 10, settings.checkpoints());
    }

    private Dataset<Row> records() {
        return NycTaxiStreaming.readFromKafka(spark, settings);
    }

    private Dataset<Row> parsed() {
        return NycTaxiStreaming.parse(records());
    }

    /** A query like that of the table; returns when it has committed all that is in the topic. */
    private StreamingQuery table(Dataset<Row> rows) throws Exception {
        StreamingQuery query = rows.writeStream()
                .format("noop")
                .option("checkpointLocation", settings.checkpoint("table"))
                .trigger(Trigger.AvailableNow())
                .start();
        query.awaitTermination();
        return query;
    }

    /** Writes what is to be read again, and makes a note of it. */
    private DeadLetterPosition position(StreamingQuery query) throws IOException {
        return DeadLetterPosition.of(spark, settings, query, stretch -> {
            readAgain.add(stretch);
            DeadLetters.keep(spark, settings, stretch);
        });
    }

    private static Offsets at(long offset) {
        return Offsets.parse("{\"%s\":{\"0\":%d}}".formatted(TOPIC, offset));
    }

    private Path folder(String checkpoint) {
        return Path.of(new org.apache.hadoop.fs.Path(settings.checkpoint(checkpoint))
                .toUri()
                .getPath());
    }

    private void produce(int partition, String... records) {
        try (var producer = new KafkaProducer<>(login, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String record : records) {
                producer.send(new ProducerRecord<>(TOPIC, partition, null, record.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private List<ConsumerRecord<byte[], byte[]>> letters() {
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        new TripTopic(login, TutorialNames.deadLetterTopic(TOPIC)).forEach(letters::add);
        return letters;
    }

    /** Offsets of the letters' originals, all in partition 0. */
    private List<Long> origins() {
        return letters().stream()
                .map(letter -> Long.valueOf(text(letter.key()).replace(TOPIC + "-0-", "")))
                .sorted()
                .toList();
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        return text(letter.headers().lastHeader("reason").value());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
