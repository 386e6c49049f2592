package dev.kerbside.steps;

import java.util.concurrent.CompletableFuture;

/** The tutorial's two programs in one language, as § 4 runs them: the producer of § 2, and the job of § 3. */
public interface Programs {
    /** Those that need nothing but this JVM. */
    Programs JAVA = new JavaPrograms();

    /**
     * Sends the rows of the trip file in HDFS to a topic, which must be there, whatever is in it already.
     *
     * @param end when it comes, nothing more is sent: whoever waits for the rows is gone
     */
    void produce(TutorialContext context, String topic, CompletableFuture<?> end) throws Exception;

    /** The job as spark-submit takes it. */
    SparkSubmit.Program submitted();
}
