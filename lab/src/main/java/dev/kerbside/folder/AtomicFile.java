package dev.kerbside.folder;

import dev.kerbside.LabException;
import dev.kerbside.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Writes a file beside its place and moves it there when it is whole: a reader sees the old file or the new one. */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes the bytes of a file to the given path. */
    public interface Writer {
        void write(Path temporary) throws IOException;
    }

    /**
     * Makes the folder where needed, and replaces the file.
     *
     * @throws LabException if it cannot be written
     */
    public static void write(Path file, Writer writer) {
        write(file, null, writer);
    }

    /**
     * The same with a mode that the file has from its first moment.
     *
     * @param mode {@code null} for the user's usual one; then the writer makes the file
     */
    public static void write(Path file, Set<PosixFilePermission> mode, Writer writer) {
        Path target = file.toAbsolutePath();
        // A name that nobody can foresee, and prepare a link there.
        Path temporary = target.resolveSibling(".%s.%s.tmp".formatted(target.getFileName(), UUID.randomUUID()));
        try {
            Files.createDirectories(target.getParent());
            try {
                if (mode != null) {
                    Files.createFile(temporary, PosixFilePermissions.asFileAttribute(mode));
                }
                writer.write(temporary);
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "%s cannot be written (%s: %s). Choose a folder that is writable and has room."
                            .formatted(file, e.getClass().getSimpleName(), Messages.first(e)),
                    e);
        }
    }
}
