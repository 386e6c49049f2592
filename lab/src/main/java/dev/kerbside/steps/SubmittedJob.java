package dev.kerbside.steps;

import dev.kerbside.JobFolder;
import dev.kerbside.config.SparkConfig;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.taxi.LocalPath;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A job of § 4 that spark-submit has started: the process here, and wherever else the job runs. */
final class SubmittedJob implements AutoCloseable {
    private static final long STOP_SECONDS = 30;

    private final TutorialContext context;
    private final Master master;
    private final JobFolder folder;
    private final String name = UUID.randomUUID().toString();
    private final ForkedJvm process;

    private SubmittedJob(TutorialContext context, SparkSubmit.Program program) throws IOException {
        this.context = context;
        this.master = context.master();
        this.folder = context.lab().job();
        Map<String, String> settings = new HashMap<>(master.settings());
        settings.put("checkpoints", checkpoints());
        if (master.isYarn()) {
            settings.put(SparkConfig.TAGS, YarnApplication.tags(context.endpoints(), name));
        } else {
            settings.putAll(SparkLogin.LOCAL_CHECKPOINTS);
        }
        this.process = ForkedJvm.start(SparkSubmit.command(
                context.endpoints(), program, settings, ForkedJvm.SHORT_LIVED, folder, folder.console(), false));
    }

    /** Starts it; its console is empty then. */
    static SubmittedJob start(TutorialContext context, SparkSubmit.Program program) throws IOException {
        Files.deleteIfExists(context.lab().job().console());
        return new SubmittedJob(context, program);
    }

    /** A second attempt of a driver may run on another machine than the first: on YARN they are in HDFS. */
    private String checkpoints() {
        return master.isYarn()
                ? context.endpoints().hdfs() + hdfsCheckpoints()
                : LocalPath.of(folder.checkpoints().resolve(name));
    }

    private Path hdfsCheckpoints() {
        return new Path(context.names().home() + "/checkpoints", name);
    }

    /** How often to look at what it has printed. */
    Duration pause() {
        return master == Master.YARN_CLUSTER ? Duration.ofSeconds(1) : Duration.ofMillis(200);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    CompletableFuture<ProcessHandle> onExit() {
        return process.handle().onExit();
    }

    /** What spark-submit says. */
    java.nio.file.Path log() {
        return folder.log();
    }

    /** What the job has printed by now. In cluster mode the driver prints elsewhere, and we fetch a copy. */
    java.nio.file.Path console() throws IOException {
        if (master == Master.YARN_CLUSTER) {
            Optional<InputStream> printed = printed();
            if (printed.isPresent()) {
                try (InputStream in = printed.get()) {
                    Files.copy(in, folder.console(), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return folder.console();
    }

    private Optional<InputStream> printed() throws IOException {
        Optional<YarnApplication> application = YarnApplication.tagged(context.endpoints(), name);
        return application.isPresent() && application.get().isRunning()
                ? application.get().console()
                : Optional.empty();
    }

    /** Ends it for good. */
    @Override
    public void close() throws IOException {
        if (master == Master.YARN_CLUSTER) {
            Optional<YarnApplication> application = YarnApplication.tagged(context.endpoints(), name);
            if (application.isPresent()) {
                application.get().kill();
            }
        }
        process.stop(STOP_SECONDS);
        if (master.isYarn()) {
            try (FileSystem hdfs = context.hdfs()) {
                hdfs.delete(hdfsCheckpoints(), true);
            }
        }
    }
}
