package dev.kerbside;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of one lab, mode 0700. A lab that runs holds the lock file, which the operating system releases when its
 * owner dies, so that "is it running" has a true answer even after {@code kill -9}.
 */
public final class LabFolder implements AutoCloseable {
    private static final String MARKER = "lab.json";
    private static final String LOCK = "lock";

    /** What stays when a lab ends. */
    private static final Set<String> KEPT = Set.of(MARKER, LOCK, "logs", "report");

    private final Path path;
    private final FileChannel channel;
    private final boolean leftovers;

    private LabFolder(Path path, FileChannel channel, boolean leftovers) {
        this.path = path;
        this.channel = channel;
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
            boolean known = Files.exists(path.resolve(MARKER));
            if (Files.exists(path) && !known && !isEmptyFolder(path)) {
                throw LabException.cannotStart(path
                        + " is not a lab's folder and is not empty: nothing was touched. Give another one with --dir.");
            }
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
            FileChannel channel = lock(path)
                    .orElseThrow(() -> LabException.cannotStart(
                            "A lab is already running in %s (%s). Use it, end it with: lab down --dir %s, or give another --dir."
                                    .formatted(path, owner(path), path)));
            LabFolder folder = new LabFolder(path, channel, known && Files.exists(path.resolve("nodes")));
            folder.write(new State(ProcessHandle.current().pid(), false, List.of()));
            folder.clear();
            return folder;
        } catch (AccessDeniedException e) {
            throw LabException.cannotStart(
                    "No permission to write %s. Give another folder with --dir.".formatted(e.getFile()), e);
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "%s cannot be used: %s. Give another folder with --dir.".formatted(path, e), e);
        }
    }

    /** The state of the lab that runs in this folder; empty if none does. */
    public static Optional<State> running(Path path) throws IOException {
        if (!Files.exists(path.resolve(MARKER))) {
            return Optional.empty();
        }
        Optional<FileChannel> free = lock(path);
        if (free.isPresent()) {
            free.get().close();
            return Optional.empty();
        }
        return Optional.of(Json.read(path.resolve(MARKER), State.class));
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
        try (channel) {
            clear();
        } catch (IOException e) {
            throw LabException.cannotStart("%s could not be cleaned up: %s. Remove it by hand.".formatted(path, e), e);
        }
    }

    private void clear() throws IOException {
        try (Stream<Path> children = Files.list(path)) {
            for (Path child : children.filter(
                            c -> !KEPT.contains(c.getFileName().toString()))
                    .toList()) {
                delete(child);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Optional<FileChannel> lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return Optional.of(channel);
            }
        } catch (OverlappingFileLockException e) {
            // Held by another lab of this JVM.
        }
        channel.close();
        return Optional.empty();
    }

    private static String owner(Path path) {
        try {
            return "pid " + Json.read(path.resolve(MARKER), State.class).ownerPid();
        } catch (IOException e) {
            return "owner unknown";
        }
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
