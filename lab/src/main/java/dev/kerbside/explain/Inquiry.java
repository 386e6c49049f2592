package dev.kerbside.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads a text that may have no end, in the background: what has been found so far is known at every moment. Of what is
 * longer than 128 MiB the begin is read, and of a file the end too.
 */
public final class Inquiry {
    static final long MOST = 128L << 20;

    private final Reading reading = new Reading();
    private final Limit limit;
    private final long tail;
    private final Thread reader;
    private volatile IOException failure;

    /** Where a text comes from. */
    private interface Source {
        InputStream open() throws IOException;
    }

    private Inquiry(Source text, long most, long skipped) {
        limit = new Limit(most);
        tail = skipped;
        reader = new Thread(() -> read(text), "reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Begins to read; the text is closed at its end. */
    public static Inquiry of(InputStream text) {
        return of(text, MOST);
    }

    static Inquiry of(InputStream text, long most) {
        return new Inquiry(() -> text, most, 0);
    }

    /** Begins to read a file, or what else has such a name: a pipe, a device. */
    public static Inquiry of(Path file) throws IOException {
        return of(file, MOST);
    }

    static Inquiry of(Path file, long most) throws IOException {
        boolean both = Files.isRegularFile(file) && Files.size(file) > most && !LogBytes.isZipped(file);
        return new Inquiry(
                () -> Files.newInputStream(file), both ? most / 2 : most, both ? Files.size(file) - most / 2 : 0);
    }

    private void read(Source text) {
        try {
            try (Reader begin = LogBytes.reader(text.open(), limit)) {
                LogLines.forEach(begin, reading::line);
            }
            if (tail > 0) {
                InputStream end = text.open();
                end.skipNBytes(tail);
                try (Reader characters = LogBytes.reader(end, new Limit(MOST))) {
                    LogLines.forEach(characters, (number, line) -> reading.line(0, line));
                }
            }
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
        if (reader.isAlive()) {
            return Optional.of("The text had not ended: %d KiB of it were read.".formatted(limit.read() >> 10));
        }
        return limit.reached()
                ? Optional.of("The text is long: only the first %d MiB%s were read."
                        .formatted(limit.read() >> 20, tail > 0 ? " and the last" : ""))
                : Optional.empty();
    }
}
