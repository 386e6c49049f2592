package dev.kerbside.drills;

import dev.kerbside.taxi.job.Job;
import org.apache.spark.sql.SparkSession;

/** Judges one method of a job on a few hand-made records, in the tutorial's terms. Needs no server, and takes seconds. */
@FunctionalInterface
public interface Drill {
    /**
     * @param spark a session as § 3.1 has it
     * @param claims takes what holds; the first claim that does not hold ends the drill with what was found, what was
     *     expected and where to look
     */
    void judge(Job job, SparkSession spark, Claims claims) throws Exception;
}
