package dev.kerbside.substrate.containers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Files on their way into a container: its user's, and for nobody else to read. */
final class Archive {
    /** The number of the image's user, tdp_user: see docker/Dockerfile. */
    static final int USER = 1101;

    /** Where the lab's folder is in a container. */
    static final Path LAB = Path.of("/lab");

    private static final int SECRET = 0600;
    private static final int COMMAND = 0755;

    private final Map<Path, byte[]> files = new TreeMap<>();
    private final Set<Path> commands = new TreeSet<>();
    private final Set<Path> folders = new TreeSet<>();
    private final Map<Path, Path> links = new TreeMap<>();

    void put(Path path, String text) {
        put(path, text.getBytes(StandardCharsets.UTF_8));
    }

    void put(Path path, byte[] bytes) {
        files.put(path, bytes);
        folder(path.getParent());
    }

    /** A script that anybody may run. */
    void putCommand(Path path, String text) {
        put(path, text);
        commands.add(path);
    }

    /** A symbolic link. */
    void link(Path path, Path target) {
        links.put(path, target);
    }

    /** A folder below the lab's; those above it are made too. The image has all other folders already. */
    void folder(Path path) {
        for (Path folder = path; folder.startsWith(LAB) && !folder.equals(LAB); ) {
            folders.add(folder);
            folder = folder.getParent();
        }
    }

    /** As tar, to be unpacked at the root. */
    byte[] tar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path folder : folders) {
                tar.putArchiveEntry(entry(folder + "/", 0, 0700));
                tar.closeArchiveEntry();
            }
            for (Map.Entry<Path, byte[]> file : files.entrySet()) {
                tar.putArchiveEntry(entry(file.getKey().toString(), file.getValue().length, mode(file.getKey())));
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
            for (Map.Entry<Path, Path> link : links.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(inTar(link.getKey().toString()), TarConstants.LF_SYMLINK);
                entry.setLinkName(link.getValue().toString());
                tar.putArchiveEntry(owned(entry));
                tar.closeArchiveEntry();
            }
        }
        return bytes.toByteArray();
    }

    private int mode(Path file) {
        return commands.contains(file) ? COMMAND : SECRET;
    }

    private static TarArchiveEntry entry(String path, int size, int mode) {
        TarArchiveEntry entry = new TarArchiveEntry(inTar(path));
        entry.setSize(size);
        entry.setMode(mode);
        return owned(entry);
    }

    private static String inTar(String path) {
        return path.substring(1);
    }

    private static TarArchiveEntry owned(TarArchiveEntry entry) {
        entry.setUserId(USER);
        entry.setGroupId(USER);
        return entry;
    }
}
