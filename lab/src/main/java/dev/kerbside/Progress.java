package dev.kerbside;

import java.time.Duration;

/** Listens to a lab that starts. Called from several threads. */
public interface Progress {
    /** Says nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void starting(String node) {}

        @Override
        public void ready(String node, Duration took) {}

        @Override
        public void say(String line) {}
    };

    /** A node's process is being started. */
    void starting(String node);

    /** Its port is open: it listens, and may not yet serve. */
    default void listening(String node) {}

    /** A node was used with success. */
    void ready(String node, Duration took);

    /** Something worth a line. */
    void say(String line);
}
