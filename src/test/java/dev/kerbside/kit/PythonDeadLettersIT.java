package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
import dev.kerbside.python.Python;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.steps.Topics;
import dev.kerbside.taxi.topic.TripTopic;
import dev.kerbside.testkit.RunningLab;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The dead letters of the job in Python: the same rule as in Java, and the same after a kill. */
@ExtendWith(RunningLab.class)
class PythonDeadLettersIT {
    private static final String TOPIC = "tdp-user-dead-letters-python-it";

    private static final String RULE =
            """
            import dead_letter_position as dead
            from dead_letter_position import Batch, Stretch
            def at(*offsets):
                return {("trips", partition): offset for partition, offset in enumerate(offsets)}
            def found(position, *batches):
                return dead.stretches(at(position), [Batch(at(start), at(end), clean) for start, end, clean in batches])
            assert found(0) == []
            assert found(0, (0, 5, True), (5, 9, True)) == [Stretch(at(0), at(9), False)]
            assert found(0, (0, 5, True), (5, 9, False), (9, 12, True)) == [
                Stretch(at(0), at(5), False), Stretch(at(5), at(9), True), Stretch(at(9), at(12), False)]
            assert found(3, (3, 5, False), (5, 9, False)) == [Stretch(at(3), at(9), True)]
            assert found(3, (5, 9, True), (9, 12, True)) == [
                Stretch(at(3), at(9), True), Stretch(at(9), at(12), False)]
            assert found(9, (0, 5, False), (5, 9, True)) == []
            assert found(7, (5, 9, False)) == [Stretch(at(7), at(9), True)]
            assert dead.stretches(at(5), [Batch(at(5, 3), at(6, 4), True)]) == [Stretch(at(5), at(6, 4), True)]
            assert dead.reading(at(10, 20), at(10, 25, 7)) == {
                "assign": '{"trips": [1, 2]}',
                "startingOffsets": '{"trips": {"1": 20, "2": -2}}',
                "endingOffsets": '{"trips": {"1": 25, "2": 7}}'}
            assert dead.offsets('{"trips":{"0":5}}') == at(5)
            """;

    private static final String JOB =
            """
            import dead_letters
            from job_settings import JobSettings
            from stream_taxi_data_spark import malformed, parse, parsed, read_from_kafka, session
            spark = session()
            settings = JobSettings.of(spark)
            def table():
                rows = parse(read_from_kafka(spark, settings))
                writer = rows.writeStream.format("noop").option("checkpointLocation", settings.checkpoint("table"))
                query = writer.trigger(availableNow=True).start()
                query.awaitTermination()
                return query
            # Killed before the letters.
            table()
            # This one finds nothing new, and what was committed before; after it there is nothing more to do.
            for start in range(2):
                dead_letters.follow(spark, settings, table(), parsed, malformed())
            print("both have ended")
            """;

    @TempDir
    private Path folder;

    private Terminal.Result run(Endpoints lab, String program, String how) throws Exception {
        assumeTrue(Python.find().isPresent(), "Not run: PySpark is not here; with it: lab python");
        Files.writeString(folder.resolve("program.py"), program);
        String sources = Path.of("lab/src/main/python").toAbsolutePath().toString();
        return new Terminal(lab, folder)
                .run("export PYTHONPATH='%s'\"${PYTHONPATH:+:$PYTHONPATH}\"; %s".formatted(sources, how));
    }

    @Test
    void itsRuleIsJavas(Endpoints lab) throws Exception {
        Terminal.Result result = run(lab, RULE, "python3 program.py");
        assertThat(result.exit()).as(result.output()).isZero();
    }

    @Test
    void whatWasCommittedBeforeAKillIsKeptOnceThoughNoRecordComes(Endpoints lab) throws Exception {
        Properties login = KafkaLogin.keytab(lab, Principal.TDP_USER);
        String letters = TutorialNames.deadLetterTopic(TOPIC);
        try (Topics topics =
                new Topics(login, List.of(new NewTopic(TOPIC, 1, (short) 3), new NewTopic(letters, 1, (short) 3)))) {
            topics.create();
            try {
                produce(login, "vendor=2", "{\"lpep_dropoff_datetime\":1641000600000}", "{\"PULocationID\":74}");
                Terminal.Result result = run(
                        lab,
                        JOB,
                        "spark-submit --properties-file \"$LAB_DIR/kafka/spark.properties\" --conf spark.nyctaxi.topic=%s --conf \"spark.nyctaxi.checkpoints=file://$PWD/checkpoints\" program.py"
                                .formatted(TOPIC));
                assertThat(result.output()).contains("both have ended");
                List<String> keys = new ArrayList<>();
                new TripTopic(login, letters)
                        .forEach(letter -> keys.add(new String(letter.key(), StandardCharsets.UTF_8)));
                assertThat(keys).containsExactly(TOPIC + "-0-0", TOPIC + "-0-2");
            } finally {
                topics.delete();
            }
        }
    }

    private static void produce(Properties login, String... records) {
        try (var producer = new KafkaProducer<>(login, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String record : records) {
                producer.send(new ProducerRecord<>(TOPIC, record.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }
}
