package dev.kerbside.process;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Java process that dies with the JVM that started it. It has the module openings and other shared flags of this JVM,
 * so that they are said once (lab/jvm.args).
 */
public final class ForkedJvm implements AutoCloseable {
    /**
     * Compile fast instead of well. The code cache has the size that it has with both compilers: the lessons' JVM fills
     * more than C1 alone would get.
     */
    public static final List<String> FAST_COMPILER =
            List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=240m");

    /**
     * Flags of a JVM whose work is mostly its start: that, and one thread for the garbage. The launcher and pom.xml say
     * the same.
     */
    public static final List<String> SHORT_LIVED =
            Stream.concat(FAST_COMPILER.stream(), Stream.of("-XX:+UseSerialGC")).toList();

    private final Process process;
    private final Pid pid;

    private ForkedJvm(Process process) {
        this.process = process;
        this.pid = Pid.of(process.toHandle());
    }

    /**
     * What to run.
     *
     * @param mainClass class with a main method
     * @param flags JVM flags besides the inherited openings
     * @param folder working folder, into which {@code java.args} is written; for {@link TemporaryFiles} too
     * @param classPath jars: {@link Build#classPath}, or what a node has of it
     * @param foldersLast put after it, with configuration files, of whose names no jar has one: a folder further in
     *     front would rule out class archives
     * @param stdout file for standard output
     * @param stderr file for standard error; may be the same
     * @param append whether it goes on with these files, or begins them anew
     * @param environment variables besides this JVM's
     */
    public record Command(
            String mainClass,
            List<String> args,
            List<String> flags,
            Path folder,
            String classPath,
            List<Path> foldersLast,
            Path stdout,
            Path stderr,
            boolean append,
            Map<String, String> environment) {}

    public static ForkedJvm start(Command command) throws IOException {
        Files.createDirectories(TemporaryFiles.of(command.folder()));
        Path argFile = command.folder().resolve("java.args");
        Files.writeString(argFile, arguments(command));
        ProcessBuilder builder = new ProcessBuilder(java(), "@" + argFile)
                .directory(command.folder().toFile())
                .redirectOutput(redirect(command.stdout(), command.append()));
        if (command.stderr().equals(command.stdout())) {
            builder.redirectErrorStream(true);
        } else {
            builder.redirectError(redirect(command.stderr(), command.append()));
        }
        ForeignVariables.remove(builder.environment());
        builder.environment().putAll(ForeignVariables.SPARKS_OWN_ADDRESS);
        builder.environment().putAll(command.environment());
        if (RecordedClasses.recordedAs(command.flags()).isPresent()) {
            builder.environment().putAll(RecordedClasses.VARIABLES);
        }
        // To hadoop jar, which runs what is recorded: leave the jar as it is.
        builder.environment().put("HADOOP_CLIENT_SKIP_UNJAR", "true");
        return new ForkedJvm(builder.start());
    }

    private static ProcessBuilder.Redirect redirect(Path file, boolean append) {
        return append ? ProcessBuilder.Redirect.appendTo(file.toFile()) : ProcessBuilder.Redirect.to(file.toFile());
    }

    /** The java command of this JVM. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Flags of this JVM that every JVM of the lab shares: see lab/jvm.args. */
    public static List<String> sharedFlags() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--add-opens")
                        || flag.startsWith("--enable-native-access")
                        || flag.startsWith("--sun-misc-unsafe-memory-access")
                        || flag.equals("-XX:+IgnoreUnrecognizedVMOptions")
                        || flag.startsWith("-Djava.net.")
                        || flag.startsWith("-Dio.netty.")
                        || flag.startsWith("-Duser.")
                        || flag.startsWith("-Dfile.encoding"))
                .toList();
    }

    private static String arguments(Command command) throws IOException {
        List<String> arguments = new ArrayList<>(sharedFlags());
        arguments.addAll(HostNames.flags());
        arguments.add(TemporaryFiles.flag(command.folder()));
        arguments.addAll(command.flags());
        Optional<String> recorded = RecordedClasses.recordedAs(command.flags());
        if (recorded.isPresent()) {
            arguments.addAll(RecordedClasses.command(recorded.get(), command, OwnedMain.class.getName()));
        } else {
            arguments.addAll(List.of("-cp", classPath(command), OwnedMain.class.getName()));
        }
        arguments.add(command.mainClass());
        arguments.addAll(command.args());
        return argumentFile(arguments);
    }

    private static String classPath(Command command) {
        return Stream.of(
                        Stream.of(command.classPath()),
                        command.foldersLast().stream().map(Path::toString))
                .flatMap(entries -> entries)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The text of a file for {@code java @file}, with these arguments. */
    public static String argumentFile(List<String> arguments) {
        return arguments.stream()
                .map(argument -> "\"" + argument.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining("\n", "", "\n"));
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public Pid pid() {
        return pid;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int exitValue() {
        return process.exitValue();
    }

    /** Asks it to end (SIGTERM), and ends it if it has not within the given time. */
    public void stop(long seconds) {
        process.destroy();
        await(seconds);
        close();
    }

    /** Ends it at once, with all that it has started. A lab's data do not outlive it, so there is nothing to drain. */
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        await(10);
    }

    private void await(long seconds) {
        try {
            process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
