package dev.kerbside.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.security.KerbyMain;
import dev.kerbside.substrate.BrokerMain;
import dev.kerbside.substrate.DataNodeMain;
import dev.kerbside.substrate.NameNodeMain;
import dev.kerbside.substrate.NodeManagerMain;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hadoop.yarn.server.resourcemanager.ResourceManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node has every jar of the lab's that its program refers to, class by class, from its main class on. */
class NodeJarsTest {
    private static final String CLASS = ".class";

    private static final Map<String, Class<?>> PROGRAMS = Map.of(
            "broker", BrokerMain.class,
            "namenode", NameNodeMain.class,
            "datanode", DataNodeMain.class,
            "kdc", KerbyMain.class,
            "resourcemanager", ResourceManager.class,
            "nodemanager", NodeManagerMain.class);

    /** What no start shows, because it is found by its name: all of these jars is looked at. */
    private static final Map<String, List<String>> WHOLE = Map.of(
            "broker", List.of("kafka_2.12", "kafka-clients", "kafka-metadata", "kafka-server-common", "kafka-storage"),
            "namenode", List.of("hadoop-hdfs-3", "hadoop-hdfs-client", "jersey-server-1", "jersey-servlet"),
            "datanode", List.of("hadoop-hdfs-3", "hadoop-hdfs-client"),
            "kdc", List.of("kerb-server", "kerb-simplekdc"),
            "resourcemanager", List.of("hadoop-yarn-server-resourcemanager", "hadoop-yarn-server-web-proxy"),
            "nodemanager", List.of("hadoop-yarn-server-nodemanager"));

    /** A class of JAX-RS 2 that Jackson has a use for where it is; Jersey 1, which both have, does not work beside that. */
    private static final String JAX_RS_2 = "javax/ws/rs/core/NoContentException";

    /** A broker of KRaft loads some classes of ZooKeeper's client, and never runs it; Hadoop's build runs GeneratePojos. */
    private static final Map<String, List<String>> NEVER_RUN = Map.of(
            "broker", List.of("org/apache/zookeeper/"),
            "nodemanager", List.of(JAX_RS_2),
            "resourcemanager",
                    List.of(
                            JAX_RS_2,
                            "org/apache/hadoop/yarn/server/resourcemanager/scheduler/capacity/placement/GeneratePojos"));

    private static final Map<String, List<JarFile>> PLACES = new HashMap<>();

    @ParameterizedTest
    @ValueSource(strings = {"broker", "namenode", "datanode", "kdc", "resourcemanager", "nodemanager"})
    void aNodeHasWhatItsProgramRefersTo(String kind) throws IOException {
        assertThat(lacking(kind)).isEmpty();
    }

    @Test
    void eachNamedJarIsThere() throws IOException {
        Set<String> names = jars().flatMap(jar -> NodeJars.names(jar).stream()).collect(Collectors.toSet());
        for (String kind : PROGRAMS.keySet()) {
            assertThat(names).containsAll(NodeJars.named(kind));
        }
    }

    /** The jars that it lacks, each with a class of it and what refers to that. */
    private static Map<String, String> lacking(String kind) throws IOException {
        index();
        Map<String, String> lacking = new TreeMap<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open =
                new ArrayDeque<>(List.of(PROGRAMS.get(kind).getName().replace('.', '/')));
        PLACES.forEach((name, jars) -> {
            if (jars.stream().anyMatch(jar -> isWhole(kind, path(jar)))) {
                open.add(name);
            }
        });
        while (!open.isEmpty()) {
            String from = open.pop();
            if (!seen.add(from) || isNeverRun(kind, from)) {
                continue;
            }
            for (String to : references(kind, from)) {
                List<JarFile> jars = PLACES.getOrDefault(to, List.of());
                if (jars.isEmpty() ? own(to) : jars.stream().anyMatch(jar -> NodeJars.isOf(kind, path(jar)))) {
                    open.push(to);
                } else if (!jars.isEmpty() && !isNeverRun(kind, to)) {
                    lacking.putIfAbsent(path(jars.get(0)).getFileName().toString(), to + " of " + from);
                }
            }
        }
        return lacking;
    }

    private static boolean isNeverRun(String kind, String name) {
        return NEVER_RUN.getOrDefault(kind, List.of()).stream().anyMatch(name::startsWith);
    }

    /** Of Hadoop's jars of tests a node has use for the web pages alone, which are in no other. */
    private static boolean isWhole(String kind, Path jar) {
        return NodeJars.isOf(kind, jar)
                && !jar.toString().endsWith("-tests.jar")
                && WHOLE.get(kind).stream().anyMatch(jar.getFileName().toString()::startsWith);
    }

    private static Path path(JarFile jar) {
        return Path.of(jar.getName());
    }

    private static boolean own(String name) {
        return name.startsWith("dev/kerbside/");
    }

    private static Stream<Path> jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of);
    }

    /** The jars that have a class. */
    private static synchronized void index() throws IOException {
        if (PLACES.isEmpty()) {
            for (Path path : jars().toList()) {
                JarFile jar = new JarFile(path.toFile());
                jar.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.endsWith(CLASS))
                        .forEach(name -> PLACES.computeIfAbsent(
                                        name.substring(0, name.length() - CLASS.length()), any -> new ArrayList<>())
                                .add(jar));
            }
        }
    }

    private static Set<String> references(String kind, String name) throws IOException {
        try (InputStream in = open(kind, name)) {
            return in == null ? Set.of() : constants(new DataInputStream(in));
        }
    }

    private static InputStream open(String kind, String name) throws IOException {
        Optional<JarFile> place = PLACES.getOrDefault(name, List.of()).stream()
                .filter(jar -> NodeJars.isOf(kind, path(jar)))
                .findFirst();
        if (place.isPresent()) {
            JarFile jar = place.get();
            return new java.io.BufferedInputStream(jar.getInputStream(jar.getEntry(name + CLASS)));
        }
        Path own = Build.code().resolve(name + CLASS);
        return Files.exists(own) ? new java.io.BufferedInputStream(Files.newInputStream(own)) : null;
    }

    /** The classes that a class file's pool of constants names (Java Virtual Machine Specification, 4.4). */
    private static Set<String> constants(DataInputStream file) throws IOException {
        file.skipNBytes(8);
        int size = file.readUnsignedShort();
        String[] texts = new String[size];
        Set<Integer> classes = new HashSet<>();
        for (int i = 1; i < size; i++) {
            int tag = file.readUnsignedByte();
            switch (tag) {
                case 1 -> texts[i] = file.readUTF();
                case 7 -> classes.add(file.readUnsignedShort());
                case 8, 16, 19, 20 -> file.skipNBytes(2);
                case 15 -> file.skipNBytes(3);
                case 5, 6 -> {
                    file.skipNBytes(8);
                    i++;
                }
                default -> file.skipNBytes(4);
            }
        }
        Set<String> names = new HashSet<>();
        classes.forEach(at -> names.add(texts[at].replaceFirst("^\\[+L?", "").replaceFirst(";$", "")));
        return names;
    }
}
