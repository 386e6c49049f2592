package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.course.Course;
import dev.kerbside.course.Language;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.python.Python;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.Narrator;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.Tutorial;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.testkit.RunningLab;
import dev.kerbside.trainee.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of the shell steps under {@code tutorial-steps/}, in a shell on this machine. */
@ExtendWith(RunningLab.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShellExercisesIT {
    /**
     * Enough for all partitions. The console producer draws a new one after 16 to 32 KiB: of 1,000 trips, one run in a
     * hundred leaves a partition empty.
     */
    private static final long ROWS = 5_000;

    private static final long LIMIT_SECONDS = 120;

    @TempDir
    private static Path folder;

    private static Endpoints lab;
    private static TutorialContext context;

    private record Result(int exit, String output) {}

    /** A month that {@code lab data} finds, and a cluster on which no step holds. */
    @BeforeAll
    static void startFromNothing(Endpoints endpoints) throws Exception {
        lab = endpoints;
        Path month = folder.resolve("green_tripdata_synthetic.parquet");
        SyntheticMonth.write(month, ROWS, 31);
        FolderPlan.DATA.make(lab.folder());
        Files.writeString(chosen(), month.toString());
        Kerberos.use(lab);
        context = new TutorialContext(Lab.attach(lab.folder()), () -> month, 0, Narrator.SILENT, Job.REFERENCE);
        Syllabus.step("00").run(context);
        for (String step : new String[] {"02", "01", "00"}) {
            Syllabus.step(step).reset(context);
        }
    }

    /** The month ends with this test. */
    @AfterAll
    static void forgetTheMonth() throws IOException {
        Files.deleteIfExists(chosen());
    }

    private static Path chosen() {
        return lab.folder().resolve("data/source");
    }

    @ParameterizedTest
    @Order(0)
    @ValueSource(strings = {"00-authenticate", "01-load-dataset", "02-create-topic", "10-submit", "11-clean-up"})
    void anUnsolvedExerciseSaysWhatIsToDoAndDoesNothingElse(String step) throws Exception {
        Result result = run(script(step, "exercise.sh"));
        assertThat(result.exit()).as(result.output()).isEqualTo(1);
        assertThat(result.output()).startsWith("exercise.sh: still to do: ").hasLineCount(1);
    }

    @ParameterizedTest
    @Order(1)
    @ValueSource(strings = {"00-authenticate", "01-load-dataset", "02-create-topic"})
    void aSolutionPassesTheCheckOfItsStep(String id) throws Exception {
        Step step = Syllabus.step(id);
        if (id.equals("00-authenticate") && run("command -v kinit").exit() != 0) {
            step.run(context);
            assumeTrue(false, "Not run: there is no kinit (Debian: krb5-user). The step's own Java took its place.");
        }
        passes(step);
    }

    /** The trainee's own producer, in each language, with the script that is given for it. */
    @ParameterizedTest
    @Order(2)
    @EnumSource
    void theTraineesProducerFillsTheTopicHoweverOften(Language language) throws Exception {
        assumeTrue(
                language == Language.JAVA || Python.find().isPresent(),
                "Not run in Python: it is not here. lab python gets it.");
        Step step = Syllabus.step("03-ingest");
        try (Workspace workspace = Workspace.create(folder.resolve("own-" + language), Course.here(), language)) {
            String script = "'" + workspace.folder().resolve("03-ingest.sh") + "'";
            if (language == Language.JAVA) {
                Result early = run(script);
                assertThat(early.exit()).as(early.output()).isEqualTo(1);
                assertThat(early.output()).contains("your code is not compiled yet", "lab step check 03");
            }
            workspace.solve(step);
            TutorialContext theirs = context.judging(workspace.load());
            step.reset(context);
            assertThatThrownBy(() -> step.check(theirs))
                    .hasMessageContaining("send the trips with it, by ./03-ingest.sh");
            for (int times = 1; times <= 2; times++) {
                Result result = run(script);
                assertThat(result.exit()).as(result.output()).isZero();
                assertThat(result.output()).contains("%,d records acknowledged".formatted(ROWS));
            }
            assertThat(step.check(theirs)).last().asString().contains("equals its row of the file");
        }
    }

    @Test
    @Order(3)
    void theTraineesOwnJarFillsTheTableWhileAnotherShellIngests() throws Exception {
        Step step = Syllabus.step("10-submit");
        Workspace workspace = Workspace.create(folder.resolve("mine"), Course.here(), Language.JAVA);
        for (Step one : Tutorial.STEPS) {
            if (one.code().isPresent() || one == step) {
                workspace.solve(one);
            }
        }
        workspace.load();
        workspace.close();
        // The table of a job before, in another class, is no table of this one.
        step.reset(context);
        Path output = folder.resolve("submit.txt");
        Process job = start("'" + workspace.exercise(step) + "'", output);
        try {
            awaitOf(job, output, "the empty table").untilAsserted(() -> assertThatThrownBy(() -> step.check(context))
                    .hasMessageContaining("is empty. While your job waits for trips, send them"));
            Result ingested = run("'" + workspace.folder().resolve("03-ingest.sh") + "'");
            assertThat(ingested.exit()).as(ingested.output()).isZero();
            awaitOf(job, output, "the whole table")
                    .untilAsserted(() ->
                            assertThat(step.check(context)).last().asString().contains("equal to the oracle"));
        } finally {
            end(job);
        }
        Path console = lab.folder().resolve("spark/console.txt");
        String all = Files.readString(console);
        Files.writeString(console, all.substring(0, all.indexOf("Batch: 1")));
        assertThatThrownBy(() -> step.check(context))
                .hasMessageContaining("The table has 0 of 5,000 trips: the job is still counting");
    }

    @Test
    @Order(4)
    void theTopicsAreGoneAtTheEnd() throws Exception {
        passes(Syllabus.step("11-clean-up"));
    }

    private static void passes(Step step) throws Exception {
        String page = Files.readString(Path.of("tutorial-steps", step.id(), "README.md"));
        for (int times = page.contains("Running the script twice must not fail") ? 2 : 1; times > 0; times--) {
            Result result = run(script(step.id(), "solution.sh"));
            assertThat(result.exit()).as(result.output()).isZero();
        }
        assertThat(step.check(context)).isNotEmpty();
    }

    private static ConditionFactory awaitOf(Process job, Path output, String what) {
        return await(what)
                .atMost(LIMIT_SECONDS, TimeUnit.SECONDS)
                .ignoreExceptionsInstanceOf(LabException.class)
                .failFast(() ->
                        assertThat(job.isAlive()).as(Files.readString(output)).isTrue());
    }

    private static String script(String step, String file) {
        return "'" + Path.of("tutorial-steps", step, file).toAbsolutePath() + "'";
    }

    private static Result run(String commands) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process shell = start(commands, output);
        try {
            assertThat(shell.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS))
                    .as("%s ends in %d s", commands, LIMIT_SECONDS)
                    .isTrue();
        } finally {
            end(shell);
        }
        return new Result(shell.exitValue(), Files.readString(output));
    }

    private static Process start(String commands, Path output) throws IOException {
        return Lab.attach(lab.folder())
                .localShell()
                .running(commands)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .start();
    }

    private static void end(Process shell) {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroyForcibly();
    }
}
