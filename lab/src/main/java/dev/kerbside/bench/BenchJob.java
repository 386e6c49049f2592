package dev.kerbside.bench;

import dev.kerbside.LabException;
import dev.kerbside.folder.Json;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.LogFile;
import dev.kerbside.process.ProcessVitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A process that works, and leaves what it measured of itself in a file of JSON. */
final class BenchJob<T> implements AutoCloseable {
    private static final long LIMIT_MINUTES = 15;

    private final ForkedJvm.Command command;
    private final Path file;
    private final Class<T> type;
    private final ForkedJvm process;

    private BenchJob(ForkedJvm.Command command, Path file, Class<T> type, ForkedJvm process) {
        this.command = command;
        this.file = file;
        this.type = type;
        this.process = process;
    }

    /** Starts it. @param file that it writes, as JSON of the type */
    static <T> BenchJob<T> start(ForkedJvm.Command command, Path file, Class<T> type) throws IOException {
        Files.deleteIfExists(file);
        return new BenchJob<>(command, file, type, ForkedJvm.start(command));
    }

    /** Waits until its file is there, which it may write before it has measured anything. */
    void awaitFile() {
        try {
            Awaitility.await(command.mainClass() + " has written " + file)
                    .atMost(LIMIT_MINUTES, TimeUnit.MINUTES)
                    .pollInterval(50, TimeUnit.MILLISECONDS)
                    .until(() -> Files.exists(file) || !process.isAlive());
        } catch (ConditionTimeoutException e) {
            throw failed("has written nothing after %d minutes".formatted(LIMIT_MINUTES), e);
        }
        if (!Files.exists(file)) {
            throw failed("left no result", null);
        }
    }

    /** Waits for its end, and gives what it measured. */
    T result() throws IOException, InterruptedException {
        try {
            process.handle().onExit().get(LIMIT_MINUTES, TimeUnit.MINUTES);
            if (process.exitValue() == 0 && Files.exists(file)) {
                return Json.read(file, type);
            }
        } catch (TimeoutException e) {
            throw failed("has not ended after %d minutes".formatted(LIMIT_MINUTES), e);
        } catch (ExecutionException e) {
            throw failed("could not be waited for", e);
        }
        throw failed("left no result", null);
    }

    private LabException failed(String how, Exception cause) {
        return LabException.checkFailed(
                "%s %s: %s. Its log: %s"
                        .formatted(command.mainClass(), how, LogFile.lastError(command.stderr()), command.stderr()),
                cause);
    }

    @Override
    public void close() {
        process.close();
    }

    /** In the process itself: collects, and tells how many MiB of heap live. */
    static double liveMb() {
        System.gc();
        Runtime heap = Runtime.getRuntime();
        return (heap.totalMemory() - heap.freeMemory()) / (double) (1 << 20);
    }

    /** In the process itself: the high-water mark of its resident memory in MiB; 0 where the system does not tell. */
    static double peakMb() {
        return ProcessVitals.ofThisProcess().peakMb();
    }
}
