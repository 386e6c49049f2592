package dev.kerbside.foreign;

import dev.kerbside.Endpoints;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The file that describes a cluster, made of nothing but a lab's client kit; each value may be another. */
record ClusterText(Path folder, Map<String, String> values) {
    /** Names that no other test uses. */
    static final String TOPIC = "tdp-user-foreign-it";

    static final String HOME = "/user/tdp_user/foreign-it";

    static ClusterText of(Endpoints lab, Path folder) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("principal", lab.user().toString());
        values.put("keytab", lab.keytab().toString());
        values.put("krb5.conf", lab.krb5Conf().toString());
        values.put("hadoop.conf", lab.hadoopConf().toString());
        values.put("hdfs.home", HOME);
        values.put("kafka.bootstrap.servers", lab.bootstrapServers());
        values.put("kafka.client.properties", lab.clientProperties().toString());
        values.put("kafka.topic", TOPIC);
        if (lab.hosts() != null) {
            values.put("hosts", lab.hosts().toString());
        }
        return new ClusterText(folder, values);
    }

    ClusterText with(String key, Object value) {
        Map<String, String> others = new LinkedHashMap<>(values);
        others.put(key, value.toString());
        return new ClusterText(folder, others);
    }

    /** A copy of a file of the kit, with one text for another. */
    Path edited(Path original, String from, String to) throws IOException {
        String text = Files.readString(original);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(original + " has no " + from);
        }
        return Files.writeString(
                Files.createTempFile(folder, "edited-", "-" + original.getFileName()), text.replace(from, to));
    }

    /** The same of Hadoop's configuration: a folder. */
    Path edited(Endpoints lab, String site, String from, String to) throws IOException {
        Path conf = Files.createTempDirectory(folder, "hadoop-");
        for (String name : new String[] {"core-site.xml", "hdfs-site.xml", "ssl-client.xml", "yarn-site.xml"}) {
            if (Files.exists(lab.hadoopConf().resolve(name))) {
                Files.copy(lab.hadoopConf().resolve(name), conf.resolve(name));
            }
        }
        Files.move(
                edited(conf.resolve(site), from, to),
                conf.resolve(site),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        return conf;
    }

    /** An address of this machine where nobody listens. */
    static String closed() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "localhost:" + free.getLocalPort();
        }
    }

    Path write() throws IOException {
        return Files.writeString(
                Files.createTempFile(folder, "cluster-", ".properties"),
                values.entrySet().stream()
                        .map(one -> one.getKey() + "=" + one.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
