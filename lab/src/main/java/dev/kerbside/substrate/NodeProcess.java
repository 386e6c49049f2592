package dev.kerbside.substrate;

import dev.kerbside.ForkedJvm;
import dev.kerbside.LabException;
import dev.kerbside.NodeStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A node that runs as a forked JVM on this machine. */
final class NodeProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(240);

    private final Node node;
    private final ForkedJvm jvm;
    private final Path log;
    private final Instant started = Instant.now();

    private NodeProcess(Node node, ForkedJvm jvm, Path log) {
        this.node = node;
        this.jvm = jvm;
        this.log = log;
    }

    /** Writes the node's configuration below {@code nodes/}, and starts it. */
    static NodeProcess start(Node node, Path labFolder) throws IOException {
        Path folder = Files.createDirectories(labFolder.resolve("nodes").resolve(node.name()));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        for (Map.Entry<String, String> file : node.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        Secrets.restrict(folder);
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Path log = Files.createDirectories(labFolder.resolve("logs")).resolve(node.name() + ".log");
        List<String> flags = List.of(
                "-Xmx" + node.heapMb() + "m",
                // A short-lived server on a small machine: start fast, use one thread for the garbage.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Djava.security.krb5.conf=" + labFolder.resolve("krb5.conf"),
                "-Djava.io.tmpdir=" + temporary,
                "-Dlab.node=" + node.name());
        List<Path> classpathFirst = new ArrayList<>(List.of(folder));
        node.jarSets().forEach(set -> classpathFirst.addAll(JarSet.jars(set)));
        return new NodeProcess(
                node,
                ForkedJvm.start(
                        new ForkedJvm.Command(node.mainClass(), node.args(), flags, folder, classpathFirst, log, log)),
                log);
    }

    /** Something that a client does with the node; it throws until the node can serve it. */
    interface Use {
        void attempt() throws Exception;
    }

    /**
     * Waits until this use of the node succeeds.
     *
     * @return how long after its start that was
     * @throws LabException if the process ends or the time is up, with the last reason and the log
     */
    Duration awaitUse(Use use) {
        AtomicReference<Exception> last = new AtomicReference<>();
        try {
            Awaitility.await(node.name() + " serves a client")
                    .atMost(START_LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(200))
                    .failFast(() -> !jvm.isAlive())
                    .until(() -> succeeds(use, last));
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw LabException.cannotStart(failure(last.get()), last.get());
        }
        return Duration.between(started, Instant.now());
    }

    private boolean succeeds(Use use, AtomicReference<Exception> last) {
        try (Socket listening = new Socket()) {
            // An open port proves nothing; a closed one spares the processor a useless attempt.
            listening.connect(
                    new InetSocketAddress(node.address().host(), node.address().port()));
            use.attempt();
            return true;
        } catch (Exception e) {
            last.set(e);
            return false;
        }
    }

    private String failure(Exception last) {
        String reason = jvm.isAlive()
                ? "not ready within %d s (%s)".formatted(START_LIMIT.toSeconds(), last)
                : "its process ended with code %d (%s)".formatted(jvm.exitValue(), lastError());
        return "%s at %s did not start: %s. Its log: %s. lab doctor checks this machine."
                .formatted(
                        node.name(), node.address(), reason.lines().findFirst().orElse(""), log);
    }

    private String lastError() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.UTF_8);
            return lines.stream()
                    .filter(line -> line.contains("Exception") || line.contains("Error") || line.contains("ERROR"))
                    .reduce((first, second) -> second)
                    .orElse(lines.isEmpty() ? "empty log" : lines.get(lines.size() - 1));
        } catch (IOException e) {
            return "no log";
        }
    }

    NodeStatus status() {
        return new NodeStatus(
                node.name(), node.address().toString(), jvm.handle().pid());
    }

    @Override
    public void close() {
        jvm.close();
    }
}
