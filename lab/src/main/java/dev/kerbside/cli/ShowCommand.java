package dev.kerbside.cli;

import dev.kerbside.course.Course;
import dev.kerbside.steps.Step;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a step's page in the terminal. */
@Command(name = "show", description = "Show a step's page.", mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private TraineeOptions options;

    @Option(names = "--answers", description = "With the answers to its questions.")
    private boolean answers;

    @Parameters(paramLabel = "STEP", arity = "0..1", description = "Which one.")
    private String given;

    @Override
    public Integer call() throws Exception {
        Optional<Step> step = options.step(given);
        try (Terminal terminal = new Terminal()) {
            Pager pager = new Pager(terminal);
            pager.show(
                    step.isPresent()
                            ? pager.page(answers)
                                    .render(Course.here().page(step.get().id()))
                            : StepCommand.COMPLETE);
        }
        return 0;
    }
}
