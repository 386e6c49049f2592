package dev.kerbside.substrate;

import dev.kerbside.AtomicFile;
import dev.kerbside.LabException;
import dev.kerbside.Nodes;
import dev.kerbside.Nodes.Deed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;

/** Answers what {@link Nodes} asks, one request after the other, for as long as the lab lives. */
final class NodeRequests implements AutoCloseable {
    /** What is done with a node, named. */
    interface Doing {
        void with(String node, Deed deed) throws IOException;
    }

    private final Path folder;
    private final Doing doing;
    private final WatchService watch;

    NodeRequests(Path labFolder, Doing doing) throws IOException {
        this.folder = Files.createDirectories(labFolder.resolve(Nodes.REQUESTS));
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
        } catch (IOException e) {
            // The folder is gone, and so is the lab: whoever asked sees that.
        }
    }

    private void all() throws IOException {
        for (Deed deed : Deed.values()) {
            try (DirectoryStream<Path> requests = Files.newDirectoryStream(folder, "*." + deed)) {
                for (Path request : requests) {
                    answer(request, deed);
                }
            }
        }
    }

    private void answer(Path request, Deed deed) throws IOException {
        String name = request.getFileName().toString();
        String node = name.substring(0, name.lastIndexOf('.'));
        try {
            doing.with(node, deed);
        } catch (LabException | IOException e) {
            AtomicFile.write(
                    request.resolveSibling(name + Nodes.FAILED),
                    file -> Files.writeString(file, String.valueOf(e.getMessage())));
        }
        Files.deleteIfExists(request);
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
