package dev.kerbside.folder;

import dev.kerbside.LabException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.io.file.PathUtils;

/**
 * A folder of this user's own, a lab's or a trainee's. It is used only if nobody else owns it, or can put something else
 * in its place. Nothing in it is written, read or deleted through a link. Whoever writes there asks here for the
 * place.
 */
public final class OwnFolder {
    /** What the lab reads of its own text files has a few kilobytes. */
    private static final int MOST_BYTES = 1 << 20;

    private static final Set<PosixFilePermission> OTHERS_WRITE = PosixFilePermissions.fromString("----w--w-");

    private final Path path;

    private OwnFolder(Path path) {
        this.path = path;
    }

    /**
     * A folder that need not be there yet.
     *
     * @param option how another folder is given, as {@code --dir}
     * @throws LabException if it is not one's own
     */
    public static OwnFolder at(Path path, String option) throws IOException {
        Ownership.require(path, option);
        return new OwnFolder(path);
    }

    public Path path() {
        return path;
    }

    /** Whether it is there. */
    public boolean exists() {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * A place in it, there or not, to be written or read.
     *
     * @param relative as {@code data/source}
     * @throws LabException if it, or a folder on the way to it, is a link
     */
    public Path place(String relative) {
        Path place = path;
        for (Path name : Path.of(relative)) {
            place = place.resolve(name);
            if (Files.isSymbolicLink(place)) {
                throw LabException.cannotStart(
                        "%s is a link, and the lab writes and reads nothing through links. Put a file or folder of your own in its place, or remove it."
                                .formatted(place));
            }
        }
        return place;
    }

    /** A folder in it, which is made where needed. */
    public Path folder(String relative) throws IOException {
        return Files.createDirectories(place(relative));
    }

    /** Puts a text in the place of a file, which may have other names elsewhere: these keep the old one. */
    public Path write(String relative, String text) {
        return replace(relative, temporary -> Files.writeString(temporary, text));
    }

    /** The same with whatever writes it. */
    public Path replace(String relative, AtomicFile.Writer body) {
        return replace(relative, null, body);
    }

    /** The same with a mode, as {@link AtomicFile} has it. */
    public Path replace(String relative, Set<PosixFilePermission> mode, AtomicFile.Writer body) {
        Path place = place(relative);
        AtomicFile.write(place, mode, body);
        return place;
    }

    /** Whether there is a file, and no link, of that name. */
    public boolean hasFile(String relative) {
        return Files.isRegularFile(place(relative), LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * The text of a file, of which no more than a megabyte is read.
     *
     * @throws NoSuchFileException if there is no file of that name: a device or a pipe is none
     */
    public String read(String relative) throws IOException {
        if (!hasFile(relative)) {
            throw new NoSuchFileException(place(relative).toString());
        }
        try (InputStream in = Files.newInputStream(place(relative), LinkOption.NOFOLLOW_LINKS)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    /** Removes a file or a folder with all that is in it, if it is there; of a link, the link. */
    public void delete(String name) throws IOException {
        Path gone = path.resolve(name);
        if (Files.exists(gone, LinkOption.NOFOLLOW_LINKS)) {
            PathUtils.delete(gone, new LinkOption[] {LinkOption.NOFOLLOW_LINKS});
        }
    }

    /**
     * Removes every link in a part of it, symbolic or hard, and what is neither file nor folder: what is written there
     * later reaches nothing outside. Nobody else may write there from now on.
     */
    public void removeLinks(String name) throws IOException {
        Path part = path.resolve(name);
        if (!Files.exists(part, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(part, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entry, BasicFileAttributes found) throws IOException {
                forbidOthers(entry);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path entry, BasicFileAttributes found) throws IOException {
                if (!found.isRegularFile() || names(entry) > 1) {
                    Files.delete(entry);
                } else {
                    forbidOthers(entry);
                }
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static int names(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS);
    }

    private static void forbidOthers(Path entry) throws IOException {
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(entry, LinkOption.NOFOLLOW_LINKS);
        if (mode.removeAll(OTHERS_WRITE)) {
            Files.setPosixFilePermissions(entry, mode);
        }
    }
}
