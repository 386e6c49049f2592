package dev.kerbside.folder;

import dev.kerbside.LabException;
import dev.kerbside.NodeStatus;
import dev.kerbside.Principal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/**
 * Ends and starts nodes of a running lab, and changes passwords at its KDC. Whoever started the lab owns its nodes and
 * does it; any process may ask, with a file {@code requests/broker-2.kill} in the lab's folder, which goes when it is
 * done.
 */
public final class LabControl {
    /** Folder of the requests in a lab's folder. */
    public static final String REQUESTS = "requests";

    /** What the name of an answer to a request that failed ends with; its text says why. */
    public static final String FAILED = ".failed";

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Path folder;

    /** @param folder of a lab that is up */
    public LabControl(Path folder) {
        this.folder = folder;
    }

    /** What can be asked for. */
    public enum Deed {
        /** {@code kill -9}. */
        KILL,
        /** The same process again, with its data; done when a client has used it. */
        START,
        /** Another password for a user; done when the KDC serves with it. */
        PASSWORD;

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
     * Gives a user a new random password at the KDC, which is started again for it, and writes the keytab in the lab's
     * folder anew; returns when both are done. Tickets that were granted before stay good.
     *
     * @param user name without realm; not a service, whose nodes would keep the old key
     */
    public void changePassword(String user) {
        ask(user, Deed.PASSWORD);
    }

    /**
     * Returns when it is done.
     *
     * @throws LabException if it cannot be done
     */
    private void ask(String name, Deed deed) {
        LabFolder.State lab = LabFolder.running(folder)
                .orElseThrow(() -> LabException.cannotStart(
                        "No lab is running in %s. Start one: lab up --dir %s".formatted(folder, folder)));
        requireKnown(
                deed == Deed.PASSWORD ? "User" : "Node",
                name,
                deed == Deed.PASSWORD
                        ? Principal.USERS.stream().map(Principal::name)
                        : lab.nodes().stream().map(NodeStatus::name));
        try {
            OwnFolder requests = OwnFolder.at(LabFolder.own(folder).folder(REQUESTS), "--dir");
            String request = name + "." + deed;
            requests.delete(request + FAILED);
            requests.write(request, "");
            Awaitility.await(deed + " " + name)
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
                    "The lab in %s ended before it did: %s %s.".formatted(folder, deed, name), e);
        } catch (ConditionTimeoutException e) {
            throw LabException.checkFailed(
                    "The lab in %s (pid %d) did not %s %s within %d s. Its state: lab status"
                            .formatted(folder, lab.ownerPid(), deed, name, LIMIT.toSeconds()),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireKnown(String what, String name, Stream<String> all) {
        List<String> known = all.sorted().toList();
        if (!known.contains(name)) {
            throw LabException.usage("There is no %s '%s'. %ss: %s."
                    .formatted(what.toLowerCase(Locale.ROOT), name, what, String.join(", ", known)));
        }
    }
}
