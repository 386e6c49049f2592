package dev.kerbside.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Class-data sharing. Each kind of JVM has an archive of the classes that it loads at its start. The build reads and
 * verifies them once ({@code lab archive}, the end of {@code mvnw package}). Without an archive a start is only slower.
 *
 * <p>An archive is good for one JDK and one list of jars. It takes only classes of jars that come first on the class
 * path, before any folder: {@link ForkedJvm}.
 */
public final class SharedClasses {
    /** The kind of every JVM that is a client: the lab's own commands, and Spark's jobs. */
    public static final String CLIENT = "client";

    private static final String RECORDING = "lab.record";

    /** Flag of a JVM that is recorded, as are those that it starts. */
    public static final String RECORD = "-D" + RECORDING + "=true";

    /** The kinds of JVMs that have an archive. */
    public static final List<String> KINDS = List.of("kdc", "namenode", "datanode", "broker", CLIENT);

    private SharedClasses() {}

    /** The kind of a node's JVM. */
    public static String kind(String node) {
        return node.replaceFirst("-\\d+$", "");
    }

    /** The archive of a kind of JVM, which may not be there. */
    public static Path archive(String kind) {
        return folder().resolve(kind + ".jsa");
    }

    /** Flags that make use of the archive of a kind, if there is one. One that does not fit is left aside, silently. */
    public static List<String> flags(String kind) {
        return !isRecording() && Files.exists(archive(kind))
                ? List.of("-XX:SharedArchiveFile=" + archive(kind), "-Xlog:cds*=off")
                : List.of();
    }

    private static boolean isRecording() {
        return Boolean.getBoolean(RECORDING);
    }

    /** Whether a JVM with these flags is to be recorded. */
    static boolean isRecorded(List<String> flags) {
        return isRecording() || flags.contains(RECORD);
    }

    /**
     * The end of a recorded JVM's command: class path and main class. The lab's own classes come from a class loader of
     * their own, that of {@code hadoop jar}: such classes are not archived, and so a new kerbside.jar spoils no archive.
     */
    static List<String> recorded(List<Path> foldersLast, String mainClass) throws IOException {
        String libraries = Stream.concat(Build.jars(Build.libraries()).stream(), foldersLast.stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                "-XX:+RecordDynamicDumpInfo",
                RECORD,
                "-cp",
                libraries,
                "org.apache.hadoop.util.RunJar",
                Build.code().toString(),
                mainClass);
    }

    /** Where the archives lie, in the build's folder. */
    public static Path folder() {
        return Build.code().resolveSibling("cds");
    }

    /** Whether the archives are those of this JDK and these jars. */
    public static boolean upToDate() throws IOException {
        return Files.exists(stamp()) && Files.readString(stamp()).equals(of());
    }

    /** Has this JVM's jars and JDK noted as those of the archives. */
    public static void complete() throws IOException {
        Files.writeString(stamp(), of());
    }

    /**
     * Archives what a JVM that records has loaded so far.
     *
     * @param pid its process
     * @throws IOException if it could not, with its reason
     */
    public static void dump(long pid, String kind) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process dump = new ProcessBuilder(
                        jcmd.toString(),
                        Long.toString(pid),
                        "VM.cds",
                        "dynamic_dump",
                        archive(kind).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (dump.waitFor() != 0 || !Files.exists(archive(kind))) {
            throw new IOException("jcmd VM.cds of the %s: %s".formatted(kind, said.strip()));
        }
    }

    private static Path stamp() {
        return folder().resolve("of");
    }

    private static String of() throws IOException {
        return System.getProperty("java.vm.version") + "\n" + Files.readString(Build.libraries());
    }
}
