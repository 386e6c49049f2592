package dev.kerbside.taxi.job;

import dev.kerbside.LabException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * A job of the tutorial's shape, the reference or a trainee's: the methods of {@link NycTaxiStreaming}, one a section of
 * § 3, those of {@link TaxiDataProducer} for § 2, and those of {@link TripQuestions}. Whoever wrote it, and in which language, its caller does not see. What a method
 * throws is thrown as it is; a method that returns an {@link Optional} may be lacking.
 */
public interface Job {
    /** Name of the class loader of a job that a person wrote; stack traces carry it. */
    String LOADER = "workspace";

    /** The job that {@code lab run} performs. */
    Job REFERENCE = new ReferenceJob();

    /** How one speaks of it. */
    default Wording wording() {
        return Wording.JAVA;
    }

    /**
     * § 2: each row of a file as one JSON record, in the file's order.
     *
     * @param parquet on this machine
     * @return the bytes of each; of whatever else somebody's code gives there, a {@link Foreign} or the thing itself
     */
    Iterable<?> records(Path parquet) throws Exception;

    /**
     * § 2: sends each record, to all partitions of the topic, and waits until every one is acknowledged. It throws if one
     * is refused.
     *
     * @return how many were acknowledged
     */
    long send(Producer<byte[], byte[]> producer, String topic, Iterable<byte[]> records) throws Exception;

    /** § 3.1. */
    SparkSession session() throws Exception;

    /** § 3.2: the topic with all of Kafka's columns. */
    Optional<Dataset<Row>> source(SparkSession spark, JobSettings settings) throws Exception;

    /** § 3.2: the topic as a stream of one column, {@code value}, as text. */
    Dataset<Row> readFromKafka(SparkSession spark, JobSettings settings) throws Exception;

    /** § 3.3: what a record must look like: a StructType, or its text. The constant {@code SCHEMA} of the job. */
    Optional<Object> schema() throws Exception;

    /** § 3.3. @param records one column, {@code value}, as text */
    Dataset<Row> parse(Dataset<Row> records) throws Exception;

    /** § 3.3: every record, good or bad. */
    Optional<Dataset<Row>> parsed(Dataset<Row> records) throws Exception;

    /** § 3.4. */
    Dataset<Row> joinZones(Dataset<Row> trips, Dataset<Row> zones) throws Exception;

    /** § 3.5. */
    Dataset<Row> aggregate(Dataset<Row> trips) throws Exception;

    /** § 3.6. */
    StreamingQuery startQuery(Dataset<Row> table, JobSettings settings) throws Exception;

    /** Lesson 21: overlapping windows. @param trips as {@link #parse} returns them */
    Dataset<Row> sliding(Dataset<Row> trips) throws Exception;

    /** Lesson 21: sessions. */
    Dataset<Row> sessions(Dataset<Row> trips) throws Exception;

    /** Lesson 22: the question in SQL. */
    Dataset<Row> bySql(Dataset<Row> trips) throws Exception;

    /**
     * What a method of a person's job has returned.
     *
     * @throws LabException if that is nothing
     */
    static <T> T returned(String method, T value) {
        if (value == null) {
            throw LabException.checkFailed("%s() returns null. Return what its comment says.".formatted(method));
        }
        return value;
    }
}
