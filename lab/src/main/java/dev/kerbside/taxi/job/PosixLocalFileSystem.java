package dev.kerbside.taxi.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, for checkpoints on a local disk, that gives a file its mode by Java. Without its native
 * library Hadoop's own starts a process for that, {@code chmod}: for each file that it makes, for each checksum, and so
 * some twenty for each micro-batch. Spark takes this one where {@code spark.hadoop.fs.file.impl} names it.
 */
public final class PosixLocalFileSystem extends LocalFileSystem {
    public PosixLocalFileSystem() {
        super(new Raw());
    }

    private static final class Raw extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission mode) throws IOException {
            // Java has no word for the sticky bit, which nothing here sets.
            if (mode.getStickyBit()) {
                super.setPermission(path, mode);
                return;
            }
            Files.setPosixFilePermissions(
                    pathToFile(path).toPath(),
                    PosixFilePermissions.fromString(
                            mode.getUserAction().SYMBOL + mode.getGroupAction().SYMBOL + mode.getOtherAction().SYMBOL));
        }
    }
}
