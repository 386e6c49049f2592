package dev.kerbside.drills;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.Job;
import org.apache.spark.sql.SparkSession;

/** Judges one method of a job on a few hand-made records, in the tutorial's terms. Needs no server, and takes seconds. */
@FunctionalInterface
public interface Drill {
    /**
     * Judges it. What a drill says in the words of Java is said in those of the job's language.
     *
     * @param spark a session as § 3.1 has it
     * @param claims takes what holds
     * @throws LabException at the first claim that does not hold, with what was found, what was expected and where to look
     */
    default void judge(Job job, SparkSession spark, Claims claims) throws Exception {
        try {
            Limit.OF_DRILLS.keep(() -> {
                examine(job, spark, claims);
                return null;
            });
        } catch (LabException e) {
            throw e.inWords(job.wording().said(e.getMessage()));
        }
    }

    /** The same, told in the words of Java. */
    void examine(Job job, SparkSession spark, Claims claims) throws Exception;
}
