package dev.kerbside.cli;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.StepResult;
import dev.kerbside.steps.Tutorial;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.steps.TutorialRun;
import dev.kerbside.taxi.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The tutorial step by step, on a lab that is up. */
@Command(
        name = "step",
        description = "Take the tutorial step by step, on a lab that is up.",
        mixinStandardHelpOptions = true)
final class StepCommand implements Runnable {
    @picocli.CommandLine.Spec
    private picocli.CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Missing command: list, do, check or reset");
    }

    @Command(name = "list", description = "List the steps in order.", mixinStandardHelpOptions = true)
    int list(@Mixin LabOptions options) {
        Tutorial.STEPS.forEach(step -> System.out.printf("%-20s %s%n", step.id(), step.title()));
        return 0;
    }

    @Command(name = "do", description = "Do steps and check them.", mixinStandardHelpOptions = true)
    int perform(
            @Mixin LabOptions options,
            @Mixin DataOptions data,
            @Parameters(
                            paramLabel = "STEP",
                            arity = "1..*",
                            description = "Id or number, for example 02-create-topic or 02.")
                    List<String> steps)
            throws Exception {
        return walk(options, data, steps, step -> step, data::resolve);
    }

    @Command(name = "check", description = "Check steps, and change nothing.", mixinStandardHelpOptions = true)
    int check(
            @Mixin LabOptions options,
            @Mixin DataOptions data,
            @Parameters(paramLabel = "STEP", arity = "1..*", description = "Id or number.") List<String> steps)
            throws Exception {
        return walk(options, data, steps, CheckOnly::new, data::known);
    }

    @Command(name = "reset", description = "Take back what a step did.", mixinStandardHelpOptions = true)
    int reset(
            @Mixin LabOptions options,
            @Mixin DataOptions data,
            @Parameters(paramLabel = "STEP", description = "Id or number.") String step)
            throws Exception {
        try (Terminal terminal = new Terminal()) {
            Tutorial.step(step).reset(context(options, data, terminal, data::known));
            terminal.print(Tutorial.step(step).id() + " was taken back.");
        }
        return 0;
    }

    private static int walk(
            LabOptions options,
            DataOptions data,
            List<String> ids,
            java.util.function.UnaryOperator<Step> how,
            Trips trips)
            throws Exception {
        List<Step> steps = ids.stream().map(Tutorial::step).map(how).toList();
        data.validate();
        try (Terminal terminal = new Terminal()) {
            TutorialRun run = new TutorialRun(context(options, data, terminal, trips));
            for (Step step : steps) {
                terminal.title(step.id() + "  " + step.title());
                terminal.result(run.perform(step));
            }
            boolean held = run.results().stream().allMatch(r -> r.outcome() == StepResult.Outcome.PASSED);
            return held ? 0 : LabException.CHECK_FAILED;
        }
    }

    private static TutorialContext context(LabOptions options, DataOptions data, Terminal terminal, Trips trips)
            throws Exception {
        Endpoints lab = Endpoints.read(options.dir());
        Kerberos.use(lab);
        return new TutorialContext(lab, trips.in(options.dir()), data.rate(), terminal, Job.REFERENCE);
    }

    /** Which file the lab in this folder works on. */
    private interface Trips {
        Path in(Path labFolder) throws IOException;
    }

    /** A step that does nothing but check. */
    private record CheckOnly(Step step) implements Step {
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
            return step.check(context);
        }
    }
}
