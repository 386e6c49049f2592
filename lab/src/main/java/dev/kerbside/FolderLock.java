package dev.kerbside;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The lock of a lab's folder: one process holds it, and the operating system releases it when that process dies. */
final class FolderLock implements AutoCloseable {
    private static final String FILE = "lock";

    /**
     * Folders that this JVM holds. Opening the lock file of one of these again, and closing it, would free its lock:
     * POSIX locks belong to the process.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileLock lock;

    private FolderLock(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the lock of a folder that is there; empty if this process or another one holds it. */
    static Optional<FolderLock> take(Path folder) throws IOException {
        if (!HELD.add(folder)) {
            return Optional.empty();
        }
        FileLock lock = null;
        try {
            lock = lockFile(folder.resolve(FILE));
        } finally {
            if (lock == null) {
                HELD.remove(folder);
            }
        }
        return lock == null ? Optional.empty() : Optional.of(new FolderLock(folder, lock));
    }

    private static FileLock lockFile(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return lock;
    }

    @Override
    public void close() throws IOException {
        try {
            lock.channel().close();
        } finally {
            HELD.remove(folder);
        }
    }
}
