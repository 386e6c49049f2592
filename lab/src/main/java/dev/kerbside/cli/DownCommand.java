package dev.kerbside.cli;

import dev.kerbside.LabException;
import dev.kerbside.LabFolder;
import dev.kerbside.substrate.Labs;
import dev.kerbside.substrate.Vitals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends the lab of a folder: tells its owner, and waits until every node has gone. */
@Command(name = "down", description = "End the lab of this folder.", mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Mixin
    private LabOptions options;

    @Override
    public Integer call() throws Exception {
        Path dir = options.dir();
        Optional<LabFolder.State> state = LabFolder.running(dir);
        if (state.isEmpty()) {
            return nothingRuns(dir);
        }
        long owner = state.get().ownerPid();
        ProcessHandle.of(owner).ifPresent(ProcessHandle::destroy);
        try {
            Awaitility.await("the lab has ended").atMost(LIMIT).until(() -> LabFolder.running(dir)
                    .isEmpty());
            Awaitility.await("its nodes have ended").atMost(LIMIT).until(() -> Vitals.of(state.get())
                    .isEmpty());
        } catch (LabException e) {
            throw LabException.cannotStart(
                    "The lab in %1$s has ended, but its containers could not be removed. %2$s Then: lab down --dir '%1$s' (the next lab up does it too)"
                            .formatted(dir, e.getMessage()),
                    e);
        } catch (ConditionTimeoutException e) {
            throw LabException.cannotStart(
                    "The lab in %s did not end within %d s. End its owner by hand: kill -9 %d"
                            .formatted(dir, LIMIT.toSeconds(), owner),
                    e);
        }
        System.out.println("The lab in " + dir + " has ended. Its logs stay.");
        return 0;
    }

    private static int nothingRuns(Path dir) {
        System.out.println(Labs.removeLeftovers(dir)
                .map(removed -> "No lab is running in " + dir + "; a killed one had left something. " + removed)
                .orElse("No lab is running in " + dir + "."));
        return 0;
    }
}
