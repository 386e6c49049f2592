package dev.kerbside.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
 * How the archives of {@link SharedClasses} are made ({@code lab archive}, the end of {@code mvnw package}): a lab is
 * started and used, and each of its JVMs writes the classes that it has loaded when it is asked to end. One that is asked
 * while it runs ({@code jcmd VM.cds dynamic_dump}) leaves out each class that it has not linked: a quarter of all.
 */
public final class RecordedClasses {
    private static final String RECORDING = "lab.record";

    /** Flag of a JVM that is recorded, as are the nodes that it starts. */
    public static final String RECORD = "-D" + RECORDING + "=true";

    /** Flag of a node's JVM, with its name. */
    private static final String NODE = "-Dlab.node=";

    /** Variables of a recorded JVM: the one that it starts to write its AOT cache needs more memory than a node. */
    static final Map<String, String> VARIABLES = Map.of("JDK_AOT_VM_OPTIONS", "-Xmx512m -Xlog:aot*=error,cds*=error");

    private RecordedClasses() {}

    static boolean isRecording() {
        return Boolean.getBoolean(RECORDING);
    }

    /** What a JVM with these flags is recorded as: a node, the client, or nothing. */
    static Optional<String> recordedAs(List<String> flags) {
        if (flags.contains(RECORD)) {
            return Optional.of(SharedClasses.CLIENT);
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
    static List<String> command(String name, ForkedJvm.Command command, String mainClass) throws IOException {
        String libraries = Stream.of(command.classPath().split(File.pathSeparator))
                .filter(jar -> !jar.equals(Build.code().toString()))
                .collect(Collectors.joining(File.pathSeparator));
        return Stream.concat(
                        writing(SharedClasses.archive(name)),
                        Stream.of(
                                RECORD,
                                "-cp",
                                libraries,
                                name.equals(SharedClasses.CLIENT)
                                        ? "org.apache.hadoop.util.RunJar"
                                        : Recorded.class.getName(),
                                jar(command.folder(), command.foldersLast()).toString(),
                                mainClass))
                .toList();
    }

    /** Flags. Each class that it leaves out, from a signed jar for example, would have a line in the log. */
    private static Stream<String> writing(Path archive) {
        return SharedClasses.AHEAD_OF_TIME
                ? Stream.of(
                        "-XX:AOTCacheOutput=" + archive,
                        "-Xlog:aot*=error,cds*=error",
                        // What was compiled would be compiled again at once: of use to C2, and more work with C1 alone.
                        "-XX:+UnlockDiagnosticVMOptions",
                        "-XX:-AOTRecordTraining")
                : Stream.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds*=error");
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

    /**
     * Makes an empty folder for the archives of this JDK. Those of other JDKs stay as long as the jars are the same.
     *
     * @return the folder
     */
    public static Path renew() throws IOException {
        Files.createDirectories(SharedClasses.all());
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(SharedClasses.all())) {
            for (Path folder : folders) {
                if (folder.equals(SharedClasses.folder()) || !SharedClasses.isOfTheseJars(folder)) {
                    FileUtils.forceDelete(folder.toFile());
                }
            }
        }
        Files.createDirectory(SharedClasses.folder());
        writeRecorder();
        return SharedClasses.folder();
    }

    /** The jar that comes first on a node's class path, in a JVM that is recorded and in those that use its archive. */
    static Path recorder() {
        return SharedClasses.folder().resolve("recorder.jar");
    }

    private static void writeRecorder() throws IOException {
        String name = Recorded.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(recorder()));
                InputStream code = Recorded.class.getClassLoader().getResourceAsStream(name)) {
            jar.putNextEntry(new JarEntry(name));
            code.transferTo(jar);
        }
    }

    /**
     * Asks the first node of each kind to end, and waits until it has written its archive. This JVM writes its own at its
     * end.
     *
     * @param nodes their process ids by their names
     * @throws IOException if one has written none
     */
    public static void end(Map<String, Long> nodes) throws IOException {
        Map<String, String> ofKinds = new LinkedHashMap<>();
        nodes.keySet().forEach(node -> ofKinds.putIfAbsent(SharedClasses.kind(node), node));
        List<ProcessHandle> ending = ofKinds.values().stream()
                .flatMap(node -> ProcessHandle.of(nodes.get(node)).stream())
                .toList();
        ending.forEach(ProcessHandle::destroy);
        ending.forEach(process -> process.onExit().join());
        for (Map.Entry<String, String> kind : ofKinds.entrySet()) {
            Path written = SharedClasses.archive(kind.getValue());
            if (!Files.exists(written)) {
                throw new IOException("The JVM of %s has written no archive.".formatted(kind.getValue()));
            }
            Files.move(written, SharedClasses.archive(kind.getKey()), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
