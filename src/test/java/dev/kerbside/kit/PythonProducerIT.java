package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.taxi.file.Fingerprint;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripFile;
import dev.kerbside.taxi.topic.TripTopic;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Step 03 in Python; {@code -Dlab.python} names the interpreter, {@code -Dlab.file} a real month. */
@ExtendWith(RunningLab.class)
class PythonProducerIT {
    private static final String TOPIC = "tdp-user-python";
    private static final String FOLDER = "/user/tdp_user/python";
    private static final Path PRODUCER =
            Path.of("tutorial-steps/03-ingest/producer.py").toAbsolutePath();
    private static final String PYTHON = System.getProperty("lab.python", "python3");

    @TempDir
    private Path folder;

    private Endpoints lab;
    private Terminal terminal;

    @BeforeEach
    void open(Endpoints endpoints) throws IOException {
        lab = endpoints;
        terminal = new Terminal(lab, folder);
        assumeTrue(
                terminal.run("case $LAB_BOOTSTRAP in localhost:*) ;; *) getent ahosts \"${LAB_BOOTSTRAP%%:*}\" ;; esac")
                                .exit()
                        == 0,
                "Not run: native clients do not know the lab's hosts (Debian: libnss-wrapper).");
        Terminal.Result imports =
                terminal.run("'" + PYTHON + "' -c 'import gssapi, kafka, kafka.codec, pandas, pyarrow.parquet'");
        assumeTrue(
                imports.exit() == 0,
                () -> "Not run: '%s' lacks kafka, gssapi, pandas or pyarrow (python3 %s says how to install them): %s"
                        .formatted(PYTHON, PRODUCER.getFileName(), imports.output()));
    }

    @Test
    void everyRowBecomesTheRecordThatTheJavaProducerSends() throws Exception {
        Path month = month();
        terminal.kinit(Principal.TDP_USER);
        succeeds(
                """
                hdfs dfs -mkdir -p %1$s
                hdfs dfs -put -f '%2$s' %1$s/month.parquet
                kafka-topics.sh --create --topic %3$s --partitions 3 --replication-factor 3 \
                    --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES"
                """
                        .formatted(FOLDER, month, TOPIC));

        String said = succeeds(producer("--file '" + FOLDER + "/*.parquet'"));

        Kerberos.use(lab);
        TripTopic topic = new TripTopic(KafkaLogin.keytab(lab, Principal.TDP_USER), TOPIC);
        try (TripFile file = TripFile.openLocal(month)) {
            assertThat(said).contains("%,d records acknowledged".formatted(file.rows()));
            assertThat(topic.fingerprint().differences(Fingerprint.of(file))).isEmpty();
        }
        assertThat(topic.recordsByPartition()).hasSize(3).allSatisfy((partition, records) -> assertThat(records)
                .isPositive());
    }

    @Test
    void withoutATicketItEndsWithOneLineThatSaysSo() throws Exception {
        Terminal.Result result = terminal.run(producer(""));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output())
                .startsWith("producer.py: no Kerberos ticket")
                .hasLineCount(1);
    }

    @Test
    void aTopicOfSomebodyElseIsRefused() throws Exception {
        terminal.kinit(Principal.OTHER_USER);
        Terminal.Result result = terminal.run(producer("--file /"));
        assertThat(result.exit()).isEqualTo(1);
        assertThat(result.output())
                .contains("producer.py: there is no topic " + TOPIC + ", or you may not write to it");
    }

    private String producer(String options) {
        return "'%s' '%s' --topic %s %s".formatted(PYTHON, PRODUCER, TOPIC, options);
    }

    private Path month() {
        String given = System.getProperty("lab.file", "");
        Path file = given.isEmpty()
                ? folder.resolve("month.parquet")
                : Path.of(given).toAbsolutePath();
        if (given.isEmpty()) {
            SyntheticMonth.write(file, 12_000, 11);
        }
        return file;
    }

    private String succeeds(String commands) throws IOException {
        Terminal.Result result = terminal.run(commands);
        assertThat(result.exit()).as(commands + ": " + result.output()).isZero();
        return result.output();
    }
}
