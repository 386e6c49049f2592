package dev.kerbside.substrate.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person may write of a cluster, and what is refused before anybody is asked. */
class ClusterFileTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void makeWhatTheTemplateNames() throws IOException {
        for (String file : new String[] {
            "alice.keytab", "krb5.conf", "conf/core-site.xml", "conf/hdfs-site.xml", "client.properties"
        }) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.createFile(folder.resolve(file));
        }
    }

    private Path file(String more) throws IOException {
        return Files.writeString(
                folder.resolve("cluster.properties"),
                """
                principal=alice@EXAMPLE.ORG
                keytab=alice.keytab
                krb5.conf=krb5.conf
                hadoop.conf=conf
                hdfs.home=/user/alice/kerbside
                kafka.bootstrap.servers=one.example.org:9093, two.example.org:9093
                kafka.client.properties=client.properties
                kafka.topic=alice.taxi
                """
                        + more);
    }

    @Test
    void whatIsNotSaidIsDerived() throws IOException {
        ClusterFile cluster = ClusterFile.read(file(""));
        assertThat(cluster.names().prefix()).isEqualTo("alice.taxi-");
        assertThat(cluster.names().group()).isEqualTo("alice.taxi");
        assertThat(cluster.bootstrapServers()).isEqualTo("one.example.org:9093,two.example.org:9093");
        assertThat(cluster.keytab()).isEqualTo(folder.resolve("alice.keytab"));
        assertThat(cluster.mayUse()).isFalse();
        assertThat(cluster.onYarn()).isFalse();
        assertThat(cluster.spark()).isEmpty();
    }

    @Test
    void whatIsSparksIsHandedOnAsItIs() throws IOException {
        Files.createFile(folder.resolve("conf/yarn-site.xml"));
        ClusterFile cluster = ClusterFile.read(file("spark.master=yarn\nspark.yarn.queue=root.alice\n"));
        assertThat(cluster.onYarn()).isTrue();
        assertThat(cluster.spark()).isEqualTo(Map.of("spark.yarn.queue", "root.alice"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kafka.topic=other             | kafka.topic stands there twice",
                "kafka.brokers=one:9093        | kafka.brokers is unknown; there are [existing, hadoop.conf",
                "spark.master=yarn             | has no yarn-site.xml that you can read",
                "spark.master=k8s://one        | give local, local[N] or yarn",
                "kafka.partitions=none         | kafka.partitions=none is no number from 1 to 999",
                "kafka.prefix=a b              | kafka.prefix=a b is no name of a topic",
                "existing=overwrite            | existing=overwrite is none of refuse, use",
                "truststore=nowhere.p12        | truststore=nowhere.p12 is no file that you can read",
                "hosts=nowhere                 | hosts=nowhere is no file that you can read"
            })
    void whatIsWrongIsNamed(String line, String words) throws IOException {
        Path file = file(line);
        assertThatThrownBy(() -> ClusterFile.read(file))
                .isInstanceOf(LabException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(words)
                .hasMessageEndingWith("Nothing was done.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hdfs.home=/user/alice/kerbside   | hdfs.home=/alice                   | no folder for the lab alone",
                "hdfs.home=/user/alice/kerbside   | hdfs.home=/user/alice/../bob       | no folder for the lab alone",
                "kafka.bootstrap.servers=one.example.org:9093, two.example.org:9093 | kafka.bootstrap.servers=one | give HOST:PORT",
                "kafka.topic=alice.taxi           | kafka.topic=                       | kafka.topic is missing",
                "keytab=alice.keytab              | keytab=nowhere.keytab              | no file that you can read"
            })
    void whatIsNeededIsAskedFor(String right, String wrong, String words) throws IOException {
        Path file = file("");
        Files.writeString(file, Files.readString(file).replace(right, wrong));
        assertThatThrownBy(() -> ClusterFile.read(file)).hasMessageContaining(words);
    }

    @Test
    void aFileThatIsNotThereIsNamedWithItsTemplate() {
        assertThatThrownBy(() -> ClusterFile.read(folder.resolve("nowhere")))
                .hasMessageContaining("nowhere cannot be read")
                .hasMessageContaining("lab connect --template");
    }
}
