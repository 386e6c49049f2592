package dev.kerbside.drills;

import dev.kerbside.LabException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Collects the claims of a check; the first that does not hold ends it:
 *
 * <pre>{@code
 * claims.that(rows > 0, "the topic is not empty").orElse("The topic is empty", "Do 03-ingest first.");
 * }</pre>
 */
public final class Claims {
    private final List<String> held = new ArrayList<>();
    private Claim open;

    /**
     * Makes a claim, which is not made before {@link Claim#orElse} has said what is wrong without it.
     *
     * @param claim as it is reported when it holds
     */
    public Claim that(boolean holds, String claim) {
        requireNoneOpen();
        open = new Claim(holds, claim);
        return open;
    }

    /** @param cure what to do if the two are not equal */
    public Claims equal(String what, Object actual, Object expected, String cure) {
        return that(Objects.equals(actual, expected), what + ": " + text(expected))
                .orElse(what + " is " + text(actual) + ", expected " + text(expected), cure);
    }

    private static String text(Object value) {
        boolean whole = value instanceof Long || value instanceof Integer;
        return whole ? "%,d".formatted(((Number) value).longValue()) : String.valueOf(value);
    }

    /** Takes a claim that was proven elsewhere. */
    public Claims held(String claim) {
        held.add(claim);
        return this;
    }

    /** What was found, a claim a line. */
    public List<String> held() {
        requireNoneOpen();
        return List.copyOf(held);
    }

    private void requireNoneOpen() {
        if (open != null) {
            throw new IllegalStateException("Nobody said what is wrong if not: " + open.claim);
        }
    }

    /** A claim of which is still to be said what is wrong if it does not hold. */
    public final class Claim {
        private final boolean holds;
        private final String claim;

        private Claim(boolean holds, String claim) {
            this.holds = holds;
            this.claim = claim;
        }

        /**
         * Makes it.
         *
         * @param found what is so instead, without a full stop
         * @throws LabException if it does not hold, with both
         */
        public Claims orElse(String found, String cure) {
            open = null;
            if (!holds) {
                throw LabException.checkFailed(found + ". " + cure);
            }
            return held(claim);
        }
    }
}
