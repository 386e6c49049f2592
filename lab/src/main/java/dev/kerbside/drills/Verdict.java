package dev.kerbside.drills;

import dev.kerbside.LabException;
import java.util.concurrent.Callable;

/** The words of a drill that does not hold. */
final class Verdict {
    private Verdict() {}

    /** @param found what is wrong, without a full stop */
    static LabException wrong(String found, String cure) {
        return LabException.checkFailed(found + ". " + cure);
    }

    /** @throws LabException if it does not hold, with what was found and what to do */
    static void require(boolean holds, String found, String cure) {
        if (!holds) {
            throw wrong(found, cure);
        }
    }

    /** The first words to somebody who has not begun yet. */
    static LabException unsolved(String method, String does, String first) {
        return LabException.checkFailed(
                "%s is as the exercise left it: %s. Begin with %s".formatted(method, does, first));
    }

    /**
     * What the call returns.
     *
     * @param what was called, or is computed, for the message
     * @throws LabException with a line of what it throws
     */
    static <T> T attempt(String what, Callable<T> call) {
        try {
            return call.call();
        } catch (LabException e) {
            throw e;
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            throw failed(what, e);
        }
    }

    private static LabException failed(String what, Throwable e) {
        Refusal refusal = Refusal.of(e);
        return LabException.checkFailed(
                "%s fails%s: %s. %s".formatted(what, refusal.place(), refusal.words(), refusal.cure()), e);
    }
}
