package dev.kerbside.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Class-data sharing. Each kind of JVM has an archive of the classes that it loads at its start, which
 * {@link RecordedClasses} reads and verifies once. Without an archive a start is only slower.
 *
 * <p>An archive is good for one JDK, whose version its folder is called after, and one list of jars. Java 25 and later
 * have AOT caches, which keep linked classes, and heap, besides (JEP 483, 514); the others dynamic archives. Both take
 * only classes of jars that come first on the class path, before any folder: {@link ForkedJvm}.
 */
public final class SharedClasses {
    /** The kind of every JVM that is a client: the lab's own commands, and Spark's jobs. */
    public static final String CLIENT = "client";

    /** The kinds of JVMs that have an archive. */
    public static final List<String> KINDS = List.of("kdc", "namenode", "datanode", "broker", CLIENT);

    static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;
    private static final String ENDING = AHEAD_OF_TIME ? ".aot" : ".jsa";

    private SharedClasses() {}

    /** The kind of a node's JVM. */
    public static String kind(String node) {
        return node.replaceFirst("-\\d+$", "");
    }

    /** The archive of a kind of JVM, which may not be there. */
    public static Path archive(String kind) {
        return folder().resolve(kind + ENDING);
    }

    /** Flags that make use of the archive of a kind, if there is one. One that does not fit is left aside, silently. */
    public static List<String> flags(String kind) {
        if (RecordedClasses.isRecording() || !Files.exists(archive(kind))) {
            return List.of();
        }
        return AHEAD_OF_TIME
                ? List.of("-XX:AOTCache=" + archive(kind), "-Xlog:cds*=off,aot*=off")
                : List.of("-XX:SharedArchiveFile=" + archive(kind), "-Xlog:cds*=off");
    }

    /** Where the archives of this JDK lie, in the build's folder. The launcher says the same. */
    public static Path folder() {
        return all().resolve(System.getProperty("java.vm.version"));
    }

    /** Where those of each JDK lie. */
    static Path all() {
        return Build.code().resolveSibling("cds");
    }

    /** Whether the archives are those of these jars, or could not be made of them. */
    public static boolean upToDate() throws IOException {
        return isOfTheseJars(folder());
    }

    static boolean isOfTheseJars(Path folder) throws IOException {
        return Files.exists(stamp(folder)) && Files.readString(stamp(folder)).equals(jars());
    }

    /** Has this JVM's jars noted as those of the archives. */
    public static void complete() throws IOException {
        Files.writeString(stamp(folder()), jars());
    }

    /** The class path of each kind. */
    private static String jars() {
        return KINDS.stream()
                .map(kind -> kind.equals(CLIENT) ? Build.classPath() : NodeJars.jars(kind))
                .collect(Collectors.joining("\n"));
    }

    private static Path stamp(Path folder) {
        return folder.resolve("of");
    }
}
