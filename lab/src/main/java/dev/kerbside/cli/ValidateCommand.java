package dev.kerbside.cli;

import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Service;
import dev.kerbside.course.Course;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.trainee.Validation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The course's own test, on a lab of its own. */
@Command(
        name = "validate",
        description = "Test the course itself: pages, exercises, solutions, resets; on a lab that it starts and ends.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {
    private static final long ROWS = 1_000;
    private static final long SEED = 7;

    @Mixin
    private LabOptions options;

    @Mixin
    private StartOptions start;

    @Override
    public Integer call() throws Exception {
        // Each lesson is tried, whatever it needs.
        LabConfig config = start.config(options, List.of(Service.values()));
        try (Terminal terminal = new Terminal()) {
            terminal.title("Pages and exercises");
            List<String> problems = Validation.problems(Course.here());
            problems.forEach(terminal::problem);
            if (!problems.isEmpty()) {
                return LabException.CHECK_FAILED;
            }
            terminal.held("%d steps have a whole page, exercise, solution and hints".formatted(Syllabus.STEPS.size()));
            Path scratch = Files.createTempDirectory("lab-validate");
            terminal.title("Starting a lab in " + options.dir());
            try (Lab lab = Lab.start(config, terminal)) {
                return prove(lab, scratch, terminal);
            } finally {
                FileUtils.deleteDirectory(scratch.toFile());
            }
        }
    }

    private static int prove(Lab lab, Path scratch, Terminal terminal) throws Exception {
        Path trips = scratch.resolve("green_tripdata_synthetic.parquet");
        SyntheticMonth.write(trips, ROWS, SEED);
        Kerberos.use(lab.endpoints());
        TutorialContext context = new TutorialContext(lab, () -> trips, 0, terminal, Job.REFERENCE);
        List<Validation> validations = Validation.inEachLanguage(Course.here(), context, scratch.resolve("workspaces"));
        try {
            for (Step step : Syllabus.STEPS) {
                for (Validation validation : validations) {
                    if (validation.concerns(step)) {
                        terminal.title("%s  %s, in %s"
                                .formatted(
                                        step.id(),
                                        step.title(),
                                        validation.language().title()));
                        validation.prove(step).forEach(terminal::held);
                    }
                }
            }
        } finally {
            for (Validation validation : validations) {
                validation.close();
            }
        }
        terminal.title("The course is valid.");
        return 0;
    }
}
