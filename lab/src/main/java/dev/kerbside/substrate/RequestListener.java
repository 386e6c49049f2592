package dev.kerbside.substrate;

import dev.kerbside.LabException;
import dev.kerbside.folder.AtomicFile;
import dev.kerbside.folder.LabControl;
import dev.kerbside.folder.LabControl.Deed;
import dev.kerbside.folder.LabFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** Answers what {@link LabControl} asks, one request after the other, for as long as the lab lives. */
final class RequestListener implements AutoCloseable {
    /** What is done with a node, named. */
    interface Doing {
        void with(String node, Deed deed) throws IOException;
    }

    private final Path folder;
    private final Doing doing;
    private final WatchService watch;

    RequestListener(LabFolder lab, Doing doing) throws IOException {
        this.folder = lab.folder(LabControl.REQUESTS);
        this.doing = doing;
        this.watch = folder.getFileSystem().newWatchService();
        folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        Thread thread = new Thread(this::answer, "lab-requests");
        thread.setDaemon(true);
        thread.start();
    }

    private void answer() {
        try {
            for (WatchKey key = watch.take(); ; key = watch.take()) {
                key.pollEvents();
                all();
                key.reset();
            }
        } catch (ClosedWatchServiceException e) {
            // The lab is being closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has no such name, or is no file, is nobody's request, and stays. */
    private void all() {
        for (Deed deed : Deed.values()) {
            try (DirectoryStream<Path> requests = Files.newDirectoryStream(folder, "*." + deed)) {
                for (Path request : requests) {
                    if (Files.isRegularFile(request, LinkOption.NOFOLLOW_LINKS)) {
                        answer(request, deed);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                // The folder is gone, and so is the lab: whoever asked sees that.
            }
        }
    }

    /** Whatever becomes of one request, the next one is answered: the asker is told why it failed. */
    private void answer(Path request, Deed deed) throws IOException {
        String name = request.getFileName().toString();
        try {
            doing.with(name.substring(0, name.lastIndexOf('.')), deed);
        } catch (Throwable e) {
            fail(request, e);
        }
        Files.deleteIfExists(request);
    }

    private static void fail(Path request, Throwable e) {
        String reason = e instanceof LabException ? e.getMessage() : e.toString();
        try {
            AtomicFile.write(
                    request.resolveSibling(request.getFileName() + LabControl.FAILED),
                    file -> Files.writeString(file, reason));
        } catch (LabException full) {
            // The disk is full, or the folder is gone: the asker sees that the request is, and the node's state.
        }
    }

    @Override
    public void close() {
        try {
            watch.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
