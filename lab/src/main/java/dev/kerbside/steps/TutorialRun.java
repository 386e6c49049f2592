package dev.kerbside.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Performs steps one after the other: once one has failed, the rest is skipped, but for those that always run. What the
 * lab cannot do is skipped too.
 */
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
        return perform(step, () -> {
            step.run(context);
            return step.check(context);
        });
    }

    /**
     * Does something else with the step, or skips it.
     *
     * @param work returns the claims that held
     */
    public StepResult perform(Step step, Callable<List<String>> work) {
        StepResult result = skipped(step).orElseGet(() -> {
            Attempt attempt = Attempt.of(step, work, () -> step.skipped(context));
            failure = attempt.failure() == null ? failure : attempt.failure();
            return attempt.result();
        });
        results.add(result);
        if (failed == null && result.outcome() == StepResult.Outcome.FAILED) {
            failed = result;
        }
        return result;
    }

    private Optional<StepResult> skipped(Step step) {
        if (failed != null && !step.always()) {
            return Optional.of(StepResult.skipped(step, failed.id() + " failed"));
        }
        return step.lacking(context.lab()).map(why -> StepResult.skipped(step, why));
    }

    public List<StepResult> results() {
        return List.copyOf(results);
    }

    /** What the last failing step threw. */
    public Throwable failure() {
        return failure;
    }
}
