package dev.kerbside.trainee;

import dev.kerbside.LabException;
import dev.kerbside.config.Commands;
import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.course.PageProblems;
import dev.kerbside.drills.Claims;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.python.Python;
import dev.kerbside.steps.PythonPrograms;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.StepResult;
import dev.kerbside.steps.StepResult.Outcome;
import dev.kerbside.steps.TutorialContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The course's own test. Each page is whole and quotes the code that runs. An exercise as it is given does not pass, and
 * its solution does. A step that was taken back can be done again.
 */
public final class Validation implements AutoCloseable {
    private static final String AGAIN = "Mend the course, and validate again: lab validate";

    private final TutorialContext context;
    private final Workspace workspace;
    private final Trainee trainee;

    private final Course course;

    private Validation(Course course, TutorialContext context, Path folder, Language language) throws IOException {
        this.course = course;
        this.context = context;
        this.workspace = Workspace.create(folder.resolve(language.toString()), course, language);
        this.trainee = new Trainee(context, Optional.of(workspace));
    }

    /**
     * In Java, and in Python if it is here.
     *
     * @param context a lab that nobody else works on
     * @param folder for the workspaces that are solved; empty or not there
     */
    public static List<Validation> inEachLanguage(Course course, TutorialContext context, Path folder)
            throws IOException {
        List<Validation> all = new ArrayList<>();
        all.add(new Validation(course, context, folder, Language.JAVA));
        if (Python.find().isPresent()) {
            all.add(new Validation(course, context.with(new PythonPrograms()), folder, Language.PYTHON));
        } else {
            context.narrator().say("Only Java is validated: PySpark is not here. lab python gets it.");
        }
        return all;
    }

    /** The language of its workspace. */
    public Language language() {
        return workspace.language();
    }

    /** Whether a step is another one in this language; all are in Java. */
    public boolean concerns(Step step) {
        return language() == Language.JAVA
                || step.code().isPresent()
                || !course.solutionScript(step.id(), language())
                        .equals(course.solutionScript(step.id(), Language.JAVA));
    }

    /** What is wrong with pages and exercises, without a lab: a sentence each. */
    public static List<String> problems(Course course) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Step step : Syllabus.STEPS) {
            problems.addAll(
                    PageProblems.of(course.page(step.id()), step.exercise().isPresent()));
            problems.addAll(exerciseProblems(step, course));
        }
        return problems;
    }

    private static List<String> exerciseProblems(Step step, Course course) throws IOException {
        if (!step.exercise().isPresent()) {
            return List.of();
        }
        List<String> problems = new ArrayList<>();
        List<Path> files = Stream.of(Language.values())
                .flatMap(language -> step.code().isPresent()
                        ? Stream.of(course.exerciseCode(step.id(), language))
                        : Stream.of(
                                course.exerciseScript(step.id(), language), course.solutionScript(step.id(), language)))
                .distinct()
                .toList();
        for (Path file : files) {
            if (!Files.isRegularFile(file)) {
                problems.add("%s has no %s. Write it.".formatted(step.id(), file.getFileName()));
            }
        }
        return problems;
    }

    /**
     * Proves one step that it concerns, in the tutorial's order: after it the step holds, done by its solution.
     *
     * @return what was found, a claim a line
     * @throws LabException if something does not hold
     */
    public List<String> prove(Step step) throws Exception {
        Claims claims = new Claims();
        step.reset(context);
        if (step.exercise().isPresent()) {
            workspace.unsolve(step);
        }
        if (step.isExperiment()) {
            return demonstrate(step, claims);
        }
        claims.that(!passesUnsolved(step), "the unsolved exercise fails").orElse(step.id() + " passes unsolved", AGAIN);
        if (step.code().isPresent() && language() == Language.JAVA) {
            require(trainee.perform(step));
            claims.held("the reference's solution passes");
        }
        solve(step);
        claims.held("the solution passes");
        if (!step.always()) {
            step.reset(context);
            workspace.unsolve(step);
            claims.that(!holds(step), "taken back, it fails").orElse(step.id() + " passes after its reset", AGAIN);
        }
        solve(step);
        return claims.held("done again, it passes").held();
    }

    /** A lesson is long: it is done once, by the solution if it sets an exercise. */
    private List<String> demonstrate(Step lesson, Claims claims) throws Exception {
        claims.that(!holds(lesson), "not done, it fails").orElse(lesson.id() + " passes before it is done", AGAIN);
        if (lesson.exercise().isPresent()) {
            workspace.solve(lesson);
        }
        StepResult result = lesson.exercise().isPresent() ? trainee.check(lesson) : trainee.perform(lesson);
        require(result);
        result.checked().forEach(claim -> claims.held(claim));
        lesson.reset(context);
        if (lesson.exercise().isPresent()) {
            workspace.unsolve(lesson);
        }
        return claims.that(!holds(lesson), "taken back, it fails")
                .orElse(lesson.id() + " passes after its reset", AGAIN)
                .held();
    }

    private boolean passesUnsolved(Step step) throws IOException, InterruptedException {
        if (step.code().isEmpty()) {
            String script = Commands.quoted(workspace.exercise(step).toString());
            // It ends where the first thing is still to do; what it has done by then, the check sees.
            context.lab()
                    .localShell()
                    .running(script)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
        return holds(step);
    }

    private boolean holds(Step step) {
        return trainee.check(step).outcome() == Outcome.PASSED;
    }

    private void solve(Step step) throws IOException {
        workspace.solve(step);
        if (step.code().isEmpty() || step.standsWithoutCode()) {
            require(trainee.perform(step));
        }
        if (step.code().isPresent()) {
            require(trainee.check(step));
        }
    }

    private static void require(StepResult result) {
        if (result.outcome() != Outcome.PASSED) {
            throw LabException.checkFailed(
                    "The solution of %s does not pass: %s. %s".formatted(result.id(), result.reason(), AGAIN));
        }
    }

    @Override
    public void close() throws IOException {
        trainee.close();
    }
}
