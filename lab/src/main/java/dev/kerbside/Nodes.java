package dev.kerbside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Ends and starts nodes of a running lab. Whoever started the lab owns its nodes and does it; any process may ask, with a
 * file {@code requests/broker-2.kill} in the lab's folder, which goes when it is done.
 */
public final class Nodes {
    /** Folder of the requests in a lab's folder. */
    public static final String REQUESTS = "requests";

    /** What the name of an answer to a request that failed ends with; its text says why. */
    public static final String FAILED = ".failed";

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path folder;

    /** @param folder of a lab that is up */
    public Nodes(Path folder) {
        this.folder = folder;
    }

    /** What can be asked for. */
    public enum Deed {
        /** {@code kill -9}. */
        KILL,
        /** The same process again, with its data; done when a client has used it. */
        START;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Ends the node's process at once, with no chance to say goodbye; returns when it is gone. */
    public void kill(String node) {
        ask(node, Deed.KILL);
    }

    /** Starts a node that was killed; returns when a client has used it. */
    public void start(String node) {
        ask(node, Deed.START);
    }

    /**
     * Returns when it is done.
     *
     * @throws LabException if it cannot be done
     */
    public void ask(String node, Deed deed) {
        LabFolder.State lab = LabFolder.running(folder)
                .orElseThrow(() -> LabException.cannotStart(
                        "No lab is running in %s. Start one: lab up --dir %s".formatted(folder, folder)));
        if (lab.nodes().stream().noneMatch(one -> one.name().equals(node))) {
            throw LabException.usage("There is no node '%s'. Nodes: %s."
                    .formatted(
                            node,
                            String.join(
                                    ", ",
                                    lab.nodes().stream()
                                            .map(NodeStatus::name)
                                            .sorted()
                                            .toList())));
        }
        Path request = folder.resolve(REQUESTS).resolve(node + "." + deed);
        Path failed = request.resolveSibling(request.getFileName() + FAILED);
        try {
            Files.deleteIfExists(failed);
            Files.createDirectories(request.getParent());
            Files.writeString(request, "");
            Awaitility.await(deed + " " + node)
                    .atMost(LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast(() -> LabFolder.running(folder).isEmpty())
                    .until(() -> !Files.exists(request));
            if (Files.exists(failed)) {
                throw LabException.checkFailed(Files.readString(failed));
            }
        } catch (ConditionTimeoutException e) {
            throw LabException.checkFailed(
                    "The lab in %s (pid %d) did not %s %s within %d s. Its state: lab status"
                            .formatted(folder, lab.ownerPid(), deed, node, LIMIT.toSeconds()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
