package dev.kerbside.trainee.javacode;

import dev.kerbside.steps.SparkLogin;
import dev.kerbside.taxi.job.Job;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;

/**
 * The class loader of a compiled job, where Spark looks for it too: what it serialises, such as a lambda, it looks up by
 * name. It asks the context loader of the thread, and in tasks that of the thread that started Spark.
 */
final class JobLoader {
    private JobLoader() {}

    /**
     * Loads from this folder from now on, in this thread and the ones that it starts. A Spark that runs has the classes
     * of before, so it is ended; the next session starts one that has these.
     */
    static ClassLoader open(Path classes) throws IOException {
        try {
            SparkLogin.end();
        } catch (TimeoutException e) {
            throw new IOException("a streaming query did not end", e);
        }
        // Not closed: Spark's threads may load more of it for as long as a query runs.
        ClassLoader loader =
                new URLClassLoader(Job.LOADER, new URL[] {classes.toUri().toURL()}, JobLoader.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        return loader;
    }
}
