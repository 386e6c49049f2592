package dev.kerbside.taxi.pyspark;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.taxi.job.NycTaxiStreaming;
import dev.kerbside.taxi.job.PythonError;
import dev.kerbside.taxi.job.TaxiDataProducer;
import dev.kerbside.taxi.job.TripQuestions;
import dev.kerbside.taxi.job.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    private static final Map<String, String> PARAMETERS = Map.ofEntries(
            Map.entry("records", "(file)"),
            Map.entry("send", "(producer, topic, records)"),
            Map.entry("session", "()"),
            Map.entry("read_from_kafka", "(spark, settings)"),
            Map.entry("parse", "(records)"),
            Map.entry("join_zones", "(trips, zones)"),
            Map.entry("aggregate", "(trips)"),
            Map.entry("start_query", "(table, settings)"),
            Map.entry("sliding", "(trips)"),
            Map.entry("sessions", "(trips)"),
            Map.entry("by_sql", "(trips)"));

    private static final Map<Class<?>, String> EXPECTED =
            Map.of(Dataset.class, "DataFrame", Number.class, "number", List.class, "generator of bytes");

    private final Attached python;

    /** The module of a class of the reference. */
    public static String module(Class<?> reference) {
        return Map.of(TaxiDataProducer.class, PRODUCER, NycTaxiStreaming.class, JOB, TripQuestions.class, QUESTIONS)
                .get(reference);
    }

    /** A method's name as Python spells it: {@code joinZones} is {@code join_zones}; a constant's stays. */
    public static String spelled(String member) {
        return member.equals(member.toUpperCase(Locale.ROOT)) ? member : Wording.snakeCase(member);
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
        job.optional(Boolean.class, JOB, "", folder.toString());
        return job;
    }

    /** As a list, so that its errors come now. */
    @Override
    public Iterable<?> records(Path parquet) throws Exception {
        return required(List.class, PRODUCER, "records", parquet.toFile());
    }

    @Override
    public long send(Producer<byte[], byte[]> producer, String topic, Iterable<byte[]> records) throws Exception {
        List<byte[]> all = new ArrayList<>();
        records.forEach(all::add);
        return required(Number.class, PRODUCER, "send", new LentProducer(producer), topic, all)
                .longValue();
    }

    @Override
    public Wording wording() {
        return Wording.PYTHON;
    }

    @Override
    public SparkSession session() throws Exception {
        return required(SparkSession.class, JOB, "session");
    }

    @Override
    public Optional<Dataset<Row>> source(SparkSession spark, JobSettings settings) throws Exception {
        return table(JOB, "source", spark, settings);
    }

    @Override
    public Dataset<Row> readFromKafka(SparkSession spark, JobSettings settings) throws Exception {
        return requiredTable(JOB, "read_from_kafka", spark, settings);
    }

    @Override
    public Optional<Object> schema() throws Exception {
        return optional(Object.class, JOB, "SCHEMA");
    }

    @Override
    public Dataset<Row> parse(Dataset<Row> records) throws Exception {
        return requiredTable(JOB, "parse", records);
    }

    @Override
    public Optional<Dataset<Row>> parsed(Dataset<Row> records) throws Exception {
        return table(JOB, "parsed", records);
    }

    @Override
    public Dataset<Row> joinZones(Dataset<Row> trips, Dataset<Row> zones) throws Exception {
        return requiredTable(JOB, "join_zones", trips, zones);
    }

    @Override
    public Dataset<Row> aggregate(Dataset<Row> trips) throws Exception {
        return requiredTable(JOB, "aggregate", trips);
    }

    @Override
    public StreamingQuery startQuery(Dataset<Row> table, JobSettings settings) throws Exception {
        return required(StreamingQuery.class, JOB, "start_query", table, settings);
    }

    @Override
    public Dataset<Row> sliding(Dataset<Row> trips) throws Exception {
        return requiredTable(QUESTIONS, "sliding", trips);
    }

    @Override
    public Dataset<Row> sessions(Dataset<Row> trips) throws Exception {
        return requiredTable(QUESTIONS, "sessions", trips);
    }

    @Override
    public Dataset<Row> bySql(Dataset<Row> trips) throws Exception {
        return requiredTable(QUESTIONS, "by_sql", trips);
    }

    private Dataset<Row> requiredTable(String module, String function, Object... arguments) throws Exception {
        return present(table(module, function, arguments), module, function);
    }

    private <T> T required(Class<T> type, String module, String function, Object... arguments) throws Exception {
        return present(optional(type, module, function, arguments), module, function);
    }

    private static <T> T present(Optional<T> value, String module, String function) {
        return value.orElseThrow(() -> LabException.checkFailed(
                "%s.py has no function %s() with the exercise's parameters. Give it back the head that it had: def %s%s; lab step solution shows it whole."
                        .formatted(module, function, function, PARAMETERS.get(function))));
    }

    @SuppressWarnings("unchecked")
    private Optional<Dataset<Row>> table(String module, String function, Object... arguments) throws Exception {
        return optional(Dataset.class, module, function, arguments).map(table -> (Dataset<Row>) table);
    }

    /** What came of a call, as attach.py says it. */
    private <T> Optional<T> optional(Class<T> type, String module, String function, Object... arguments)
            throws Exception {
        List<Object> outcome = python.call(module, function, arguments);
        return switch ((String) outcome.get(0)) {
            case "lacking" -> Optional.empty();
            case "failed" -> throw failed(function, outcome);
            default -> Optional.of(returned(type, function, outcome.get(1), (String) outcome.get(2)));
        };
    }

    /**
     * What a call failed of. Where Java has thrown it, Java's own is thrown on, with the line in Python before its stack
     * trace.
     *
     * @param told kind and message; file and number of the line, 0 if it is none of the person's; the line; what Java
     *     threw, or null
     */
    private static Exception failed(String function, List<Object> told) {
        String words = "%s: %s".formatted(told.get(1), told.get(2));
        String file = (String) told.get(3);
        int line = ((Number) told.get(4)).intValue();
        if (function.isEmpty()) {
            return LabException.checkFailed(
                    line == 0
                            ? "The job cannot be loaded: %s".formatted(words)
                            : "%s cannot be loaded.%n    line %d: %s%n      %s"
                                    .formatted(file, line, words, told.get(5)));
        }
        StackTraceElement[] place = line == 0
                ? new StackTraceElement[0]
                : new StackTraceElement[] {PythonError.place(file, line, function)};
        if (told.get(6) instanceof Exception java) {
            java.setStackTrace(
                    Stream.of(place, java.getStackTrace()).flatMap(Stream::of).toArray(StackTraceElement[]::new));
            return java;
        }
        return new PythonError(words, place);
    }

    private static <T> T returned(Class<T> type, String function, Object value, String found) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (type == Object.class) {
            throw LabException.checkFailed("%s is a %s, expected text or a StructType. Write it as the exercise had it."
                    .formatted(function, found));
        }
        throw LabException.checkFailed("%s() returns %s, expected a %s. %s"
                .formatted(
                        function,
                        found.equals("NoneType") ? "None" : "a " + found,
                        EXPECTED.getOrDefault(type, type.getSimpleName()),
                        switch (found) {
                            case "NoneType" ->
                                type == Dataset.class
                                        ? "Is a return missing, or show() its last call?"
                                        : "Is a return missing?";
                            case "method", "function" -> "Call it: the parentheses after its name are missing.";
                            default -> "Return what its docstring says.";
                        }));
    }
}
