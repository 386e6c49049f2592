package dev.kerbside.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * Class-data sharing. Each kind of JVM has an archive of the classes that it loads at its start. The build reads and
 * verifies them once ({@code lab archive}, the end of {@code mvnw package}). Without an archive a start is only slower.
 *
 * <p>An archive is good for one JDK, whose version its folder is called after, and one list of jars. Java 25 and later
 * have AOT caches, which keep linked classes, and heap, besides (JEP 483, 514); the others dynamic archives. Both take
 * only classes of jars that come first on the class path, before any folder: {@link ForkedJvm}.
 */
public final class SharedClasses {
    /** The kind of every JVM that is a client: the lab's own commands, and Spark's jobs. */
    public static final String CLIENT = "client";

    private static final String RECORDING = "lab.record";

    /** Flag of a JVM that is recorded, as are the nodes that it starts. */
    public static final String RECORD = "-D" + RECORDING + "=true";

    /** The kinds of JVMs that have an archive. */
    public static final List<String> KINDS = List.of("kdc", "namenode", "datanode", "broker", CLIENT);

    /** Flag of a node's JVM, with its name. */
    private static final String NODE = "-Dlab.node=";

    private static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;
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
        if (isRecording() || !Files.exists(archive(kind))) {
            return List.of();
        }
        return AHEAD_OF_TIME
                ? List.of("-XX:AOTCache=" + archive(kind), "-Xlog:cds*=off,aot*=off")
                : List.of("-XX:SharedArchiveFile=" + archive(kind), "-Xlog:cds*=off");
    }

    private static boolean isRecording() {
        return Boolean.getBoolean(RECORDING);
    }

    /** What a JVM with these flags is recorded as: a node, the client, or nothing. */
    static Optional<String> recordedAs(List<String> flags) {
        if (flags.contains(RECORD)) {
            return Optional.of(CLIENT);
        }
        return isRecording()
                ? flags.stream()
                        .filter(flag -> flag.startsWith(NODE))
                        .map(flag -> flag.substring(NODE.length()))
                        .findFirst()
                : Optional.empty();
    }

    /**
     * The end of a recorded JVM's command: class path and main class. The lab's own classes and the folders come from a
     * class loader of their own: what it loads is not archived, so that a new kerbside.jar spoils no archive; and no
     * archive is made of a class path with a folder. A client has Hadoop, whose {@code hadoop jar} does that.
     *
     * @param name what it is recorded as
     */
    static List<String> recorded(String name, ForkedJvm.Command command, String mainClass) throws IOException {
        String libraries = Stream.of(command.classPath().split(File.pathSeparator))
                .filter(jar -> !jar.equals(Build.code().toString()))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                AHEAD_OF_TIME ? "-XX:AOTCacheOutput=" + archive(name) : "-XX:+RecordDynamicDumpInfo",
                // Each class that it leaves out, from a signed jar for example, would have a line.
                AHEAD_OF_TIME ? "-Xlog:aot*=error,cds*=error" : "-Xlog:cds*=error",
                RECORD,
                "-cp",
                libraries,
                name.equals(CLIENT) ? "org.apache.hadoop.util.RunJar" : Recorded.class.getName(),
                jar(command.folder(), command.foldersLast()).toString(),
                mainClass);
    }

    /** An empty jar that stands for the lab's own and the folders. */
    private static Path jar(Path folder, List<Path> foldersLast) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        Stream.concat(Stream.of(Build.code()), foldersLast.stream())
                                .map(path -> path.toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = folder.resolve("recorded.jar");
        try (OutputStream out = Files.newOutputStream(jar)) {
            new JarOutputStream(out, manifest).close();
        }
        return jar;
    }

    /** Variables of a recorded JVM: the one that it starts to write its AOT cache needs more memory than a node. */
    static final Map<String, String> RECORDED = Map.of("JDK_AOT_VM_OPTIONS", "-Xmx512m -Xlog:aot*=error,cds*=error");

    /** Where the archives of this JDK lie, in the build's folder. The launcher says the same. */
    public static Path folder() {
        return all().resolve(System.getProperty("java.vm.version"));
    }

    /** Where those of each JDK lie. */
    private static Path all() {
        return Build.code().resolveSibling("cds");
    }

    /** Whether the archives are those of these jars, or could not be made of them. */
    public static boolean upToDate() throws IOException {
        return isOfTheseJars(folder());
    }

    /**
     * Makes an empty folder for the archives of this JDK. Those of other JDKs stay as long as the jars are the same.
     *
     * @return the folder
     */
    public static Path renew() throws IOException {
        Files.createDirectories(all());
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(all())) {
            for (Path folder : folders) {
                if (folder.equals(folder()) || !isOfTheseJars(folder)) {
                    FileUtils.forceDelete(folder.toFile());
                }
            }
        }
        Files.createDirectory(folder());
        writeRecorder();
        return folder();
    }

    /** The jar that comes first on a node's class path, in a JVM that is recorded and in those that use its archive. */
    static Path recorder() {
        return folder().resolve("recorder.jar");
    }

    private static void writeRecorder() throws IOException {
        String name = Recorded.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(recorder()));
                InputStream code = Recorded.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
        }
    }

    /** Has this JVM's jars noted as those of the archives. */
    public static void complete() throws IOException {
        Files.writeString(stamp(folder()), jars());
    }

    private static boolean isOfTheseJars(Path folder) throws IOException {
        return Files.exists(stamp(folder)) && Files.readString(stamp(folder)).equals(jars());
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

    /**
     * Archives what JVMs that are recorded have loaded so far, the first of each kind, and what this JVM has. The nodes
     * may have ended then.
     *
     * @param nodes their process ids by their names
     * @throws IOException if one could not be archived, with the reason
     */
    public static void archive(Map<String, Long> nodes) throws IOException, InterruptedException {
        Map<String, Long> ofKinds = new LinkedHashMap<>();
        nodes.forEach((node, pid) -> ofKinds.putIfAbsent(kind(node), pid));
        if (AHEAD_OF_TIME) {
            end(nodes, ofKinds);
            // This JVM writes its own at its end.
            return;
        }
        ofKinds.put(CLIENT, ProcessHandle.current().pid());
        for (Map.Entry<String, Long> kind : ofKinds.entrySet()) {
            dump(kind.getKey(), kind.getValue());
        }
    }

    private static void dump(String kind, long pid) throws IOException, InterruptedException {
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

    /** A JVM writes its AOT cache when it is asked to end. */
    private static void end(Map<String, Long> nodes, Map<String, Long> ofKinds) throws IOException {
        ofKinds.values().stream().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(ProcessHandle::destroy);
        for (Map.Entry<String, Long> node : nodes.entrySet()) {
            String kind = kind(node.getKey());
            if (node.getValue().equals(ofKinds.get(kind))) {
                ProcessHandle.of(node.getValue())
                        .ifPresent(process -> process.onExit().join());
                if (!Files.exists(archive(node.getKey()))) {
                    throw new IOException("The JVM of %s has written no AOT cache.".formatted(node.getKey()));
                }
                Files.move(archive(node.getKey()), archive(kind), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
