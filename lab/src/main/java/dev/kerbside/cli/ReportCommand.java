package dev.kerbside.cli;

import dev.kerbside.steps.Report;
import dev.kerbside.steps.StepResult;
import dev.kerbside.steps.StepResult.Outcome;
import dev.kerbside.steps.Tutorial;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.trainee.Trainee;
import dev.kerbside.trainee.Trainee.Standing;
import dev.kerbside.trainee.Trainee.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The report of a tutorial that was taken step by step, as {@code lab run} writes it of its own. */
@Command(
        name = "report",
        description = "Write a report of the steps that you took: what holds now, the table and its chart.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
    @Mixin
    private TraineeOptions options;

    @Override
    public Integer call() throws Exception {
        try (Terminal terminal = new Terminal()) {
            TutorialContext context = options.context(terminal);
            List<Standing> standings = standings(terminal);
            HourlyTable table = isSubmitted(standings) ? Tutorial.result(context.lab()) : null;
            if (table != null) {
                RunCommand.show(terminal, table);
            }
            Path report = context.lab().reports();
            Report.write(
                    report, standings.stream().map(ReportCommand::result).toList(), table, facts(context.tripFile()));
            terminal.title("Report: " + report.resolve("index.html"));
        }
        return 0;
    }

    /** All steps, and of the lessons those that were done. */
    private List<Standing> standings(Terminal terminal) throws IOException {
        List<Standing> standings = new ArrayList<>();
        try (Trainee trainee = options.judging(terminal)) {
            trainee.standings(standing -> {
                if (Tutorial.STEPS.contains(standing.step()) || standing.state() != State.OPEN) {
                    terminal.standing(standing);
                    standings.add(standing);
                }
            });
        }
        return standings;
    }

    /** Whether the job's table is there, and whole. */
    private static boolean isSubmitted(List<Standing> standings) {
        return standings.stream()
                .anyMatch(standing -> standing.step().id().equals("10-submit") && standing.state() != State.OPEN);
    }

    private static StepResult result(Standing standing) {
        boolean open = standing.state() == State.OPEN || standing.state() == State.BEYOND_THIS_LAB;
        List<String> checked = standing.state() == State.CLEANED_UP
                ? List.of("it was done, and the clean-up took it back")
                : standing.checked();
        return new StepResult(
                standing.step().id(),
                standing.step().title(),
                open ? Outcome.SKIPPED : Outcome.PASSED,
                0,
                checked,
                standing.skipped(),
                standing.reason());
    }

    private static Map<String, String> facts(Path file) {
        Map<String, String> facts = new LinkedHashMap<>(Facts.of(file));
        facts.put("Written", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.putAll(Facts.versions());
        return facts;
    }
}
