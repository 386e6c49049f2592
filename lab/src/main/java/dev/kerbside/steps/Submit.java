package dev.kerbside.steps;

import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.drills.Claims;
import dev.kerbside.process.LogFile;
import dev.kerbside.taxi.table.ConsoleTable;
import dev.kerbside.taxi.table.HourlyTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** § 4: the job as a process of its own, through Spark's own spark-submit; the trips arrive while it runs. */
final class Submit implements Step {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration STALL_LIMIT = Duration.ofSeconds(120);

    @Override
    public String id() {
        return "10-submit";
    }

    @Override
    public String title() {
        return "Submit the job, and ingest while it runs";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(new ScriptExercise());
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        // The submitted job needs this machine: the session of steps 04 to 09 has done its work.
        new StartQuery().reset(context);
        new OpenSession().reset(context);
        Ingest.empty(context);
        SparkSubmit.Program program = context.programs().submitted();
        context.narrator()
                .say("spark-submit %s %s".formatted(context.master().typed(context.endpoints()), program.typed()));
        try (SubmittedJob job = SubmittedJob.start(context, program)) {
            await(job, "the first, empty batch", START_LIMIT, () -> last(job).isPresent());
            context.narrator().say("the job shows its first, empty batch");
            Ingest.sendUntil(job.onExit(), context);
            awaitTable(context, job);
        }
    }

    private static void awaitTable(TutorialContext context, SubmittedJob job) {
        long rows = context.rows();
        AtomicLong seen = new AtomicLong(-1);
        while (seen.get() < rows) {
            long before = seen.get();
            await(job, "trips beyond %,d in the table".formatted(before), STALL_LIMIT, () -> {
                seen.set(last(job).map(batch -> batch.table().trips()).orElse(0L));
                return seen.get() > before;
            });
            context.narrator().progress("%,d of %,d trips in the table".formatted(seen.get(), rows));
        }
    }

    private static Optional<ConsoleTable.Batch> last(SubmittedJob job) throws IOException {
        Path console = job.console();
        return Files.exists(console) ? ConsoleTable.last(console) : Optional.empty();
    }

    private static void await(
            SubmittedJob job, String what, Duration limit, java.util.concurrent.Callable<Boolean> condition) {
        try {
            Awaitility.await(what)
                    .atMost(limit)
                    .pollInterval(job.pause())
                    .failFast(() -> !job.isAlive())
                    .until(condition);
        } catch (ConditionTimeoutException | TerminalFailureException e) {
            String reason = job.isAlive()
                    ? "showed no sign of " + what + " for " + limit.toSeconds() + " s"
                    : "ended before " + what;
            throw LabException.checkFailed(
                    "The submitted job %s: %s. Its log: %s".formatted(reason, LogFile.lastError(job.log()), job.log()),
                    e);
        }
    }

    private static Path stdout(Lab lab) {
        return lab.job().console();
    }

    static boolean submitted(Lab lab) {
        return Files.exists(stdout(lab));
    }

    private static void requireSubmitted(Lab lab) {
        if (!submitted(lab)) {
            throw LabException.checkFailed("No job was submitted yet: lab step show 10-submit");
        }
    }

    /** The table that the submitted job printed last. */
    static HourlyTable lastTable(Lab lab) throws IOException {
        requireSubmitted(lab);
        return ConsoleTable.last(stdout(lab))
                .orElseThrow(
                        () -> LabException.checkFailed(
                                "The submitted job has printed no table. It may still start; if it has ended, its terminal says why, or of a job of lab step do: lab logs spark-submit (lab explain reads either)"))
                .table();
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        HourlyTable table = lastTable(context.lab());
        long records = context.topic(context.names().topic()).records();
        long rows = context.rows();
        if (records == 0) {
            throw LabException.checkFailed(
                    "%s is empty. While your job waits for trips, send them from a second lab shell: ./03-ingest.sh"
                            .formatted(context.names().topic()));
        }
        Claims claims = new Claims()
                .equal(
                        "records in " + context.names().topic(),
                        records,
                        rows,
                        "Begin again: end the job, empty the topic and submit (./10-submit.sh does both), and send the trips once.");
        if (table.trips() < rows) {
            throw LabException.checkFailed(
                    "The table has %,d of %,d trips: the job is still counting, or was ended too early. Check again; if it was ended, begin again with ./10-submit.sh"
                            .formatted(table.trips(), rows));
        }
        return AggregateTrips.equalsOracle(claims, table, context).held();
    }

    /** On the whole: the data, the topic with its records, and the job's code. */
    @Override
    public List<String> standsOn() {
        return List.of(
                "01-load-dataset",
                "02-create-topic",
                "03-ingest",
                "04-spark-session",
                "05-read-from-kafka",
                "06-parse",
                "07-join-zones",
                "08-aggregate",
                "09-start-query");
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        return Files.deleteIfExists(stdout(context.lab()));
    }
}
