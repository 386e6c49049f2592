package dev.kerbside.testkit;

import dev.kerbside.taxi.job.Job;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The job's own Spark session, on one core of this JVM: a new one for each test that registers this extension. */
public final class LocalSpark implements BeforeEachCallback, AfterEachCallback {
    private static final Map<String, String> SETTINGS = Map.of("spark.master", "local[1]", "spark.ui.enabled", "false");

    private SparkSession session;

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
