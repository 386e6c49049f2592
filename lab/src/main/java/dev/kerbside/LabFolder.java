package dev.kerbside;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * The folder of one lab, mode 0700. A lab that runs holds its {@link FolderLock}, which ends with its owner, so that "is
 * it running" has a true answer even after {@code kill -9}.
 */
public final class LabFolder implements AutoCloseable {
    private static final String MARKER = "lab.json";

    /** What a lab makes in its folder and removes when it ends; its logs and report stay. */
    private static final Set<String> REMOVED = Set.of(
            "nodes",
            Nodes.REQUESTS,
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
            "hosts",
            "endpoints.json");

    private static final Duration OTHERS_LOOK = Duration.ofSeconds(2);

    private final Path path;
    private final FolderLock lock;
    private final State leftover;

    private LabFolder(Path path, FolderLock lock, State leftover) {
        this.path = path;
        this.lock = lock;
        this.leftover = leftover;
    }

    /** What {@code lab.json} says: who runs the lab, where, and its nodes so far. */
    public record State(long ownerPid, Substrate substrate, boolean ready, List<NodeStatus> nodes) {}

    /**
     * Takes the folder for a new lab; what an earlier lab left there is removed, but for its logs and report.
     *
     * @throws LabException if a lab runs there, or the folder holds somebody else's files, or it cannot be written
     */
    public static LabFolder claim(Path path, Substrate substrate) {
        try {
            Optional<State> earlier = state(path);
            if (Files.exists(path) && earlier.isEmpty() && !isEmptyFolder(path)) {
                throw LabException.cannotStart(path
                        + " is not a lab's folder and is not empty: nothing was touched. Give another one with --dir.");
            }
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            LabFolder folder = new LabFolder(
                    path,
                    lockOrRefuse(path),
                    earlier.filter(state -> hasLeftovers(path)).orElse(null));
            folder.write(new State(ProcessHandle.current().pid(), substrate, false, List.of()));
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
            if (state.isEmpty()) {
                return state;
            }
            Optional<FolderLock> free = FolderLock.take(path);
            if (free.isEmpty()) {
                return state;
            }
            free.get().close();
            return Optional.empty();
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** The state of the lab that ran here last, or runs. */
    public static Optional<State> last(Path path) {
        try {
            return state(path);
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

    /** The earlier lab that ended here without cleaning up, if one did. */
    public Optional<State> leftover() {
        return Optional.ofNullable(leftover);
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
        try (lock) {
            clear();
        } catch (IOException e) {
            throw LabException.cannotStart("%s could not be cleaned up: %s. Remove it by hand.".formatted(path, e), e);
        }
    }

    private void clear() throws IOException {
        for (String name : REMOVED) {
            if (Files.exists(path.resolve(name))) {
                FileUtils.forceDelete(path.resolve(name).toFile());
            }
        }
    }

    private static FolderLock lockOrRefuse(Path path) {
        try {
            // Another process that only looks whether a lab runs here holds the lock for a moment.
            return Awaitility.await("the lock of " + path)
                    .atMost(OTHERS_LOOK)
                    .pollInterval(Duration.ofMillis(100))
                    .pollDelay(Duration.ZERO)
                    .until(() -> FolderLock.take(path), Optional::isPresent)
                    .orElseThrow();
        } catch (ConditionTimeoutException e) {
            throw LabException.cannotStart(
                    "A lab is already running in %s (pid %s). Use it, end it with: lab down --dir %s, or give another --dir."
                            .formatted(path, running(path).map(State::ownerPid).orElse(null), path));
        }
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
