package dev.kerbside.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The properties of a job that leaves this machine. */
class SparkConfigTest {
    private static final Path LAB = Path.of("/somewhere/lab");
    private static final String PEM = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
    private static final Map<String, String> KAFKA = Map.of(
            "ssl.truststore.type",
            "PEM",
            "ssl.truststore.certificates",
            PEM,
            "security.protocol",
            "SASL_SSL",
            "sasl.kerberos.service.name",
            "stream");

    @Test
    void noFileOfThisMachineIsNamedButThatWhichIsSentAndTheKeytab() throws Exception {
        Properties all = onClustersYarn();
        assertThat(all.stringPropertyNames())
                .filteredOn(name -> all.getProperty(name).contains(LAB.toString()))
                .containsExactlyInAnyOrder("spark.yarn.dist.files", "spark.kerberos.keytab");
        assertThat(all.getProperty("spark.executor.extraJavaOptions")).contains("-Djava.security.krb5.conf=krb5.conf ");
        assertThat(all).doesNotContainKeys("spark.driver.host", "spark.driver.bindAddress");
    }

    /** The tokens' client and the job's are told the same. */
    @Test
    void certificatesAndNamesReachBothClients() throws Exception {
        Properties all = onClustersYarn();
        for (String client : List.of("spark.nyctaxi.kafka.", "spark.kafka.clusters.lab.kafka.")) {
            KAFKA.forEach((name, value) -> assertThat(all).containsEntry(client + name, value));
        }
        assertThat(all).containsEntry("spark.kafka.clusters.lab.sasl.kerberos.service.name", "stream");
    }

    /** What stands in the cluster's file comes last. */
    @Test
    void thePersonsOwnPropertiesCount() throws Exception {
        String text = properties() + SparkConfig.others(Map.of("spark.executor.cores", "1"));
        assertThat(loaded(text)).containsEntry("spark.executor.cores", "1");
    }

    private static Properties onClustersYarn() throws IOException {
        return loaded(properties());
    }

    private static String properties() {
        Endpoints lab = endpoints();
        return SparkConfig.properties(lab, KAFKA)
                + SparkConfig.onClustersYarn(lab, KAFKA, "hdfs://x/home/libraries.zip", "hdfs://x/home");
    }

    private static Properties loaded(String text) throws IOException {
        Properties all = new Properties();
        all.load(new StringReader(text));
        return all;
    }

    private static Endpoints endpoints() {
        return new Endpoints(
                LAB,
                Principal.REALM,
                null,
                List.of(),
                List.of(),
                Principal.TDP_USER,
                TutorialNames.TDP,
                LAB.resolve("krb5.conf"),
                LAB.resolve("keytabs"),
                LAB.resolve("ticket"),
                null,
                LAB.resolve("truststore.p12"),
                LAB.resolve("ca.pem"),
                LAB,
                "hdfs://x",
                null,
                "broker:9093",
                LAB.resolve("client.properties"),
                null,
                LAB.resolve("jaas"),
                null,
                LAB.resolve("spark.properties"),
                Endpoints.CLUSTERS_YARN,
                "https://rm:8090");
    }
}
