package dev.kerbside.cli;

import dev.kerbside.course.Course;
import dev.kerbside.steps.Step;
import dev.kerbside.trainee.Workspace;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the solution of a step: for § 3 the very code that {@code lab run} performs. */
@Command(name = "solution", description = "Show a step's solution.", mixinStandardHelpOptions = true)
final class SolutionCommand implements Callable<Integer> {
    @Mixin
    private TraineeOptions options;

    @Option(names = "--apply", description = "Put it into your workspace; what you had is kept beside.")
    private boolean apply;

    @Parameters(paramLabel = "STEP", arity = "0..1", description = "Which one.")
    private String given;

    @Override
    public Integer call() throws Exception {
        Optional<Step> step = options.step(given);
        if (step.isEmpty()) {
            System.out.println(AsTyped.of(StepCommand.COMPLETE));
        } else if (apply) {
            Workspace workspace = options.workspace();
            workspace.solve(step.get());
            System.out.println("The solution of %s is in %s; what it replaced is in %s."
                    .formatted(step.get().id(), workspace.exercise(step.get()), workspace.kept()));
        } else {
            System.out.println(Workspace.solution(step.get(), Course.here(), options.language()));
        }
        return 0;
    }
}
