package dev.kerbside.testkit;

import dev.kerbside.steps.SparkLogin;
import dev.kerbside.taxi.job.Job;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The job's own Spark session, on one core of this JVM: a new one for each test that registers this extension. */
public final class LocalSpark implements BeforeEachCallback, AfterEachCallback {
    private static final Map<String, String> SETTINGS = settings();

    private SparkSession session;

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(SparkLogin.LOCAL_CHECKPOINTS);
        settings.put("spark.master", "local[1]");
        settings.put("spark.ui.enabled", "false");
        return Map.copyOf(settings);
    }

    /** From here on, sessions of this JVM are such ones. */
    public static void configure() {
        SETTINGS.forEach(System::setProperty);
    }

    /** Takes {@link #configure} back. */
    public static void reset() {
        SETTINGS.keySet().forEach(System::clearProperty);
    }

    public SparkSession session() {
        return session;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws Exception {
        configure();
        session = Job.REFERENCE.session();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        session.stop();
        reset();
    }
}
