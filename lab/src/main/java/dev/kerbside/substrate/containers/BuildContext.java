package dev.kerbside.substrate.containers;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * The files of an image's build, as the tar that the engine reads. The same files give the same tar on every machine and
 * day, or the engine would build a layer anew that it has.
 */
final class BuildContext {
    static final int READABLE = 0100644;
    static final int EXECUTABLE = 0100755;

    private final TarArchiveOutputStream tar;

    private BuildContext(TarArchiveOutputStream tar) {
        this.tar = tar;
    }

    /** Adds the files. */
    interface Contents {
        void addTo(BuildContext context) throws IOException;
    }

    /** The tar, written while it is read: hundreds of megabytes that nobody needs a second time on disk. */
    static InputStream tar(Contents files) throws IOException {
        PipedInputStream reader = new PipedInputStream(1 << 20);
        PipedOutputStream pipe = new PipedOutputStream(reader);
        Thread writer = new Thread(() -> write(pipe, files), "image-context");
        writer.setDaemon(true);
        writer.start();
        return reader;
    }

    private static void write(PipedOutputStream pipe, Contents files) {
        // The tar itself is not closed by try: one that ends early must not end well, or it would be taken for whole.
        try (pipe) {
            TarArchiveOutputStream tar = new TarArchiveOutputStream(pipe);
            files.addTo(new BuildContext(tar));
            tar.close();
        } catch (IOException e) {
            // Either the engine has given up, or a file is gone: the engine tells in both cases.
        }
    }

    void text(String name, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        open(name, bytes.length, READABLE);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    void file(String name, Path file, int mode) throws IOException {
        open(name, Files.size(file), mode);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
    }

    /** A folder of its own, because Docker's COPY wants it also where it is empty. */
    void folder(String name) throws IOException {
        tar.putArchiveEntry(constant(new TarArchiveEntry(name + "/")));
        tar.closeArchiveEntry();
    }

    private void open(String name, long size, int mode) throws IOException {
        TarArchiveEntry entry = constant(new TarArchiveEntry(name));
        entry.setSize(size);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
    }

    private static TarArchiveEntry constant(TarArchiveEntry entry) {
        entry.setModTime(0);
        entry.setIds(0, 0);
        entry.setNames("root", "root");
        return entry;
    }
}
