package dev.kerbside.trainee;

import dev.kerbside.LabException;
import dev.kerbside.drills.Claims;
import dev.kerbside.folder.Turn;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.CodeExercise;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.StepResult;
import dev.kerbside.steps.StepResult.Outcome;
import dev.kerbside.steps.Tutorial;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.steps.TutorialRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A person at work: a lab, and a workspace if they made one. Where they stand is read from the two, each time anew. */
public final class Trainee implements AutoCloseable {
    private final TutorialContext context;
    private final Optional<Workspace> workspace;

    /** @param context performs the reference */
    public Trainee(TutorialContext context, Optional<Workspace> workspace) {
        this.context = context;
        this.workspace = workspace;
    }

    /** How far a step is. */
    public enum State {
        HOLDS,
        OPEN,
        /** It was done, and the last step took it back. */
        CLEANED_UP,
        /** This lab cannot do it. */
        BEYOND_THIS_LAB
    }

    /**
     * @param reason why it does not hold, or is beyond this lab; null if it holds
     * @param checked the claims that held
     * @param skipped what of a step that holds was left out on this lab, each with its reason
     */
    public record Standing(Step step, State state, String reason, List<String> checked, List<String> skipped) {
        private Standing(Step step, State state, String reason) {
            this(step, state, reason, List.of(), List.of());
        }
    }

    /**
     * Judges the trainee's work on a step, the cluster or their code, and changes neither; but that a lesson is done with
     * their code.
     */
    public StepResult check(Step step) {
        return new TutorialRun(context).perform(step, () -> judge(step));
    }

    private List<String> judge(Step step) throws Exception {
        if (codeOf(step).isEmpty()) {
            return step.check(context);
        }
        if (!step.isExperiment()) {
            return step.check(theirs());
        }
        try (Turn turn = Turn.take(context.endpoints().folder(), "step check " + step.id())) {
            return step.check(theirs());
        }
    }

    /** What the step asks of their code; nothing if they have none, and what the step does is seen elsewhere too. */
    private Optional<CodeExercise> codeOf(Step step) {
        return step.code().filter(code -> workspace.isPresent() || !step.standsWithoutCode());
    }

    /** Performs the reference's solution of a step, and checks it. */
    public StepResult perform(Step step) {
        return new TutorialRun(context).perform(step);
    }

    /** Where the trainee stands; the consumer is given each step as soon as it is known. */
    public void standings(Consumer<Standing> consumer) {
        boolean finished = finished();
        Syllabus.STEPS.forEach(step -> consumer.accept(standing(step, finished)));
    }

    /**
     * The first step that does not hold, or nothing at the end of the tutorial.
     *
     * @param before is given each step before it, as soon as it is known
     */
    public Optional<Step> next(Consumer<Standing> before) {
        boolean finished = finished();
        for (Step step : Syllabus.STEPS) {
            Standing standing = standing(step, finished);
            if (standing.state() == State.OPEN) {
                return Optional.of(step);
            }
            before.accept(standing);
        }
        return Optional.empty();
    }

    /** The same, and nobody is told. */
    public Optional<Step> next() {
        return next(before -> {});
    }

    private boolean finished() {
        try {
            return Tutorial.finished(context);
        } catch (Exception e) {
            // No ticket, no trips, no table: whatever it is, a step says so.
            return false;
        }
    }

    private Standing standing(Step step, boolean finished) {
        if (step.always() && !finished) {
            return new Standing(step, State.OPEN, "it comes last, and deletes the topics");
        }
        context.narrator().progress("looking at " + step.id() + " ...");
        StepResult result = new TutorialRun(context).perform(step, () -> glance(step));
        if (result.outcome() == Outcome.PASSED) {
            return new Standing(step, State.HOLDS, null, result.checked(), result.skipped());
        }
        if (result.outcome() == Outcome.SKIPPED) {
            return new Standing(step, State.BEYOND_THIS_LAB, result.reason());
        }
        return finished && Tutorial.STEPS.contains(step) && (step.code().isEmpty() || step.standsWithoutCode())
                ? new Standing(step, State.CLEANED_UP, null)
                : new Standing(step, State.OPEN, result.reason());
    }

