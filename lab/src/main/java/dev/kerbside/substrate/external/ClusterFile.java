package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a person says about a cluster: the properties of the template {@code kerberos/cluster.properties}. Reading it asks
 * no cluster anything.
 *
 * @param file where it was read
 * @param keytab {@code null}: the person's own ticket is used
 * @param truststore {@code null}: that of the client's properties
 * @param mayUse whether a topic or folder that is there already was made for the lab
 * @param sparkMaster {@code null}: this machine; {@link Endpoints#CLUSTERS_YARN}: the cluster's YARN
 * @param hosts {@code null}: the machine's own names
 * @param given all that it says, as it is written
 */
record ClusterFile(
        Path file,
        Principal principal,
        Path keytab,
        Path krb5Conf,
        Path hadoopConf,
        String bootstrapServers,
        Path clientProperties,
        Path truststore,
        String truststorePassword,
        TutorialNames names,
        boolean mayUse,
        String sparkMaster,
        Path hosts,
        Map<String, String> given) {
    private static final String TEMPLATE = "/dev/kerbside/config/cluster.properties";
    static final String OWN_TICKET = "ticket";
    static final String SPARK = "spark.";
    static final String SPARK_MASTER = SPARK + "master";
    static final Map<String, String> USUAL = Map.of(
            "krb5.conf",
            "/etc/krb5.conf",
            "hadoop.conf",
            "/etc/hadoop/conf",
            "kafka.partitions",
            "3",
            "kafka.replicas",
            "3",
            "existing",
            "refuse",
            SPARK_MASTER,
            "local",
            "spark.yarn.queue",
            "default");
    static final Set<String> KEYS = Set.of(
            "principal",
            "keytab",
            "krb5.conf",
            "hadoop.conf",
            "hdfs.home",
            "kafka.bootstrap.servers",
            "kafka.client.properties",
            "truststore",
            "truststore.password",
            "kafka.topic",
            "kafka.prefix",
            "kafka.group",
            "kafka.partitions",
            "kafka.replicas",
            "existing",
            SPARK_MASTER,
            "hosts");

    /** The text of the template, whose values are an example's. */
    static String template() {
        try (InputStream text = ClusterFile.class.getResourceAsStream(TEMPLATE)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Properties of Spark's, for every job. */
    Map<String, String> spark() {
        Map<String, String> spark = new TreeMap<>(given);
        spark.keySet().removeIf(key -> !key.startsWith(SPARK) || key.equals(SPARK_MASTER));
        return spark;
    }

    /** Whether the job of step 10 goes to the cluster's YARN. */
    boolean onYarn() {
        return Endpoints.CLUSTERS_YARN.equals(sparkMaster);
    }

    /** What it says of some keys, or what is taken when it says nothing; without those of which nothing is taken. */
    String said(List<String> keys) {
        return keys.stream()
                .filter(key -> given.containsKey(key) || USUAL.containsKey(key))
                .map(key -> key + "=" + given.getOrDefault(key, USUAL.get(key)))
                .collect(Collectors.joining(", "));
    }

    /**
     * Reads it.
     *
     * @throws LabException (usage) for what is missing, unknown, said twice, or no file
     */
    static ClusterFile read(Path file) {
        List<String> twice = new ArrayList<>();
        Properties given = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    twice.add(key.toString());
                }
                return super.put(key, value);
            }
        };
        try (Reader reader = Files.newBufferedReader(file)) {
            given.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw LabException.usage(
                    "%s cannot be read: %s. A template: lab connect --template > cluster.properties"
                            .formatted(file, e.getMessage()),
                    e);
        }
        return new ClusterValues(file.toAbsolutePath().normalize(), given, twice).cluster();
    }
}
