package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.LabException;
import dev.kerbside.course.Course;
import dev.kerbside.course.PythonSource;
import dev.kerbside.python.Python;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.taxi.pyspark.PythonJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same drill for a producer in Python, and a producer of kafka-python's API before it. No server, no Spark. */
class PythonProducersTest {
    private static final Course COURSE = Course.here();
    private static Attached python;

    @TempDir
    Path folder;

    @BeforeAll
    static void attach() throws Exception {
        Optional<Python> found = Python.find();
        if (found.isPresent()) {
            python = Attached.start(found.get(), COURSE.referencePython());
        }
    }

    @AfterAll
    static void end() {
        if (python != null) {
            python.close();
        }
    }

    @BeforeEach
    void isHere() {
        assumeTrue(python != null, "Not run: there is no Python with PySpark. Get it with: lab python");
    }

    static Stream<PythonProducers.Producer> mistakes() {
        return PythonProducers.mistakes();
    }

    static Stream<PythonProducers.Producer> otherWays() {
        return PythonProducers.otherWays();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theDrillNames(PythonProducers.Producer wrong) throws Exception {
        Throwable verdict = verdict(wrong);
        assertThat(verdict).isInstanceOf(LabException.class);
        assertThat(verdict.getMessage()).contains(wrong.says());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherWays")
    void theDrillAccepts(PythonProducers.Producer right) throws Exception {
        assertThat(verdict(right)).isNull();
    }

    @Test
    void theReferencePasses() throws Exception {
        Claims claims = new Claims();
        new ProducerDrill().judge(PythonJob.load(python, COURSE.referencePython()), claims);
        assertThat(claims.held()).hasSize(3);
    }

    /** Types and words of the package that is installed: a producer that has met no broker refuses a value all the same. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void whatKafkaPythonRefusesIsRefusedInItsWords(String arguments) throws Exception {
        String given = "(topic, %s)".formatted(arguments);
        Throwable drill = verdict(
                new PythonProducers.Producer(given, "send", "for _ in records:\n    producer.send" + given, List.of()));
        Throwable real = verdict(new PythonProducers.Producer(
                given,
                "send",
                """
                from unittest import mock
                import kafka
                theirs = object.__new__(kafka.KafkaProducer)
                theirs.__init__ = None
                theirs.config = dict(kafka.KafkaProducer.DEFAULT_CONFIG, api_version=(2, 0))
                theirs._closed = False
                theirs._metadata = mock.Mock()
                theirs._wait_on_metadata = mock.Mock()
                theirs._accumulator = theirs._sender = None
                try:
                    theirs.send%s
                finally:
                    theirs._closed = True
                """
                        .formatted(given),
                List.of()));
        String line = "stream_taxi_data_kafka_producer\\.py:\\d+";
        assertThat(drill.getMessage().replaceAll(line, ""))
                .isEqualTo(real.getMessage().replaceAll(line, ""));
    }

    static Stream<String> refusals() {
        return Stream.of("'text'", "{'VendorID': 2}", "5", "b'', key='text'", "None");
    }

    private Throwable verdict(PythonProducers.Producer producer) throws Exception {
        String module = PythonJob.PRODUCER + ".py";
        for (String other : List.of(PythonJob.JOB + ".py", PythonJob.QUESTIONS + ".py")) {
            Files.writeString(folder.resolve(other), "");
        }
        PythonSource reference = PythonSource.of(COURSE.referencePython().resolve(module));
        Files.writeString(
                folder.resolve(module), reference.with(List.of(producer.function()), PythonSource.of(producer.text())));
        Job job = PythonJob.load(python, folder);
        return catchThrowable(() -> new ProducerDrill().judge(job, new Claims()));
    }
}
