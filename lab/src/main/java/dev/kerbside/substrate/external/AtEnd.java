package dev.kerbside.substrate.external;

import dev.kerbside.LabException;

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
        try {
            perform();
        } catch (LabException e) {
            System.err.println("lab: " + e.getMessage());
        }
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
