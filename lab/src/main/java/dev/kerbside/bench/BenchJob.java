package dev.kerbside.bench;

import dev.kerbside.ForkedJvm;
import dev.kerbside.Json;
import dev.kerbside.LabException;
import dev.kerbside.LogFile;
import dev.kerbside.substrate.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that works, and leaves what it measured of itself in a file of JSON. */
final class BenchJob {
    private static final long LIMIT_MINUTES = 15;

    private BenchJob() {}

    /**
     * What one run measured.
     *
     * @param rows records done
     * @param seconds from its first to its last, without the start of its JVM
     * @param liveMb of heap in use after a full collection, while all that the work needs was alive
     * @param peakMb high-water mark of its resident memory; 0 where the system does not tell
     * @param stateBytes of the query's state; 0 if it has none
     */
    record Result(long rows, double seconds, double liveMb, double peakMb, double stateBytes) {
        double rowsPerSecond() {
            return rows / seconds;
        }
    }

    /** Runs it to its end. @param result the file that it writes */
    static Result run(ForkedJvm.Command command, Path result) throws IOException, InterruptedException {
        Files.deleteIfExists(result);
        try (ForkedJvm job = ForkedJvm.start(command)) {
            job.handle().onExit().get(LIMIT_MINUTES, TimeUnit.MINUTES);
            if (Files.exists(result)) {
                return Json.read(result, Result.class);
            }
        } catch (TimeoutException e) {
            throw failed(command, "has not ended after %d minutes".formatted(LIMIT_MINUTES), e);
        } catch (ExecutionException e) {
            throw failed(command, "could not be waited for", e);
        }
        throw failed(command, "left no result", null);
    }

    private static LabException failed(ForkedJvm.Command command, String how, Exception cause) {
        return LabException.checkFailed(
                "%s %s: %s. Its log: %s"
                        .formatted(command.mainClass(), how, LogFile.lastError(command.stderr()), command.stderr()),
                cause);
    }

    /** In the process itself: collects, and tells what lives. */
    static double liveMb() {
        System.gc();
        Runtime heap = Runtime.getRuntime();
        return (heap.totalMemory() - heap.freeMemory()) / (double) (1 << 20);
    }

    /** In the process itself: writes what it measured. */
    static void write(Path file, long rows, double seconds, double liveMb, double stateBytes) {
        Json.write(
                file,
                Map.of(
                        "rows", rows,
                        "seconds", seconds,
                        "liveMb", liveMb,
                        "peakMb", Vitals.ofThisProcess().peakMb(),
                        "stateBytes", stateBytes));
    }
}
