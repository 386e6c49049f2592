package dev.kerbside.drills;

import dev.kerbside.LabException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Collects the claims of a check; the first that does not hold ends it. */
public final class Claims {
    private final List<String> held = new ArrayList<>();

    /** @param cure what to do if the claim does not hold */
    public Claims equal(String what, Object actual, Object expected, String cure) {
        return that(
                Objects.equals(actual, expected),
                what + ": " + text(expected),
                what + " is " + text(actual) + ", expected " + text(expected),
                cure);
    }

    private static String text(Object value) {
        return value instanceof Number number ? "%,d".formatted(number.longValue()) : String.valueOf(value);
    }

    /**
     * @param claim as it is reported when it holds
     * @param broken what was found instead
     */
    public Claims that(boolean holds, String claim, String broken, String cure) {
        if (!holds) {
            throw LabException.checkFailed(broken + ". " + cure);
        }
        held.add(claim);
        return this;
    }

    /** What was found, a claim a line. */
    public List<String> held() {
        return List.copyOf(held);
    }
}
