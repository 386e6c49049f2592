package dev.kerbside.steps;

import dev.kerbside.LabException;
import dev.kerbside.explain.Explanation;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Something that was tried with a step, and what became of it.
 *
 * @param failure what it threw; {@code null} if it passed
 */
public record Attempt(StepResult result, Throwable failure) {
    /**
     * Tries it.
     *
     * @param work returns the claims that held
     * @param skipped returns what of the step was left out; asked after the work
     */
    public static Attempt of(Step step, Callable<List<String>> work, Callable<List<String>> skipped) {
        long start = System.nanoTime();
        try {
            List<String> held = work.call();
            return new Attempt(StepResult.passed(step, seconds(start), held, skipped.call()), null);
        } catch (Throwable e) {
            // Whatever it was: the clean-up and the report come after it.
            return new Attempt(StepResult.failed(step, seconds(start), reason(e)), e);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    /** The lab's own words, or a library's that show the cause; then the cause and what to do, where they are known. */
    private static String reason(Throwable e) {
        Throwable cause = e;
        while (!(cause instanceof LabException) && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean own = cause instanceof LabException;
        String message = String.valueOf(cause.getMessage());
        String words = own
                ? message
                : cause.getClass().getSimpleName() + ": "
                        + message.lines().findFirst().orElse("");
        return Explanation.of(e).diagnoses().stream()
                .findFirst()
                .map(known -> sentence(own ? words : known.evidence().text()) + " " + known.advice())
                .orElse(words);
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }
}
