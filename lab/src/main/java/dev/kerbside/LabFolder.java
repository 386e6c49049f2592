package dev.kerbside;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The folder of one lab, mode 0700. A lab that runs holds the lock file, which the operating system releases when its
 * owner dies, so that "is it running" has a true answer even after {@code kill -9}.
 */
public final class LabFolder implements AutoCloseable {
    private static final String MARKER = "lab.json";
    private static final String LOCK = "lock";

    /** What a lab makes in its folder and removes when it ends; its logs and report stay. */
    private static final Set<String> REMOVED = Set.of(
            "nodes",
            "bin",
            "lib",
            "tls",
            "secrets",
            "keytabs",
            "hadoop",
            "kafka",
            "spark",
            "data",
            "krb5.conf",
            "krb5cc_tdp_user",
            "krb5cc_ready",
            "env.sh",
            "endpoints.json");

    private static final Duration OTHERS_LOOK = Duration.ofSeconds(2);

    /**
     * Folders that this JVM holds. Opening the lock file of one of these again, and closing it, would free its lock:
     * POSIX locks belong to the process.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileLock lock;
    private final boolean leftovers;

    private LabFolder(Path path, FileLock lock, boolean leftovers) {
        this.path = path;
        this.lock = lock;
        this.leftovers = leftovers;
    }

    /** What {@code lab.json} says: who runs the lab, and its nodes so far. */
    public record State(long ownerPid, boolean ready, List<NodeStatus> nodes) {}

    /**
     * Takes the folder for a new lab; what an earlier lab left there is removed, but for its logs and report.
     *
     * @throws LabException if a lab runs there, or the folder holds somebody else's files, or it cannot be written
     */
    public static LabFolder claim(Path path) {
        try {
            boolean known = state(path).isPresent();
            if (Files.exists(path) && !known && !isEmptyFolder(path)) {
                throw LabException.cannotStart(path
                        + " is not a lab's folder and is not empty: nothing was touched. Give another one with --dir.");
            }
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            LabFolder folder = new LabFolder(path, lockOrRefuse(path), known && hasLeftovers(path));
            HELD.add(path);
            folder.write(new State(ProcessHandle.current().pid(), false, List.of()));
            folder.clear();
            return folder;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** The state of the lab that runs in this folder; empty if none does. */
    public static Optional<State> running(Path path) {
        try {
            Optional<State> state = state(path);
            if (state.isEmpty() || HELD.contains(path)) {
                return state;
            }
            Optional<FileLock> free = lock(path);
            if (free.isEmpty()) {
                return state;
            }
            free.get().channel().close();
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Whether a lab that no longer runs left keys or data in this folder. */
    public static boolean hasLeftovers(Path path) {
        return Files.exists(path.resolve("nodes")) || Files.exists(path.resolve("keytabs"));
    }

    public Path path() {
        return path;
    }

    /** Whether an earlier lab ended here without cleaning up. */
    public boolean hadLeftovers() {
        return leftovers;
    }

    /** A subfolder, made with mode 0700 by the folder above it. */
    public Path folder(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    public void write(State state) throws IOException {
        Json.write(path.resolve(MARKER), state);
    }

    /** Removes secrets and data, keeps logs and report, and frees the folder. */
    @Override
    public void close() {
        try (FileChannel channel = lock.channel()) {
            clear();
        } catch (IOException e) {
            throw LabException.cannotStart("%s could not be cleaned up: %s. Remove it by hand.".formatted(path, e), e);
        } finally {
            HELD.remove(path);
        }
    }

    private void clear() throws IOException {
        for (String name : REMOVED) {
            if (Files.exists(path.resolve(name))) {
                FileUtils.forceDelete(path.resolve(name).toFile());
            }
        }
    }

    private static FileLock lockOrRefuse(Path path) {
        try {
            // Another process that only looks whether a lab runs here holds the lock for a moment.
            return Awaitility.await("the lock of " + path)
                    .atMost(OTHERS_LOOK)
                    .pollInterval(Duration.ofMillis(100))
                    .pollDelay(Duration.ZERO)
                    .until(() -> lock(path), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw LabException.cannotStart(
                    "A lab is already running in %s (pid %s). Use it, end it with: lab down --dir %s, or give another --dir."
                            .formatted(path, running(path).map(State::ownerPid).orElse(null), path));
        }
    }

    private static Optional<FileLock> lock(Path path) throws IOException {
        if (HELD.contains(path)) {
            return Optional.empty();
        }
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return Optional.ofNullable(lock);
    }

    /** What the marker says; empty if there is none, or it is not a lab's. */
    private static Optional<State> state(Path path) throws IOException {
        if (!Files.exists(path.resolve(MARKER))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(path.resolve(MARKER), State.class)).filter(state -> state.ownerPid() > 0);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static LabException unusable(Path path, IOException e) {
        return e instanceof AccessDeniedException denied
                ? LabException.cannotStart(
                        "No permission for %s. Give another folder with --dir.".formatted(denied.getFile()), e)
                : LabException.cannotStart(
                        "%s cannot be used: %s. Give another folder with --dir.".formatted(path, e), e);
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (Stream<Path> children = Files.list(path)) {
            return children.findAny().isEmpty();
        }
    }
}
