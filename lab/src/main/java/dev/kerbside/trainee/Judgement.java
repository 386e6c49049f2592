package dev.kerbside.trainee;

import dev.kerbside.steps.Step;
import dev.kerbside.steps.TutorialContext;
import java.util.List;

/** A step of which only a check is performed, the given one. */
record Judgement(Step step, Look look) implements Step {
    /** How a step is judged. */
    interface Look {
        List<String> at(Step step) throws Exception;
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
        return look.at(step);
    }
}
