package dev.kerbside.substrate;

import dev.kerbside.LabException;
import dev.kerbside.folder.AtomicFile;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabControl;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.NodeAction;
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
    /** Who performs it. */
    interface Performer {
        void perform(NodeAction action, String name) throws IOException;
    }

    private final Path folder;
    private final Performer performer;
    private final WatchService watch;

    RequestListener(LabFolder lab, Performer performer) throws IOException {
        this.folder = lab.folder(FolderPlan.REQUESTS);
        this.performer = performer;
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
        for (NodeAction action : NodeAction.values()) {
            try (DirectoryStream<Path> requests = Files.newDirectoryStream(folder, "*." + action)) {
                for (Path request : requests) {
                    if (Files.isRegularFile(request, LinkOption.NOFOLLOW_LINKS)) {
                        answer(request, action);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                // The folder is gone, and so is the lab: whoever asked sees that.
            }
        }
    }

    /** Whatever becomes of one request, the next one is answered: the asker is told why it failed. */
    private void answer(Path request, NodeAction action) throws IOException {
        String name = request.getFileName().toString();
        try {
            performer.perform(action, name.substring(0, name.lastIndexOf('.')));
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
