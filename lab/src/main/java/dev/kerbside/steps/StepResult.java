package dev.kerbside.steps;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What became of one step of the tutorial.
 *
 * @param id the step's folder under {@code tutorial-steps/}, as {@code 03-ingest}
 * @param title the step in a few words, for people
 * @param seconds the time it took, zero or more; 0 when skipped
 * @param checked the claims that were checked and held, one sentence each, in order
 * @param skipped what of it was left out on this lab, each with its reason; none unless passed
 * @param reason why it failed or was skipped; {@code null} when passed, and only then
 */
public record StepResult(
        String id,
        String title,
        Outcome outcome,
        double seconds,
        List<String> checked,
        List<String> skipped,
        String reason) {

    /** How a step ended; lower case in JSON and on pages. */
    public enum Outcome {
        PASSED,
        FAILED,
        SKIPPED;

        @Override
        @JsonValue
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static StepResult passed(Step step, double seconds, List<String> checked, List<String> skipped) {
        return new StepResult(step.id(), step.title(), Outcome.PASSED, seconds, checked, skipped, null);
    }

    static StepResult failed(Step step, double seconds, String reason) {
        return new StepResult(step.id(), step.title(), Outcome.FAILED, seconds, List.of(), reason);
    }

    static StepResult skipped(Step step, String reason) {
        return new StepResult(step.id(), step.title(), Outcome.SKIPPED, 0, List.of(), reason);
    }

    /** Of which nothing was left out. */
    public StepResult(String id, String title, Outcome outcome, double seconds, List<String> checked, String reason) {
        this(id, title, outcome, seconds, checked, List.of(), reason);
    }

    /** @throws IllegalArgumentException if the reason does not fit the outcome, or the seconds are no duration */
    public StepResult {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(outcome, "outcome");
        checked = List.copyOf(checked);
        skipped = List.copyOf(skipped);
        if ((outcome == Outcome.PASSED) != (reason == null)) {
            throw new IllegalArgumentException(
                    "Step %s is %s with reason %s: a reason belongs to failed and skipped steps, and only to them."
                            .formatted(id, outcome, reason));
        }
        if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Step %s took %s s: give zero or more.".formatted(id, seconds));
        }
    }
}
