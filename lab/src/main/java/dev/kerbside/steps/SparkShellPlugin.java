package dev.kerbside.steps;

import java.util.Map;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.api.plugin.SparkPlugin;

/**
 * Plugin of Spark's shell. Its tasks load classes over an encrypted connection from the driver. The library that encrypts
 * keeps the class loader of the thread that uses it first. If that is a task's, the server's end waits for a lock that the
 * task holds until the server answers. Two minutes go by (3 of 18 starts, with Spark 3.5.7). Here the
 * library is used before there is a task.
 */
public final class SparkShellPlugin implements SparkPlugin {
    private static final String KEEPER = "org.apache.commons.crypto.utils.ReflectionUtils";

    @Override
    public DriverPlugin driverPlugin() {
        return new DriverPlugin() {
            @Override
            public Map<String, String> init(SparkContext spark, PluginContext plugin) {
                load();
                return Map.of();
            }
        };
    }

    private static void load() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader ours = SparkContext.class.getClassLoader();
        thread.setContextClassLoader(ours);
        try {
            Class.forName(KEEPER, true, ours);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Override
    public ExecutorPlugin executorPlugin() {
        return null;
    }
}