    /**
     * Judges code by the drill alone, and a lesson by its having been done: a list should not wait for real streams. Code
     * that is word for word the exercise or the solution needs no trial.
     */
    private List<String> glance(Step step) throws Exception {
        Optional<CodeExercise> code = codeOf(step);
        if (code.isEmpty()) {
            return step.glance(context);
        }
        List<String> claims = new ArrayList<>(step.standsWithoutCode() ? step.glance(context) : List.of());
        claims.addAll(glance(step, code.get()));
        return claims;
    }

    private List<String> glance(Step step, CodeExercise code) throws Exception {
        if (workspace().isUntouched(step)) {
            throw LabException.checkFailed(
                    "not begun: " + workspace().exercise(step).getFileName());
        }
        if (workspace().isSolution(step)) {
            return List.of();
        }
        Claims claims = new Claims();
        code.drill().judge(theirs().job(), context.spark(), claims);
        return claims.held();
    }

    private TutorialContext theirs() throws Exception {
        return context.judging(workspace().load());
    }

    /** @throws LabException if the trainee made none */
    public Workspace workspace() {
        return workspace.orElseThrow(
                () -> LabException.checkFailed(
                        "There is no workspace with code of yours here. Make one: lab init; or say where it is: --work FOLDER."));
    }

    /**
     * Takes back a step and what stands on it: on the cluster, and of this step the trainee's code, which is kept
     * beside.
     */
    public void reset(Step step) throws Exception {
        for (Step one : Syllabus.withThoseThatStandOn(step)) {
            if (one.reset(context)) {
                context.narrator()
                        .say(one.id() + " was taken back" + (one == step ? "" : ": it stood on " + step.id()));
            } else if (one == step && step.code().isEmpty()) {
                context.narrator().say("There is nothing of " + step.id() + " to take back.");
            }
        }
        if (step.code().isPresent() && workspace.isPresent()) {
            workspace.get().unsolve(step);
            context.narrator()
                    .say(step.id() + " is an exercise again; your code is in "
                            + workspace.get().kept());
        }
    }

    /** Brings cluster and workspace to the state just before a step, by the reference's solutions where one does not hold. */
    public void bringTo(Step step) throws Exception {
        if (workspace.isPresent()) {
            // Code that does not compile judges no step: mend it before any of it is replaced.
            theirs();
        }
        for (Step earlier : Syllabus.before(step)) {
            if (earlier.code().isPresent() && workspace.isEmpty() && !earlier.standsWithoutCode()) {
                continue;
            }
            Standing standing = standing(earlier, false);
            if (standing.state() == State.HOLDS) {
                context.narrator().say(earlier.id() + " holds");
            } else if (standing.state() == State.BEYOND_THIS_LAB) {
                context.narrator().say("%s is left out: %s".formatted(earlier.id(), standing.reason()));
            } else {
                complete(earlier);
            }
        }
        for (Step later : Syllabus.withThoseThatStandOn(step)) {
            later.reset(context);
        }
        if (workspace.isPresent()) {
            // For the jar, which step 10 submits.
            theirs();
        }
    }

    /** Code of theirs that is right stays. */
    private void complete(Step step) throws IOException {
        Optional<CodeExercise> code = step.code().filter(exercise -> workspace.isPresent());
        if (code.isPresent() && !(step.standsWithoutCode() && holds(step, code.get()))) {
            workspace().solve(step);
            context.narrator()
                    .say(step.id() + ": the solution is in "
                            + workspace().exercise(step).getFileName());
        }
        if (step.code().isEmpty() || step.standsWithoutCode()) {
            require(perform(step));
            context.narrator().say(step.id() + " is done");
        }
    }

    private boolean holds(Step step, CodeExercise code) {
        return new TutorialRun(context).perform(step, () -> glance(step, code)).outcome() == Outcome.PASSED;
    }

    private static void require(StepResult result) {
        if (result.outcome() != Outcome.PASSED) {
            throw LabException.checkFailed("%s cannot be done: %s".formatted(result.id(), result.reason()));
        }
    }

    @Override
    public void close() throws IOException {
        if (workspace.isPresent()) {
            workspace.get().close();
        }
    }
}
