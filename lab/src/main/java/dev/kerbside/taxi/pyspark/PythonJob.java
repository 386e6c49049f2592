package dev.kerbside.taxi.pyspark;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.Foreign;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.TaxiDataProducer;
import dev.kerbside.taxi.job.TripQuestions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.Producer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/** A job in Python: the files of a folder, loaded anew whenever they have changed. */
public final class PythonJob implements Job {
    /** The module of § 2. */
    public static final String PRODUCER = "stream_taxi_data_kafka_producer";

    /** That of § 3. */
    public static final String JOB = "stream_taxi_data_spark";

    /** That of lessons 21 and 22. */
    public static final String QUESTIONS = "trip_questions";

    private final Attached python;

    /** The module of a class of the reference. */
    public static String module(Class<?> reference) {
        return Map.of(TaxiDataProducer.class, PRODUCER, NycTaxiStreaming.class, JOB, TripQuestions.class, QUESTIONS)
                .get(reference);
    }

    /** A method's name as Python spells it: {@code joinZones} is {@code join_zones}; a constant's stays. */
    public static String spelled(String member) {
        return member.equals(member.toUpperCase(Locale.ROOT))
                ? member
                : member.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private PythonJob(Attached python) {
        this.python = python;
    }

    /**
     * The job in a folder.
     *
     * @throws LabException if its file cannot be loaded, with line and message
     */
    public static PythonJob load(Attached python, Path folder) throws Exception {
        PythonJob job = new PythonJob(python);
        job.value("load", python.call("", "load", folder.toString(), List.of(JOB, QUESTIONS)));
        return job;
    }

    /** As a list, so that its errors come now. */
    @Override
    public Iterable<?> records(Path parquet) throws Exception {
        return this.<List<?>>required(PRODUCER, "records", parquet.toFile());
    }

    @Override
    public long send(Producer<byte[], byte[]> producer, String topic, Iterable<byte[]> records) throws Exception {
        List<byte[]> all = new ArrayList<>();
        records.forEach(all::add);
        Object sent = required(PRODUCER, "send", new LentProducer(producer), topic, all);
        if (sent instanceof Integer || sent instanceof Long) {
            return ((Number) sent).longValue();
        }
        throw LabException.checkFailed("send() returns %s, not a number. Return how many records were acknowledged."
                .formatted(sent instanceof Foreign other ? "a " + other.type() : sent));
    }

    @Override
    public SparkSession session() throws Exception {
        return required(JOB, "session");
    }

    @Override
    public Optional<Dataset<Row>> source(SparkSession spark, JobSettings settings) throws Exception {
        return optional(JOB, "source", spark, settings);
    }

    @Override
    public Dataset<Row> readFromKafka(SparkSession spark, JobSettings settings) throws Exception {
        return required(JOB, "read_from_kafka", spark, settings);
    }

    @Override
    public Optional<Object> schema() throws Exception {
        return optional(JOB, "SCHEMA");
    }

    @Override
    public Dataset<Row> parse(Dataset<Row> records) throws Exception {
        return required(JOB, "parse", records);
    }

    @Override
    public Optional<Dataset<Row>> parsed(Dataset<Row> records) throws Exception {
        return optional(JOB, "parsed", records);
    }

    @Override
    public Dataset<Row> joinZones(Dataset<Row> trips, Dataset<Row> zones) throws Exception {
        return required(JOB, "join_zones", trips, zones);
    }

    @Override
    public Dataset<Row> aggregate(Dataset<Row> trips) throws Exception {
        return required(JOB, "aggregate", trips);
    }

    @Override
    public StreamingQuery startQuery(Dataset<Row> table, JobSettings settings) throws Exception {
        return required(JOB, "start_query", table, settings);
    }

    @Override
    public Dataset<Row> sliding(Dataset<Row> trips) throws Exception {
        return required(QUESTIONS, "sliding", trips);
    }

    @Override
    public Dataset<Row> sessions(Dataset<Row> trips) throws Exception {
        return required(QUESTIONS, "sessions", trips);
    }

    @Override
    public Dataset<Row> bySql(Dataset<Row> trips) throws Exception {
        return required(QUESTIONS, "by_sql", trips);
    }

    private <T> T required(String module, String function, Object... arguments) throws Exception {
        return this.<T>optional(module, function, arguments)
                .orElseThrow(() -> LabException.checkFailed(
                        "%s.py has no function %s() with the exercise's parameters. Give it back the head that it had: lab step solution shows it."
                                .formatted(module, function)));
    }

    private <T> Optional<T> optional(String module, String function, Object... arguments) throws Exception {
        return value(function, python.call(module, function, arguments));
    }

    /** What came of a call, as attach.py says it. */
    @SuppressWarnings("unchecked")
    private <T> Optional<T> value(String function, List<Object> outcome) throws Exception {
        return switch ((String) outcome.get(0)) {
            case "lacking" -> Optional.empty();
            case "failed" -> throw PythonFailure.of(function, outcome.subList(1, outcome.size()));
            default -> Optional.of((T) Job.returned(function, outcome.get(1)));
        };
    }
}
