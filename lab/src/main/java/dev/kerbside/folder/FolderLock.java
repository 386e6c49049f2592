package dev.kerbside.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A lock of a lab's folder: one process holds it, and the operating system releases it when that process dies. Its
 * holder has two bytes of a file. For the first one only those compete who want to hold it; at the second one others
 * look, sharing it for a moment, so that looking never takes the lock from anybody.
 */
final class FolderLock implements AutoCloseable {
    private static final long HELD_BYTE = 0;
    private static final long SEEN_BYTE = 1;

    /**
     * Files that this JVM has locked. Opening one of these again, and closing it, would free its lock: POSIX locks belong
     * to the process. For the same reason one thread at a time takes, looks or frees.
     */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock, in a folder that is there; empty if this process or another one holds it. */
    static Optional<FolderLock> take(Path file) throws IOException {
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
            if (channel.tryLock(HELD_BYTE, 1, false) == null) {
                channel.close();
                return Optional.empty();
            }
            // Whoever looks has it for microseconds.
            channel.lock(SEEN_BYTE, 1, false);
            HELD.add(file);
            return Optional.of(new FolderLock(file, channel));
        }
    }

    /** Whether this process or another one holds it. Takes nothing from anybody. */
    static boolean isHeld(Path file) throws IOException {
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return true;
            }
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
                return channel.tryLock(SEEN_BYTE, 1, true) == null;
            }
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            try {
                channel.close();
            } finally {
                HELD.remove(file);
            }
        }
    }
}
