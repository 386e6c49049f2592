package dev.kerbside.cli;

import dev.kerbside.course.Course;
import dev.kerbside.course.Page;
import dev.kerbside.course.TerminalPage;
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

    @Option(names = "--answers", description = "Only its questions, with their answers.")
    private boolean answers;

    @Option(names = "--all", description = "The whole page, with code, hints and answers.")
    private boolean all;

    @Parameters(paramLabel = "STEP", arity = "0..1", description = "Which one.")
    private String given;

    @Override
    public Integer call() throws Exception {
        Optional<Step> step = options.step(given);
        try (Terminal terminal = new Terminal()) {
            Pager pager = new Pager(terminal);
            if (step.isEmpty()) {
                terminal.print(StepCommand.COMPLETE);
                return 0;
            }
            Page page = Course.here().page(step.get().id());
            TerminalPage drawn = pager.page(answers || all);
            pager.show(answers ? drawn.render(page, page.section(Page.QUESTIONS)) : drawn.render(page));
        }
        return 0;
    }
}
