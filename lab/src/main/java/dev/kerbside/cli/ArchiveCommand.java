package dev.kerbside.cli;

import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.process.Build;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.LogFile;
import dev.kerbside.process.RecordedClasses;
import dev.kerbside.process.SharedClasses;
import dev.kerbside.steps.Step;
import dev.kerbside.steps.StepResult;
import dev.kerbside.steps.Tutorial;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.steps.TutorialRun;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The last part of the build: starts a lab, uses it as the tutorial does, and archives the classes that its JVMs have
 * loaded ({@link RecordedClasses}). Nothing is done while the archives are good; a failure fails no build.
 */
@Command(name = "archive", description = "Record class archives, which shorten every start.", hidden = true)
final class ArchiveCommand implements Callable<Integer> {
    private static final long ROWS = 1_000;
    private static final long SEED = 7;

    /** Steps that between them use every client: Kerberos, HDFS, Kafka, and Spark with all that the job does. */
    private static final Set<String> STEPS = Set.of(
            "00-authenticate",
            "01-load-dataset",
            "02-create-topic",
            "03-ingest",
            "04-spark-session",
            "08-aggregate",
            "09-start-query");

    @Option(names = "--record", description = "In the JVM that is recorded itself.")
    private boolean record;

    @Override
    public Integer call() throws Exception {
        if (record) {
            record();
        } else if (!SharedClasses.upToDate()) {
            renew();
        }
        return 0;
    }

    private static void renew() throws IOException {
        Path folder = RecordedClasses.renew();
        Path log = folder.resolve("record.log");
        try (ForkedJvm recorded = ForkedJvm.start(new ForkedJvm.Command(
                Main.class.getName(),
                List.of("archive", "--record"),
                Stream.concat(ForkedJvm.SHORT_LIVED.stream(), Stream.of(RecordedClasses.RECORD, "-Xmx1g"))
                        .toList(),
                folder,
                Build.classPath(),
                List.of(),
                log,
                log,
                false,
                Map.of()))) {
            recorded.handle().onExit().join();
            SharedClasses.complete();
            if (recorded.exitValue() == 0) {
                return;
            }
        }
        for (String kind : SharedClasses.KINDS) {
            Files.deleteIfExists(SharedClasses.archive(kind));
        }
        System.err.printf(
                "No class archives were made (%s): the lab starts without them, slower. The whole log: %s%n",
                LogFile.lastError(log), log);
    }

    private static void record() throws Exception {
        Path scratch = Files.createDirectories(SharedClasses.folder().resolve("scratch"));
        Path trips = scratch.resolve("green_tripdata_synthetic.parquet");
        SyntheticMonth.write(trips, ROWS, SEED);
        LabConfig config = LabConfig.in(scratch.resolve("lab")).build();
        try (Terminal terminal = new Terminal();
                Lab lab = Lab.start(config, terminal)) {
            TutorialRun run = new TutorialRun(new TutorialContext(lab, () -> trips, 0, terminal, Job.REFERENCE));
            for (Step step : Tutorial.STEPS) {
                if (STEPS.contains(step.id()) && run.perform(step).outcome() != StepResult.Outcome.PASSED) {
                    throw LabException.checkFailed("%s: %s".formatted(step.id(), run.failure()));
                }
            }
            Map<String, Long> nodes = new LinkedHashMap<>();
            lab.nodes().forEach(node -> nodes.put(node.name(), node.pid()));
            RecordedClasses.end(nodes);
        } finally {
            FileUtils.deleteDirectory(scratch.toFile());
        }
    }
}
