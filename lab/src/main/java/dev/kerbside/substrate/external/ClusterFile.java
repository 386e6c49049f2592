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
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
    private static final String OWN_TICKET = "ticket";
    private static final String SPARK = "spark.";
    private static final String SPARK_MASTER = SPARK + "master";
    private static final Map<String, String> USUAL = Map.of(
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
    private static final Set<String> KEYS = Set.of(
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
        return new Values(file.toAbsolutePath().normalize(), given, twice).cluster();
    }

    private record Values(Path file, Properties given, List<String> twice) {
        ClusterFile cluster() {
            if (!twice.isEmpty()) {
                throw wrong("%s stands there twice".formatted(twice.get(0)));
            }
            Set<String> unknown = new TreeSet<>(given.stringPropertyNames());
            unknown.removeAll(KEYS);
            unknown.removeIf(key -> key.startsWith(SPARK));
            if (!unknown.isEmpty()) {
                throw wrong("%s is unknown; there are %s, and Spark's own, %s…"
                        .formatted(unknown.iterator().next(), new TreeSet<>(KEYS), SPARK));
            }
            String topic = required("kafka.topic");
            return new ClusterFile(
                    file,
                    Principal.of(required("principal")),
                    required("keytab").equals(OWN_TICKET) ? null : existing("keytab", required("keytab")),
                    existing("krb5.conf", required("krb5.conf")),
                    folder("hadoop.conf", required("hadoop.conf")),
                    brokers(),
                    existing("kafka.client.properties", required("kafka.client.properties")),
                    value("truststore")
                            .map(path -> existing("truststore", path))
                            .orElse(null),
                    value("truststore.password").orElse(null),
                    new TutorialNames(
                            topicName("kafka.topic", topic),
                            topicName("kafka.prefix", value("kafka.prefix").orElse(topic + "-")),
                            value("kafka.group").orElse(topic),
                            number("kafka.partitions"),
                            number("kafka.replicas"),
                            home()),
                    choice("existing", List.of("refuse", "use")).equals("use"),
                    sparkMaster(),
                    value("hosts").map(path -> existing("hosts", path)).orElse(null),
                    all());
        }

        private Optional<String> value(String key) {
            return Optional.ofNullable(given.getProperty(key, USUAL.get(key)))
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }

        private String required(String key) {
            return value(key).orElseThrow(() -> wrong(key + " is missing"));
        }

        private Path existing(String key, String path) {
            Path found = file.getParent().resolve(path).normalize();
            if (!Files.isRegularFile(found) || !Files.isReadable(found)) {
                throw wrong("%s=%s is no file that you can read".formatted(key, path));
            }
            return found;
        }

        private Path folder(String key, String path) {
            Path found = file.getParent().resolve(path).normalize();
            List<String> sites = new ArrayList<>(List.of("core-site.xml", "hdfs-site.xml"));
            if (Endpoints.CLUSTERS_YARN.equals(sparkMaster())) {
                sites.add("yarn-site.xml");
            }
            for (String site : sites) {
                if (!Files.isReadable(found.resolve(site))) {
                    throw wrong("%s=%s has no %s that you can read".formatted(key, path, site));
                }
            }
            return found;
        }

        /** A folder of its own, so that nothing of yours lies beside what the lab removes. */
        private String home() {
            String home = required("hdfs.home").replaceAll("/+$", "");
            if (!home.matches("(/[^/:\\s]+){2,}") || home.contains("/..")) {
                throw wrong(
                        "hdfs.home=%s is no folder for the lab alone: give one in your home, as /user/alice/kerbside"
                                .formatted(given.getProperty("hdfs.home")));
            }
            return home;
        }

        private String brokers() {
            String brokers = required("kafka.bootstrap.servers").replaceAll("\\s", "");
            if (!brokers.matches("[^,:]+:\\d{1,5}(,[^,:]+:\\d{1,5})*")) {
                throw wrong("kafka.bootstrap.servers=%s: give HOST:PORT, with commas between".formatted(brokers));
            }
            return brokers;
        }

        private String sparkMaster() {
            String master = required(SPARK_MASTER);
            if (!master.matches("local(\\[(\\d+|\\*)])?|" + Endpoints.CLUSTERS_YARN)) {
                throw wrong("spark.master=%s is none that the lab submits to: give local, local[N] or yarn"
                        .formatted(master));
            }
            return master.equals("local") ? null : master;
        }

        private Map<String, String> all() {
            Map<String, String> all = new TreeMap<>();
            given.stringPropertyNames().forEach(key -> value(key).ifPresent(value -> all.put(key, value)));
            return all;
        }

        private String topicName(String key, String name) {
            if (!name.matches("[a-zA-Z0-9._-]{1,200}")) {
                throw wrong("%s=%s is no name of a topic: give letters, digits, . _ and -".formatted(key, name));
            }
            return name;
        }

        private int number(String key) {
            String text = required(key);
            if (!text.matches("[1-9]\\d{0,2}")) {
                throw wrong("%s=%s is no number from 1 to 999".formatted(key, text));
            }
            return Integer.parseInt(text);
        }

        private String choice(String key, List<String> words) {
            String word = required(key);
            if (!words.contains(word)) {
                throw wrong("%s=%s is none of %s".formatted(key, word, String.join(", ", words)));
            }
            return word;
        }

        private LabException wrong(String what) {
            return LabException.usage("%s: %s. Nothing was done.".formatted(file, what));
        }
    }
}
