package dev.kerbside.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Where a JVM of the lab puts its temporary files. Native libraries (zstd, snappy, lz4, RocksDB, DuckDB and others) are
 * among them, and a machine's /tmp may be mounted noexec. So each JVM has the folder {@code tmp} of its own working
 * folder, in the lab's; the lab's own command has that of the build's folder {@code target}, as the launcher and pom.xml
 * say.
 */
public final class TemporaryFiles {
    private static final String PROPERTY = "java.io.tmpdir";

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private TemporaryFiles() {}

    /** The folder for a JVM that works in this one. */
    public static Path of(Path workingFolder) {
        return workingFolder.resolve("tmp");
    }

    /** The flag of a JVM that works in this folder. */
    public static String flag(Path workingFolder) {
        return flagOf(of(workingFolder).toString());
    }

    /** The flag of a JVM that goes on in this one's place. */
    public static String inherited() {
        return flagOf(here().toString());
    }

    /** This JVM's. */
    public static Path here() {
        return Path.of(System.getProperty(PROPERTY));
    }

    private static String flagOf(String folder) {
        return "-D" + PROPERTY + "=" + folder;
    }

    /** Whether this machine executes, and so also loads as a library, what is written into this folder. */
    public static boolean areExecutable(Path folder) throws IOException {
        Path probe = Files.createTempFile(folder, "probe", null);
        try {
            Files.setPosixFilePermissions(probe, OWNERS);
            return Files.isExecutable(probe);
        } finally {
            Files.delete(probe);
        }
    }
}
