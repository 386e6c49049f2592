package dev.kerbside.cli;

import dev.kerbside.LabException;
import dev.kerbside.folder.Turn;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.Master;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.StepResult;
import dev.kerbside.steps.StepResult.Outcome;
import dev.kerbside.trainee.Trainee;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The tutorial step by step, on a lab that is up. A step that is left out is the next one that does not hold. */
@Command(
        name = "step",
        description = {
            "Take the tutorial step by step, on a lab that is up.",
            "STEP is an id or a number, as 02-create-topic or 02; left out, the next step that does not hold."
        },
        subcommands = {ShowCommand.class, HintCommand.class, SolutionCommand.class, WatchCommand.class},
        mixinStandardHelpOptions = true)
final class StepCommand implements Runnable {
    static final String COMPLETE =
            "Every step holds: the tutorial is complete. The result as a page: lab report. From a step on again: lab step goto STEP";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Missing command: list, show, do, check, hint, solution, reset, goto or watch");
    }

    /** What is done with one step. */
    private interface StepAction {
        StepResult of(Trainee trainee, Step step);
    }

    @Command(name = "list", description = "List the steps, and which hold.", mixinStandardHelpOptions = true)
    int list(@Mixin TraineeOptions options) throws Exception {
        try (Terminal terminal = new Terminal();
                Trainee trainee = options.judging(terminal)) {
            List<Trainee.Standing> open = new ArrayList<>();
            trainee.standings(standing -> {
                terminal.standing(standing);
                if (standing.state() == Trainee.State.OPEN) {
                    open.add(standing);
                }
            });
            terminal.print("");
            if (open.isEmpty()) {
                terminal.print(COMPLETE);
            } else {
                terminal.print("Next is %s: %s"
                        .formatted(open.get(0).step().id(), open.get(0).reason()));
                terminal.print("Its page: lab step show " + open.get(0).step().id());
            }
        }
        return 0;
    }

    @Command(
            name = "do",
            description = "Perform the lab's own solution, and check it.",
            mixinStandardHelpOptions = true)
    int perform(
            @Mixin TraineeOptions options,
            @Mixin MasterOptions where,
            @Parameters(paramLabel = "STEP", arity = "0..*", description = "Which; several are done in turn.")
                    List<String> steps)
            throws Exception {
        List<Step> given = given(steps);
        String what = "step do " + given.stream().map(Step::id).collect(Collectors.joining(" "));
        try (Turn turn = Turn.take(options.lab().endpoints().folder(), what.strip())) {
            Optional<Master> master = where.master();
            return walk(given, terminal -> options.performing(terminal, master), Trainee::perform, "");
        }
    }

    @Command(
            name = "check",
            description =
                    "Check your work: the cluster, for 04 to 09 your code, for 03 both. Only 21 and 22 do something: the lesson, with your code.",
            mixinStandardHelpOptions = true)
    int check(
            @Mixin TraineeOptions options,
            @Parameters(paramLabel = "STEP", arity = "0..*", description = "Which; several are checked in turn.")
                    List<String> steps)
            throws Exception {
        return walk(given(steps), options::judging, Trainee::check, "Stuck? lab step hint ");
    }

    @Command(
            name = "reset",
            description = "Take back a step, and what stands on it; code becomes the exercise again.",
            mixinStandardHelpOptions = true)
    int reset(
            @Mixin TraineeOptions options,
            @Parameters(paramLabel = "STEP", arity = "0..1", description = "Which one.") String given)
            throws Exception {
        Optional<Step> step = options.step(given);
        try (Turn turn = Turn.take(options.lab().endpoints().folder(), "step reset");
                Terminal terminal = new Terminal();
                Trainee trainee = options.judging(terminal)) {
            if (step.isPresent()) {
                trainee.reset(step.get());
            } else {
                terminal.print(COMPLETE);
            }
        }
        return 0;
    }

    @Command(
            name = "goto",
            description = "Bring cluster and workspace to the state just before a step.",
            mixinStandardHelpOptions = true)
    int bringTo(
            @Mixin TraineeOptions options,
            @Parameters(paramLabel = "STEP", arity = "0..1", description = "Which one.") String given)
            throws Exception {
        Optional<Step> step = options.step(given);
        try (Turn turn = Turn.take(options.lab().endpoints().folder(), "step goto");
                Terminal terminal = new Terminal();
                Trainee trainee = options.performing(terminal)) {
            if (step.isPresent()) {
                trainee.bringTo(step.get());
                terminal.print("You are at %1$s. Its page: lab step show %1$s"
                        .formatted(step.get().id()));
            } else {
                terminal.print(COMPLETE);
            }
        }
        return 0;
    }

    private static List<Step> given(List<String> ids) {
        return ids == null ? List.of() : ids.stream().map(Syllabus::step).toList();
    }

    private static int walk(List<Step> given, Function<Terminal, Trainee> whose, StepAction action, String failed)
            throws Exception {
        try (Terminal terminal = new Terminal();
                Trainee trainee = whose.apply(terminal)) {
            List<Step> steps = given;
            if (given.isEmpty()) {
                Optional<Step> next = trainee.next(terminal::standing);
                if (next.isEmpty()) {
                    terminal.print(COMPLETE);
                    return 0;
                }
                steps = List.of(next.get());
            }
            for (Step step : steps) {
                terminal.title(step.id() + "  " + step.title());
                StepResult result = action.of(trainee, step);
                terminal.result(result);
                if (result.outcome() == Outcome.FAILED) {
                    if (!failed.isEmpty() && step.exercise().isPresent()) {
                        terminal.say(failed + step.id());
                    }
                    return LabException.CHECK_FAILED;
                }
            }
            return 0;
        }
    }
}
