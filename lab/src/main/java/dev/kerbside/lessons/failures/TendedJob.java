package dev.kerbside.lessons.failures;

import java.io.IOException;
import java.time.Duration;

/** The job of a {@link ChaosRun}: whoever tends it starts it again, or what was killed of it. */
interface TendedJob extends AutoCloseable {
    /** How often it was started. */
    int starts() throws IOException;

    /** {@code kill -9}; returns when it is gone, or about to go. */
    void kill() throws IOException;

    /** Waits until this moment has come, or what is here of it has ended by itself. */
    void awaitMoment(Duration from) throws Exception;

    /** Ends it for good. */
    @Override
    void close() throws IOException;
}
