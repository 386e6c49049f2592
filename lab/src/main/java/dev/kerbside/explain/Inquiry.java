package dev.kerbside.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.time.Duration;
import java.util.Optional;

/** Reads a text that may have no end, in the background: what has been found so far is known at every moment. */
public final class Inquiry {
    private final Reading reading = new Reading();
    private final Limit limit;
    private final Thread reader;
    private volatile IOException failure;

    /**
     * Begins to read.
     *
     * @param most bytes that are read
     */
    public Inquiry(InputStream text, long most) {
        limit = new Limit(most);
        reader = new Thread(() -> read(text), "reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream text) {
        try (Reader characters = LogBytes.reader(text, limit)) {
            LogLines.forEach(characters, reading::line);
        } catch (IOException e) {
            failure = e;
        }
    }

    /**
     * Waits for the text's end, and no longer than this.
     *
     * @return what the text says, as far as it was read
     * @throws IOException if it could not be read
     */
    public Explanation await(Duration time) throws IOException, InterruptedException {
        reader.join(time.toMillis());
        if (failure != null) {
            throw failure;
        }
        return soFar();
    }

    public Explanation soFar() {
        return reading.explanation();
    }

    /** That not all of the text was read, and why; empty if all was. */
    public Optional<String> unread() {
        if (limit.reached()) {
            return Optional.of("Only the first %d MiB of the text were read.".formatted(limit.read() >> 20));
        }
        return reader.isAlive()
                ? Optional.of("The text had not ended: %d KiB of it were read.".formatted(limit.read() >> 10))
                : Optional.empty();
    }
}
