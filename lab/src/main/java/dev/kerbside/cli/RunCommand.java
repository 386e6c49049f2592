package dev.kerbside.cli;

import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Service;
import dev.kerbside.course.Language;
import dev.kerbside.folder.Turn;
import dev.kerbside.process.Build;
import dev.kerbside.python.Python;
import dev.kerbside.steps.Master;
import dev.kerbside.steps.Programs;
import dev.kerbside.steps.PythonPrograms;
import dev.kerbside.steps.Report;
import dev.kerbside.steps.StartTimeline;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.StepResult;
import dev.kerbside.steps.Tutorial;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.steps.TutorialRun;
import dev.kerbside.taxi.Zone;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.pyspark.Attached;
import dev.kerbside.taxi.pyspark.PythonJob;
import dev.kerbside.taxi.table.HourlyChart;
import dev.kerbside.taxi.table.HourlyTable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The main job: start everything, perform and check the whole tutorial, show and report the result, stop everything. */
@Command(
        name = "run",
        description = "Start everything, perform and check the whole tutorial, write a report, stop everything.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final String PYTHON = "--language python";

    @Mixin
    private LabOptions options;

    @Mixin
    private DataOptions data;

    @Mixin
    private StartOptions start;

    @Mixin
    private MasterOptions where;

    @Option(names = "--keep", description = "Leave the lab up, with its topic: without the last step, until Ctrl+C.")
    private boolean keep;

    @Option(
            names = "--language",
            paramLabel = "LANGUAGE",
            defaultValue = "java",
            description = "Of the tutorial's programs: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Language language;

    private StartTimeline timeline;

    @Override
    public Integer call() throws Exception {
        data.validate();
        if (language == Language.PYTHON) {
            Python.require(PYTHON);
        }
        LabConfig config = start.config(
                options,
                where.master()
                        .filter(Master::isYarn)
                        .map(yarn -> List.of(Service.YARN))
                        .orElse(List.of()));
        Instant started = Instant.now();
        try (Terminal terminal = new Terminal()) {
            start.agree(config, terminal);
            terminal.title("Starting the lab in " + options.dir());
            timeline = new StartTimeline(terminal);
            try (Lab lab = Lab.start(config, timeline)) {
                terminal.say("the lab is ready after %.1f s".formatted(since(started)));
                boolean held = perform(lab, terminal, started);
                if (keep) {
                    terminal.title("The lab stays up (--keep) until Ctrl+C, or: lab down --dir " + options.dir());
                    terminal.say("Its environment for your shell: eval \"$(lab/bin/lab env --dir '" + options.dir()
                            + "')\"");
                    UpCommand.stay();
                }
                return held ? 0 : LabException.CHECK_FAILED;
            }
        }
    }

    private boolean perform(Lab lab, Terminal terminal, Instant started) throws Exception {
        if (language == Language.JAVA) {
            return perform(lab, terminal, started, Job.REFERENCE, Programs.JAVA);
        }
        Python python = Python.require(PYTHON);
        try (Attached attached = Attached.start(python, Build.programs())) {
            Job job = PythonJob.load(attached, Build.programs());
            return perform(lab, terminal, started, job, new PythonPrograms());
        }
    }

    private boolean perform(Lab lab, Terminal terminal, Instant started, Job job, Programs programs)
            throws IOException {
        Path file = data.resolve(options.dir());
        List<Zone> zones = data.zones().resolve(options.dir());
        TutorialContext context =
                new TutorialContext(lab, () -> file, () -> zones, data.rate(), terminal, job).with(programs);
        TutorialRun run = new TutorialRun(where.master().map(context::on).orElse(context));
        List<Step> steps =
                Tutorial.STEPS.stream().filter(step -> !(keep && step.always())).toList();
        try (Turn turn = Turn.take(options.dir(), "run")) {
            for (Step step : steps) {
                terminal.title(step.id() + "  " + step.title());
                terminal.result(run.perform(step));
            }
        }
        // What is skipped without a failure is beyond this lab.
        boolean held = run.results().stream().noneMatch(result -> result.outcome() == StepResult.Outcome.FAILED);
        HourlyTable table = held ? Tutorial.result(lab) : null;
        if (table != null) {
            show(terminal, table);
        }
        Path report = lab.reports();
        Report.write(report, run.results(), table, facts(lab, file, started, run.results()), timeline.svg());
        terminal.title("%s in %.0f s. Report: %s"
                .formatted(
                        held ? "Every check held" : "Not every check held",
                        since(started),
                        report.resolve("index.html")));
        return held;
    }

    /** The table by borough, and the chart. */
    static void show(Terminal terminal, HourlyTable table) {
        HourlyChart chart = new HourlyChart(table);
        terminal.print("");
        terminal.print(chart.table());
        terminal.print("");
        terminal.draw(chart.terminal(terminal.unicode(), terminal.color()));
    }

    private Map<String, String> facts(Lab lab, Path file, Instant started, List<StepResult> results) {
        double steps = results.stream().mapToDouble(StepResult::seconds).sum();
        Map<String, String> facts = new LinkedHashMap<>(Facts.of(file));
        facts.put("Started", started.truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("Took", "%.0f s: %.0f s the steps, the rest the start of the lab".formatted(since(started), steps));
        facts.put("Substrate", start.substrate().toString());
        facts.put(
                "Master of step 10",
                where.master().orElse(Master.usual(lab.endpoints())).toString());
        facts.put("Language", language.toString());
        facts.put("KDC", start.kdc());
        facts.putAll(Facts.versions());
        return facts;
    }

    private static double since(Instant started) {
        return started.until(Instant.now(), ChronoUnit.MILLIS) / 1e3;
    }
}
