package dev.kerbside.steps;

import dev.kerbside.LabException;
import dev.kerbside.explain.Explanation;
import java.util.ArrayList;
import java.util.List;

/** Performs steps one after the other: once one has failed, the rest is skipped, but for those that always run. */
public final class TutorialRun {
    private final TutorialContext context;
    private final List<StepResult> results = new ArrayList<>();
    private StepResult failed;
    private Throwable failure;

    public TutorialRun(TutorialContext context) {
        this.context = context;
    }

    /** Does the step and checks it, or skips it. Failures are in the result. */
    public StepResult perform(Step step) {
        StepResult result = failed != null && !step.always() ? skipped(step) : performed(step);
        results.add(result);
        if (failed == null && result.outcome() == StepResult.Outcome.FAILED) {
            failed = result;
        }
        return result;
    }

    public List<StepResult> results() {
        return List.copyOf(results);
    }

    /** What the last failing step threw. */
    public Throwable failure() {
        return failure;
    }

    private StepResult skipped(Step step) {
        return new StepResult(
                step.id(), step.title(), StepResult.Outcome.SKIPPED, 0, List.of(), failed.id() + " failed");
    }

    private StepResult performed(Step step) {
        long start = System.nanoTime();
        try {
            step.run(context);
            List<String> checked = step.check(context);
            return new StepResult(step.id(), step.title(), StepResult.Outcome.PASSED, seconds(start), checked, null);
        } catch (Throwable e) {
            // Whatever it was: the clean-up and the report come after it.
            failure = e;
            return new StepResult(
                    step.id(), step.title(), StepResult.Outcome.FAILED, seconds(start), List.of(), reason(e));
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
