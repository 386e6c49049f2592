package dev.kerbside.cli;

import dev.kerbside.course.Course;
import dev.kerbside.course.Page;
import dev.kerbside.course.TerminalPage;
import dev.kerbside.folder.EndpointsFile;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.steps.Step;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a step's page in the terminal: what is needed to begin, or more of it. */
@Command(
        name = "show",
        description = "Show of a step's page what you need to begin: goal, exercise, commands.",
        mixinStandardHelpOptions = true)
final class ShowCommand implements Callable<Integer> {
    @Mixin
    private TraineeOptions options;

    @ArgGroup
    private final Part part = new Part();

    @Parameters(paramLabel = "STEP", arity = "0..1", description = "Which one.")
    private String given;

    /** Another part of the page. */
    private static final class Part {
        @Option(names = "--all", description = "The whole page.")
        private boolean all;

        @Option(names = "--unfold", description = "The whole page, with what it folds: commands, code, hints, answers.")
        private boolean unfold;

        @Option(names = "--answers", description = "Only its questions, with their answers.")
        private boolean answers;
    }

    @Override
    public Integer call() throws Exception {
        Optional<Step> step = options.step(given);
        try (Terminal terminal = new Terminal()) {
            if (step.isEmpty()) {
                terminal.print(StepCommand.COMPLETE);
                return 0;
            }
            Pager pager = new Pager(terminal);
            pager.show(shown(step.get(), pager.page(part.answers || part.unfold, options.language())));
        }
        return 0;
    }

    private String shown(Step step, TerminalPage drawn) {
        Page page = named(Course.here().page(step.id()));
        if (part.answers) {
            return drawn.render(page, page.section(Page.QUESTIONS));
        }
        return part.all || part.unfold
                ? drawn.render(page)
                : drawn.render(page, page.beginning()) + "\n\n" + AsTyped.of(more(step));
    }

    /** As the lab calls the tutorial's things, where there is one. */
    private Page named(Page page) {
        return LabFolder.running(options.folder()).filter(LabState::ready).isPresent()
                ? new Page(
                        page.root(),
                        page.file(),
                        EndpointsFile.read(options.folder()).named(page.text()))
                : page;
    }

    private static String more(Step step) {
        String number = step.id().substring(0, 2);
        String rest = "What you should see, when it fails, how it works: lab step show %s --all".formatted(number);
        return step.exercise().isPresent() ? rest + "\nStuck? lab step hint " + number : rest;
    }
}
