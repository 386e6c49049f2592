package dev.kerbside.taxi.job;

import dev.kerbside.LabException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;

/**
 * A job of the tutorial's shape, the reference or a trainee's: a class with the public static methods of
 * {@link NycTaxiStreaming}, one a section of § 3, and one with those of {@link TripQuestions}. What a method throws is
 * thrown as it is.
 *
 * @param type the job's class
 * @param questions that of the second chapter's questions
 */
public record Job(Class<?> type, Class<?> questions) {
    /** Name of the class loader of a job that a person wrote; stack traces carry it. */
    public static final String LOADER = "workspace";

    /** The job that {@code lab run} performs. */
    public static final Job REFERENCE = new Job(NycTaxiStreaming.class, TripQuestions.class);

    /** § 3.1. */
    public SparkSession session() throws Exception {
        return (SparkSession) call("session");
    }

    /** § 3.2: the topic as a stream of one column, {@code value}, as text. */
    public Dataset<Row> readFromKafka(SparkSession spark, JobSettings settings) throws Exception {
        return rows(call("readFromKafka", of(SparkSession.class, spark), of(JobSettings.class, settings)));
    }

    /** § 3.2: the topic with all of Kafka's columns; nothing if the job has no method of its own for it. */
    public Optional<Dataset<Row>> source(SparkSession spark, JobSettings settings) throws Exception {
        return optional("source", of(SparkSession.class, spark), of(JobSettings.class, settings));
    }

    /** § 3.3. @param records one column, {@code value}, as text */
    public Dataset<Row> parse(Dataset<Row> records) throws Exception {
        return rows(call("parse", of(Dataset.class, records)));
    }

    /** § 3.3: every record, good or bad; nothing if the job has no method of its own for it. */
    public Optional<Dataset<Row>> parsed(Dataset<Row> records) throws Exception {
        return optional("parsed", of(Dataset.class, records));
    }

    /** § 3.4. */
    public Dataset<Row> joinZones(Dataset<Row> trips, Dataset<Row> zones) throws Exception {
        return rows(call("joinZones", of(Dataset.class, trips), of(Dataset.class, zones)));
    }

    /** § 3.5. */
    public Dataset<Row> aggregate(Dataset<Row> trips) throws Exception {
        return rows(call("aggregate", of(Dataset.class, trips)));
    }

    /** § 3.6. */
    public StreamingQuery startQuery(Dataset<Row> table, JobSettings settings) throws Exception {
        return (StreamingQuery) call("startQuery", of(Dataset.class, table), of(JobSettings.class, settings));
    }

    /** Lesson 21: overlapping windows. @param trips as {@link #parse} returns them */
    public Dataset<Row> sliding(Dataset<Row> trips) throws Exception {
        return rows(ask("sliding", of(Dataset.class, trips)));
    }

    /** Lesson 21: sessions. */
    public Dataset<Row> sessions(Dataset<Row> trips) throws Exception {
        return rows(ask("sessions", of(Dataset.class, trips)));
    }

    /** Lesson 22: the question in SQL. */
    public Dataset<Row> bySql(Dataset<Row> trips) throws Exception {
        return rows(ask("bySql", of(Dataset.class, trips)));
    }

    private record Argument(Class<?> type, Object value) {}

    private static Argument of(Class<?> type, Object value) {
        return new Argument(type, value);
    }

    @SuppressWarnings("unchecked")
    private static Dataset<Row> rows(Object result) {
        return (Dataset<Row>) result;
    }

    private Optional<Dataset<Row>> optional(String name, Argument... arguments) throws Exception {
        return method(type, NycTaxiStreaming.class, name, arguments).isEmpty()
                ? Optional.empty()
                : Optional.of(rows(call(name, arguments)));
    }

    private Object call(String name, Argument... arguments) throws Exception {
        return call(type, NycTaxiStreaming.class, name, arguments);
    }

    private Object ask(String name, Argument... arguments) throws Exception {
        return call(questions, TripQuestions.class, name, arguments);
    }

    private static Object call(Class<?> owner, Class<?> reference, String name, Argument... arguments)
            throws Exception {
        try {
            Object result = method(owner, reference, name, arguments)
                    .orElseThrow(() -> none(owner, name, arguments))
                    .invoke(null, Arrays.stream(arguments).map(Argument::value).toArray());
            if (result == null) {
                throw LabException.checkFailed("%s() returns null. Return what its comment says.".formatted(name));
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** A static method of the class, or of one that it extends; it need not be public. */
    private static Optional<Method> method(Class<?> owner, Class<?> reference, String name, Argument... arguments)
            throws NoSuchMethodException {
        Class<?>[] types = types(arguments);
        Class<?> wanted = reference.getMethod(name, types).getReturnType();
        for (Class<?> home = owner; home != null; home = home.getSuperclass()) {
            for (Method method : home.getDeclaredMethods()) {
                if (method.getName().equals(name)
                        && Arrays.equals(method.getParameterTypes(), types)
                        && Modifier.isStatic(method.getModifiers())
                        && wanted.isAssignableFrom(method.getReturnType())) {
                    method.setAccessible(true);
                    return Optional.of(method);
                }
            }
        }
        return Optional.empty();
    }

    private static Class<?>[] types(Argument... arguments) {
        return Arrays.stream(arguments).map(Argument::type).toArray(Class<?>[]::new);
    }

    private static LabException none(Class<?> owner, String name, Argument... arguments) {
        return LabException.checkFailed(
                "%s has no method 'public static … %s(%s)' with the exercise's types. Give it back the head that it had: lab step solution shows it."
                        .formatted(
                                owner.getSimpleName(),
                                name,
                                Arrays.stream(types(arguments))
                                        .map(Class::getSimpleName)
                                        .collect(Collectors.joining(", "))));
    }
}
