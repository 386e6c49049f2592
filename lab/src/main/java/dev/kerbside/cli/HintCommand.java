package dev.kerbside.cli;

import dev.kerbside.course.Course;
import dev.kerbside.steps.Step;
import dev.kerbside.trainee.Hints.Hint;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives one hint more each time. */
@Command(
        name = "hint",
        description = "Give a hint, one more each time; HINTS.md in your workspace keeps those that you took.",
        mixinStandardHelpOptions = true)
final class HintCommand implements Callable<Integer> {
    @Mixin
    private TraineeOptions options;

    @Parameters(paramLabel = "STEP", arity = "0..1", description = "Which one.")
    private String given;

    @Override
    public Integer call() throws Exception {
        Optional<Step> step = options.step(given);
        if (step.isEmpty()) {
            System.out.println(AsTyped.of(StepCommand.COMPLETE));
            return 0;
        }
        Hint hint = options.workspace().hints().next(step.get());
        try (Terminal terminal = new Terminal()) {
            terminal.title("%s, hint %d of %d".formatted(step.get().id(), hint.number(), hint.of()));
            terminal.page(new Pager(terminal)
                    .page(false, options.language())
                    .render(Course.here().page(step.get().id()), hint.text()));
        }
        return 0;
    }
}
