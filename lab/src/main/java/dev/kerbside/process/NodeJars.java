package dev.kerbside.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The class path of a node's JVM. Java opens every jar of a class path as soon as it looks for a file that none has, and
 * reads its directory; the lab has over 300 jars, mostly Spark's. So a node has only those that its own program needs.
 */
public final class NodeJars {
    private static final Map<String, Set<String>> OF_KINDS = read();

    /** The kind that has a class of the lab's in the place of one of Hadoop's: SecureIOUtils. */
    private static final String OWN_CODE_FIRST = "nodemanager";

    private NodeJars() {}

    /**
     * As {@link Build#classPath}, of these jars alone, and before them what the archives were recorded with, if there are
     * any.
     *
     * @param kind of a node, see {@link SharedClasses#kind}
     */
    public static String classPath(String kind) {
        return Files.exists(RecordedClasses.recorder())
                ? RecordedClasses.recorder() + File.pathSeparator + jars(kind)
                : jars(kind);
    }

    static String jars(String kind) {
        Predicate<String> own = entry -> entry.equals(Build.code().toString());
        return Stream.of(Build.classPath().split(File.pathSeparator))
                .filter(entry -> !entry.endsWith(".jar") || own.test(entry) || isOf(kind, Path.of(entry)))
                .sorted(Comparator.comparing(entry -> !(kind.equals(OWN_CODE_FIRST) && own.test(entry))))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether a node of this kind has the jar. */
    public static boolean isOf(String kind, Path jar) {
        return !Collections.disjoint(named(kind), names(jar));
    }

    /** The names that the list has for a kind. */
    static Set<String> named(String kind) {
        return OF_KINDS.get(kind);
    }

    /** What the list may call a jar. In a Maven repository its folders are group, artifact and version. */
    static Set<String> names(Path jar) {
        Path artifact = jar.getParent().getParent();
        String name = artifact.getFileName().toString();
        return Set.of(name, artifact.getParent().getFileName() + "/" + name);
    }

    private static Map<String, Set<String>> read() {
        try (InputStream in = NodeJars.class.getResourceAsStream("node-jars.txt")) {
            Map<String, Set<String>> kinds = new HashMap<>();
            Set<String> jars = Set.of();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith(" ")) {
                    jars.addAll(Set.of(line.strip().split(" ")));
                } else if (!line.startsWith("#")) {
                    jars = new LinkedHashSet<>();
                    for (String kind : line.split(" ")) {
                        kinds.put(kind, jars);
                    }
                }
            }
            return kinds;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
