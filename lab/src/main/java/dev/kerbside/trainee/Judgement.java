package dev.kerbside.trainee;

import dev.kerbside.steps.CodingStep;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.TutorialContext;
import java.util.List;

/** A step of which only a check is performed: on the cluster its own, on code the given one. */
record Judgement(Step step, OfCode ofCode) implements Step {
    /** Judges the trainee's code. */
    interface OfCode {
        List<String> check(CodingStep step) throws Exception;
    }

    @Override
    public String id() {
        return step.id();
    }

    @Override
    public String title() {
        return step.title();
    }

    @Override
    public void run(TutorialContext context) {}

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        return step instanceof CodingStep code ? ofCode.check(code) : step.check(context);
    }
}
