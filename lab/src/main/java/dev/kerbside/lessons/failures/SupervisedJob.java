package dev.kerbside.lessons.failures;

import dev.kerbside.JobFolder;
import dev.kerbside.Lab;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.steps.SparkSubmit;
import dev.kerbside.taxi.job.TripsToHdfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** {@link TripsToHdfs} as a process that is started again whenever it has ended, as a supervisor of services does it. */
final class SupervisedJob implements TendedJob {
    private static final long STOP_SECONDS = 30;

    private final ForkedJvm.Command command;
    private ForkedJvm process;
    private int starts;
    private boolean closing;

    /**
     * Starts it.
     *
     * @param name of its folder for temporary files, and of its log
     * @param settings of the job, as {@link SparkSubmit} takes them
     */
    SupervisedJob(Lab lab, String name, Map<String, String> settings) throws IOException {
        JobFolder folder = lab.job(name);
        Files.deleteIfExists(folder.log());
        this.command = SparkSubmit.command(
                lab.endpoints(),
                SparkSubmit.Program.of(TripsToHdfs.class),
                settings,
                ForkedJvm.SHORT_LIVED,
                folder,
                folder.log(),
                true);
        start();
    }

    private synchronized void start() {
        if (closing) {
            return;
        }
        try {
            process = ForkedJvm.start(command);
            starts++;
            process.handle().onExit().thenRun(this::start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized int starts() {
        return starts;
    }

    /** Returns when it is gone, and the next one starts. */
    @Override
    public void kill() {
        current().close();
    }

    @Override
    public void awaitMoment(Duration from) throws InterruptedException, ExecutionException {
        try {
            current().handle().onExit().get(from.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It lives until the moment, as it should.
        }
    }

    private synchronized ForkedJvm current() {
        return process;
    }

    /** Asks it to end, for good. */
    @Override
    public void close() {
        ForkedJvm last;
        synchronized (this) {
            closing = true;
            last = process;
        }
        last.stop(STOP_SECONDS);
    }
}
