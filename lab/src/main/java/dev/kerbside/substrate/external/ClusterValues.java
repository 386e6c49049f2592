package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
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

/**
 * The properties of a {@link ClusterFile}, as they stand there: whether each is what it must be.
 *
 * @param twice keys that stand there more than once
 */
record ClusterValues(Path file, Properties given, List<String> twice) {
    ClusterFile cluster() {
        if (!twice.isEmpty()) {
            throw wrong("%s stands there twice".formatted(twice.get(0)));
        }
        Set<String> unknown = new TreeSet<>(given.stringPropertyNames());
        unknown.removeAll(ClusterFile.KEYS);
        unknown.removeIf(key -> key.startsWith(ClusterFile.SPARK));
        if (!unknown.isEmpty()) {
            throw wrong("%s is unknown; there are %s, and Spark's own, %s…"
                    .formatted(unknown.iterator().next(), new TreeSet<>(ClusterFile.KEYS), ClusterFile.SPARK));
        }
        String topic = required("kafka.topic");
        return new ClusterFile(
                file,
                Principal.of(required("principal")),
                required("keytab").equals(ClusterFile.OWN_TICKET) ? null : existing("keytab", required("keytab")),
                existing("krb5.conf", required("krb5.conf")),
                folder("hadoop.conf", required("hadoop.conf")),
                brokers(),
                existing("kafka.client.properties", required("kafka.client.properties")),
                value("truststore").map(path -> existing("truststore", path)).orElse(null),
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
        return Optional.ofNullable(given.getProperty(key, ClusterFile.USUAL.get(key)))
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
            throw wrong("hdfs.home=%s is no folder for the lab alone: give one in your home, as /user/alice/kerbside"
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
        String master = required(ClusterFile.SPARK_MASTER);
        if (!master.matches("local(\\[(\\d+|\\*)])?|" + Endpoints.CLUSTERS_YARN)) {
            throw wrong(
                    "spark.master=%s is none that the lab submits to: give local, local[N] or yarn".formatted(master));
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
