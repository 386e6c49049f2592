package dev.kerbside.substrate.external;

import dev.kerbside.LabException;
import java.util.concurrent.TimeUnit;

/** What must be done once: by whoever asks for it, or when this JVM ends before. */
final class AtEnd {
    private final Runnable work;
    private final Thread hook;
    private boolean done;

    AtEnd(Runnable work) {
        this.work = work;
        this.hook = new Thread(this::performAtLast, "lab-close");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private synchronized void perform() {
        if (!done) {
            done = true;
            work.run();
        }
    }

    private void performAtLast() {
        // What this JVM has started, as a spark-submit, goes on making things otherwise.
        ProcessHandle.current().children().forEach(AtEnd::end);
        try {
            perform();
        } catch (LabException e) {
            System.err.println("lab: " + e.getMessage());
        }
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit()
                .orTimeout(5, TimeUnit.SECONDS)
                .exceptionally(late -> process)
                .join();
    }

    /** Does it now. Idempotent. */
    void now() {
        try {
            perform();
        } finally {
            forget();
        }
    }

    /** Leaves it to somebody else. */
    void forget() {
        synchronized (this) {
            done = true;
        }
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // This JVM is ending, and the hook finds nothing to do.
        }
    }
}
