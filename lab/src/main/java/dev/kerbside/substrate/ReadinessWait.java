package dev.kerbside.substrate;

import dev.kerbside.LabException;
import dev.kerbside.config.Address;
import dev.kerbside.text.Messages;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** A node on its way to its first use. */
final class ReadinessWait {
    private static final Duration START_LIMIT = Duration.ofSeconds(240);

    /** From one look at a closed port to the next, which costs next to nothing. */
    private static final Duration LOOK = Duration.ofMillis(50);

    /** From one use that fails to the next: a client's logins and handshakes, on both sides. */
    private static final Duration USE = Duration.ofMillis(200);

    private final Node node;
    private final Infrastructure.RunningNode process;
    private final Path log;
    private final Runnable listening;
    private final Instant started = Instant.now();
    private boolean listens;

    /**
     * @param log where its output goes
     * @param listening called when its port is open
     */
    ReadinessWait(Node node, Infrastructure.RunningNode process, Path log, Runnable listening) {
        this.node = node;
        this.process = process;
        this.log = log;
        this.listening = listening;
    }

    /** Something that a client does with the node; it throws until the node can serve it. */
    interface Probe {
        void attempt() throws Exception;
    }

    /**
     * Waits until this use of the node succeeds.
     *
     * @return how long after its start that was
     * @throws LabException if the process ends or the time is up, with the last reason and the log
     */
    Duration awaitUse(Probe use) {
        return await(() -> {
            // An open port proves nothing; a closed one spares the processor a useless attempt.
            connect(node.address());
            if (!listens) {
                listens = true;
                listening.run();
            }
            use.attempt();
        });
    }

    /** The same with a node that serves nobody yet: until one of its ports is open. */
    Duration awaitListening(int port) {
        return await(() -> connect(new Address(node.address().host(), port)));
    }

    /** Fails while nobody listens there. */
    static void connect(Address address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()));
        }
    }

    private Duration await(Probe use) {
        AtomicReference<Exception> last = new AtomicReference<>();
        try {
            Awaitility.await(node.name() + " serves a client")
                    .atMost(START_LIMIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval((looks, before) -> listens ? USE : LOOK)
                    .failFast(() -> !process.isAlive())
                    .until(() -> succeeds(use, last));
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            throw LabException.cannotStart(failure(last.get()), last.get());
        }
        return Duration.between(started, Instant.now());
    }

    private static boolean succeeds(Probe use, AtomicReference<Exception> last) {
        try {
            use.attempt();
            return true;
        } catch (Exception e) {
            last.set(e);
            return false;
        }
    }

    private String failure(Exception last) {
        String reason = process.isAlive()
                ? "not ready within %d s (%s)"
                        .formatted(START_LIMIT.toSeconds(), last == null ? "never used" : Messages.innermost(last))
                : process.ending();
        return "%s at %s did not start: %s. Its log: %s. lab doctor checks this machine."
                .formatted(
                        node.name(), node.address(), reason.lines().findFirst().orElse(""), log);
    }
}
