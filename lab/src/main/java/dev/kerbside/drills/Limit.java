package dev.kerbside.drills;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.Job;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.SparkSession;

/** What a drill may take: a person's code may have no end, in itself or in Spark's tasks. */
record Limit(Duration most) {
    /** Many times what a drill takes on a slow machine. */
    static final Limit OF_DRILLS = new Limit(Duration.ofMinutes(3));

    /**
     * Does the work, in a thread of its own.
     *
     * @throws LabException if it takes longer, with the line of the person's; Spark is then ended, and with it its tasks
     */
    void keep(Callable<Void> work) throws Exception {
        FutureTask<Void> task = new FutureTask<>(work);
        Thread worker = new Thread(task, "drill");
        worker.setDaemon(true);
        worker.start();
        try {
            task.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            String place = place();
            SparkSession.getDefaultSession().foreach(spark -> {
                spark.stop();
                return null;
            });
            throw Verdict.wrong(
                    "The code has not come to an end after %d s%s".formatted(most.toSeconds(), place),
                    "Is there a loop without an end, or does it wait for something?");
        }
    }

    /** The line where the code is now: in a task, or in a thread of the drill. */
    private static String place() {
        return Thread.getAllStackTraces().values().stream()
                .flatMap(Arrays::stream)
                .filter(frame -> Job.LOADER.equals(frame.getClassLoaderName()))
                .findFirst()
                .map(frame -> ", at %s:%d".formatted(frame.getFileName(), frame.getLineNumber()))
                .orElse("");
    }
}
