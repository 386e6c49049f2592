package dev.kerbside.drills;

import dev.kerbside.LabException;
import dev.kerbside.Lines;
import java.util.Map;
import java.util.concurrent.Callable;

/** The words of a drill that does not hold. */
final class Verdict {
    /** What helps with Spark's own errors, by a word of their first line. */
    private static final Map<String, String> CURES = Map.of(
            "UNRESOLVED_COLUMN",
                    "A name is misspelt, or the column is not there: compare it with the comment above the method.",
            "FIELD_NOT_FOUND",
                    "A name is misspelt, or the field is not there: compare it with the comment above the method.",
            "AMBIGUOUS_REFERENCE",
                    "Both sides have a column of that name: select and rename on one side before you join.",
            "PARSE_SYNTAX_ERROR",
                    "Spark reads that text as SQL: look for a missing comma, or a type that is not SQL's.");

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
     * @throws LabException with the first line of what it throws
     */
    static <T> T attempt(String what, Callable<T> call) {
        try {
            return call.call();
        } catch (LabException e) {
            throw e;
        } catch (Exception | LinkageError e) {
            throw failed(what, e);
        }
    }

    private static LabException failed(String what, Throwable e) {
        Throwable cause = innermost(e);
        String line = Lines.first(cause);
        String cure = CURES.entrySet().stream()
                .filter(entry -> line.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("The comment above the method says what it is given and what it must return.");
        return LabException.checkFailed(
                "%s fails: %s: %s. %s".formatted(what, cause.getClass().getSimpleName(), line, cure), e);
    }

    /** What began it: Spark and reflection wrap it. */
    static Throwable innermost(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
