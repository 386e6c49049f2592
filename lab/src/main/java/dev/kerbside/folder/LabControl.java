package dev.kerbside.folder;

import dev.kerbside.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * Asks the owner of a running lab to end and start its nodes, and to change passwords at its KDC. Any process may ask,
 * with a file {@code requests/broker-2.kill} in the lab's folder, which goes when it is done.
 */
public final class LabControl {
    /** What the name of an answer to a request that failed ends with; its text says why. */
    public static final String FAILED = ".failed";

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path folder;

    /** @param folder of a lab that is up */
    public LabControl(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns when it is done.
     *
     * @param name of the node, or of the user
     * @throws LabException if it cannot be done, with the reason
     */
    public void ask(NodeAction action, String name) {
        LabState lab = LabFolder.requireRunning(folder);
        String request = name + "." + action;
        try {
            OwnFolder requests = OwnFolder.at(LabFolder.own(folder).folder(FolderPlan.REQUESTS.path()), "--dir");
            requests.delete(request + FAILED);
            requests.write(request, "");
            Awaitility.await(action + " " + name)
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast(() -> LabFolder.running(folder).isEmpty())
                    .until(() -> !requests.hasFile(request));
            if (requests.hasFile(request + FAILED)) {
                throw LabException.checkFailed(requests.read(request + FAILED));
            }
        } catch (TerminalFailureException e) {
            throw LabException.cannotStart(
                    "The lab in %s ended before it did: %s %s.".formatted(folder, action, name), e);
        } catch (ConditionTimeoutException e) {
            throw LabException.checkFailed(
                    "The lab in %s (pid %d) did not %s %s within %d s. Its state: lab status"
                            .formatted(folder, lab.ownerPid(), action, name, LIMIT.toSeconds()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
