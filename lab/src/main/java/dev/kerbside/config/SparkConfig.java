package dev.kerbside.config;

import dev.kerbside.Endpoints;
import dev.kerbside.process.ForkedJvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of {@code spark.properties}, with which every job of the lab is submitted. */
public final class SparkConfig {
    private SparkConfig() {}

    /**
     * Settings of a job: its manners, its login to HDFS, and Kafka's options under {@code spark.nyctaxi.kafka.}.
     *
     * @param tlsPassword of the truststore
     * @param kafka options of Kafka's clients that are otherwise than in a lab that the lab has started
     */
    public static String properties(Endpoints endpoints, String tlsPassword, Map<String, String> kafka) {
        return PropertiesText.ascii(
                """
                spark.driver.host=localhost
                spark.driver.bindAddress=127.0.0.1
                # The driver's ports are open to every user of this machine. With authentication Spark makes a secret for
                # each job, in its memory only, and answers nobody who does not know it; what moves is encrypted.
                spark.authenticate=true
                spark.network.crypto.enabled=true
                spark.network.crypto.authEngineVersion=2
                spark.network.crypto.saslFallback=false
                # The web interface would ask nobody who they are.
                spark.ui.enabled=false
                # A query without new data asks the brokers for some every 10 ms otherwise.
                spark.sql.streaming.pollingDelay=100ms
                spark.redaction.regex=(?i)secret|password|token|keystore\\\\.key
                spark.nyctaxi.topic=%s
                spark.nyctaxi.groupIdPrefix=%s
                spark.nyctaxi.zones=%s
                spark.nyctaxi.kafka.bootstrap.servers=%s
                spark.nyctaxi.kafka.ssl.truststore.location=%s
                spark.nyctaxi.kafka.ssl.truststore.password=%s
                """
                                .formatted(
                                        endpoints.names().topic(),
                                        endpoints.names().group(),
                                        endpoints.names().zonesFile(),
                                        endpoints.bootstrapServers(),
                                        endpoints.truststore(),
                                        tlsPassword)
                        + login(endpoints)
                        + PropertiesText.lines("spark.nyctaxi.kafka.", kafka));
    }

    /** With a lent ticket a job has what the person has, and ends with it. */
    private static String login(Endpoints endpoints) {
        return endpoints.lentTicket() != null
                ? ""
                : "spark.kerberos.principal=%s\nspark.kerberos.keytab=%s\n"
                        .formatted(endpoints.user(), endpoints.keytab());
    }

    /**
     * What is added where Spark's drivers and executors may run in YARN's containers: their jars and flags, and that they
     * read Kafka by delegation tokens.
     *
     * @param jars folder of the lab's jars where the NodeManager is
     */
    public static String onYarn(Endpoints endpoints, String tlsPassword, Path jars) {
        return PropertiesText.ascii(
                """
                spark.yarn.jars=local:%1$s/*
                spark.yarn.maxAppAttempts=2
                spark.yarn.am.extraJavaOptions=%2$s
                spark.driver.extraJavaOptions=%2$s
                spark.executor.extraJavaOptions=%2$s
                # One executor, with a thread for each partition of the topic.
                spark.executor.instances=1
                spark.executor.cores=3
                # A job outlives its ResourceManager's restart; other clients give up sooner.
                spark.hadoop.yarn.resourcemanager.connect.max-wait.ms=120000
                # Executors have no keytab. The driver gets tokens, and sends new ones before these end.
                spark.kafka.clusters.lab.auth.bootstrap.servers=%3$s
                spark.kafka.clusters.lab.security.protocol=SASL_SSL
                spark.kafka.clusters.lab.sasl.kerberos.service.name=kafka
                # The same for a driver that has a JAAS file, as here: Spark writes the name into entries of its own only.
                spark.kafka.clusters.lab.kafka.sasl.kerberos.service.name=kafka
                spark.kafka.clusters.lab.ssl.truststore.type=PKCS12
                spark.kafka.clusters.lab.ssl.truststore.location=%4$s
                spark.kafka.clusters.lab.ssl.truststore.password=%5$s
                """
                        .formatted(
                                jars,
                                containerFlags(endpoints),
                                endpoints.bootstrapServers(),
                                endpoints.truststore(),
                                tlsPassword));
    }

    /** Of a JVM in a container. */
    private static String containerFlags(Endpoints endpoints) {
        List<String> flags = new ArrayList<>(ForkedJvm.sharedFlags());
        // Of what is under way, outside the heap: an executor does not start if a block of 200 MB has no room there.
        flags.removeIf(flag -> flag.startsWith("-Dio.netty.maxDirectMemory="));
        flags.add("-Dio.netty.maxDirectMemory=" + (256 << 20));
        flags.addAll(ForkedJvm.SHORT_LIVED);
        flags.add("-Djava.security.krb5.conf=" + endpoints.krb5Conf());
        flags.add("-Dlab.log.level=warn");
        return flags.stream()
                .map(flag -> flag.contains(" ") ? "\"" + flag + "\"" : flag)
                .collect(Collectors.joining(" "));
    }
}
