package dev.kerbside.bench;

import java.time.Duration;
import java.time.Instant;

/**
 * The rounds of a bench, after its warm-up: as many as asked for, or fewer if the next one would probably not end in
 * time. There are two in any case, because one has no spread.
 */
final class Rounds {
    private static final int LEAST = 2;

    private final int most;
    private final Instant end;
    private int begun;
    private Instant since;

    Rounds(int most, Instant end) {
        this.most = most;
        this.end = end;
    }

    int most() {
        return most;
    }

    Instant end() {
        return end;
    }

    /** Whether there is one more; the call begins it. The next one is expected to take as long as the one before. */
    boolean another() {
        Instant now = Instant.now();
        boolean another = begun < most
                && (begun < LEAST || !now.plus(Duration.between(since, now)).isAfter(end));
        if (another) {
            begun++;
            since = now;
        }
        return another;
    }

    /** {@code round 2 of 3}. */
    @Override
    public String toString() {
        return "round %d of %d".formatted(begun, most);
    }
}
