package dev.kerbside.cli;

import dev.kerbside.LabException;
import dev.kerbside.door.Labs;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.process.Pid;
import java.nio.file.Files;
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
        Optional<LabState> state = LabFolder.running(dir);
        if (state.isEmpty()) {
            return nothingRuns(dir);
        }
        if (state.get().connectedOnly()) {
            System.out.println(Labs.disconnect(dir));
            System.out.println(dir + " is no longer connected.");
            return 0;
        }
        end(dir, state.get());
        // What a lab on somebody's cluster could not remove there when it ended.
        if (Files.exists(FolderPlan.LEDGER.in(dir))) {
            Labs.removeLeftovers(dir).ifPresent(System.out::println);
        }
        System.out.println("The lab in " + dir + " has ended. Its logs stay.");
        return 0;
    }

    /** A lab without nodes has a cluster to tidy up, which may be slow. */
    private static Duration limit(LabState state) {
        return state.nodes().isEmpty() ? LIMIT.multipliedBy(6) : LIMIT;
    }

    private static void end(Path dir, LabState state) {
        Pid owner = state.owner();
        if (!owner.runs(Main.class)) {
            throw LabException.cannotStart(
                    "The lab in %s was not started by the lab command but by another program (pid %d), for example a test. Nothing was ended: end that program, and its lab ends with it."
                            .formatted(dir, owner.number()));
        }
        owner.alive().ifPresent(ProcessHandle::destroy);
        try {
            Awaitility.await("the lab has ended").atMost(limit(state)).until(() -> LabFolder.running(dir)
                    .isEmpty());
            Awaitility.await("its nodes have ended").atMost(LIMIT).until(() -> Labs.vitals(state)
                    .isEmpty());
        } catch (LabException e) {
            throw LabException.cannotStart(
                    "The lab in %1$s has ended, but its containers could not be removed. %2$s Then: lab down --dir '%1$s' (the next lab up does it too)"
                            .formatted(dir, e.getMessage()),
                    e);
        } catch (ConditionTimeoutException e) {
            throw LabException.cannotStart(stillThere(dir, state), e);
        }
    }

    /** A process is only named for ending if it is still the lab's. */
    private static String stillThere(Path dir, LabState state) {
        return state.owner().runs(Main.class)
                ? "The lab in %s did not end within %d s. End its owner by hand: kill -9 %d"
                        .formatted(dir, LIMIT.toSeconds(), state.ownerPid())
                : "The owner of the lab in %s has ended, but these nodes have not within %d s: %s. See what holds them: lab logs NODE"
                        .formatted(
                                dir,
                                LIMIT.toSeconds(),
                                String.join(", ", Labs.vitals(state).keySet()));
    }

    private static int nothingRuns(Path dir) {
        System.out.println(Labs.removeLeftovers(dir)
                .map(removed -> "No lab is running in " + dir + "; a killed one had left something. " + removed)
                .orElse("No lab is running in " + dir + "."));
        return 0;
    }
}
