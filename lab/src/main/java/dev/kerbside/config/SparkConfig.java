package dev.kerbside.config;

import dev.kerbside.Endpoints;
import dev.kerbside.process.ForkedJvm;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The text of {@code spark.properties}, with which every job of the lab is submitted. */
public final class SparkConfig {
    private SparkConfig() {}

    /** Property of an application's tags on YARN, separated by commas. */
    public static final String TAGS = "spark.yarn.tags";

    /** Where a driver on this machine listens, whatever the machine's own name is. */
    public static final String LOOPBACK =
            """
            spark.driver.host=localhost
            spark.driver.bindAddress=127.0.0.1
            """;

    /**
     * Settings of a job: its manners, its login to HDFS, and Kafka's options under {@code spark.nyctaxi.kafka.}.
     *
     * @param kafka options of Kafka's clients: whom they trust, and what is otherwise than in a lab that the lab has started
     */
    public static String properties(Endpoints endpoints, Map<String, String> kafka) {
        return PropertiesText.ascii(
                """
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
                """
                                .formatted(
                                        endpoints.names().topic(),
                                        endpoints.names().group(),
                                        endpoints.names().zonesFile(),
                                        endpoints.bootstrapServers())
                        + login(endpoints)
                        + PropertiesText.lines("spark.nyctaxi.kafka.", new TreeMap<>(kafka)));
    }

    /** What the file of a lab says. */
    public static Properties read(Endpoints lab) throws IOException {
        Properties all = new Properties();
        try (Reader file = Files.newBufferedReader(lab.sparkProperties())) {
            all.load(file);
        }
        return all;
    }

    /** Lines that come last, and so count: what a person says about a cluster's jobs. */
    public static String others(Map<String, String> spark) {
        return PropertiesText.ascii(PropertiesText.lines("", spark));
    }

    /** With a lent ticket a job has what the person has, and ends with it. */
    private static String login(Endpoints endpoints) {
        return endpoints.lentTicket() != null
                ? ""
                : "spark.kerberos.principal=%s\nspark.kerberos.keytab=%s\n"
                        .formatted(endpoints.user(), endpoints.keytab());
    }

    /**
     * What is added where the lab's YARN may run Spark's drivers and executors in containers, which see the same files.
     *
     * @param kafka see {@link #properties}
     * @param jars folder of the lab's jars where the NodeManager is
     */
    public static String onYarn(Endpoints endpoints, Map<String, String> kafka, Path jars) {
        return containers(endpoints, kafka, endpoints.krb5Conf().toString())
                + "spark.yarn.jars=local:%s/*\n".formatted(jars);
    }

    /**
     * The same where YARN is somebody else's: its containers have nothing of this machine but what is sent there.
     *
     * @param kafka without names of files
     * @param libraries the lab's jars in HDFS, as {@code spark.yarn.archive}
     * @param staging folder in HDFS for what is sent
     */
    public static String onClustersYarn(
            Endpoints endpoints, Map<String, String> kafka, String libraries, String staging) {
        return containers(endpoints, kafka, endpoints.krb5Conf().getFileName().toString())
                + PropertiesText.ascii(
                        """
                        spark.yarn.archive=%s
                        spark.yarn.stagingDir=%s
                        # Into the folder where a container works.
                        spark.yarn.dist.files=%s
                        # A client of the timeline server needs libraries that Spark does not have.
                        spark.hadoop.yarn.timeline-service.enabled=false
                        """
                                .formatted(
                                        libraries, staging, endpoints.krb5Conf().toUri()));
    }

    /** A job's flags, and that it reads Kafka by delegation tokens. */
    private static String containers(Endpoints endpoints, Map<String, String> kafka, String krb5Conf) {
        Map<String, String> tokens = new TreeMap<>(kafka);
        tokens.putIfAbsent("security.protocol", "SASL_SSL");
        tokens.putIfAbsent("sasl.kerberos.service.name", "kafka");
        tokens.putIfAbsent("ssl.truststore.type", "PKCS12");
        return PropertiesText.ascii(
                """
                spark.yarn.maxAppAttempts=2
                spark.yarn.am.extraJavaOptions=%1$s
                spark.driver.extraJavaOptions=%1$s
                spark.executor.extraJavaOptions=%1$s
                # One executor, with a thread for each partition of the topic.
                spark.executor.instances=1
                spark.executor.cores=%2$d
                # A job outlives its ResourceManager's restart; other clients give up sooner.
                spark.hadoop.yarn.resourcemanager.connect.max-wait.ms=120000
                # Executors have no keytab. The driver gets tokens, and sends new ones before these end.
                spark.kafka.clusters.lab.auth.bootstrap.servers=%3$s
                spark.kafka.clusters.lab.security.protocol=%4$s
                spark.kafka.clusters.lab.sasl.kerberos.service.name=%5$s
                # The same for a driver that has a JAAS file, as here: Spark writes the name into entries of its own only.
                """
                                .formatted(
                                        containerFlags(krb5Conf),
                                        endpoints.names().partitions(),
                                        endpoints.bootstrapServers(),
                                        tokens.get("security.protocol"),
                                        tokens.get("sasl.kerberos.service.name"))
                        + PropertiesText.lines("spark.kafka.clusters.lab.kafka.", tokens));
    }

    /** Of a JVM in a container. */
    private static String containerFlags(String krb5Conf) {
        List<String> flags = new ArrayList<>(ForkedJvm.sharedFlags());
        // Of what is under way, outside the heap: an executor does not start if a block of 200 MB has no room there.
        flags.removeIf(flag -> flag.startsWith("-Dio.netty.maxDirectMemory="));
        flags.add("-Dio.netty.maxDirectMemory=" + (256 << 20));
        flags.addAll(ForkedJvm.SHORT_LIVED);
        flags.add("-Djava.security.krb5.conf=" + krb5Conf);
        flags.add("-Dlab.log.level=warn");
        return flags.stream()
                .map(flag -> flag.contains(" ") ? "\"" + flag + "\"" : flag)
                .collect(Collectors.joining(" "));
    }
}
