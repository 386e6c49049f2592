package dev.kerbside.lessons.security;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.JobSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A streaming job that reads {@link Numbers} with a Kafka login of its own; it may be restarted. */
final class NumberStream implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final SparkSession spark;
    private final Numbers numbers;
    private final Map<String, String> login;
    private final Sink sink;
    private final JobSettings settings;
    /** By the number of the batch: one that was not committed is read again, and replaces itself. */
    private final Map<Long, List<Long>> batches = new ConcurrentHashMap<>();

    private StreamingQuery query;

    /** Where each batch goes. */
    interface Sink {
        void write(Dataset<Long> batch, long id);
    }

    /** @param login options of Kafka's client besides, for the reader */
    NumberStream(SparkSession spark, Numbers numbers, Map<String, String> login, Sink sink) throws Exception {
        this.spark = spark;
        this.numbers = numbers;
        this.login =
                login.entrySet().stream().collect(Collectors.toMap(e -> "kafka." + e.getKey(), Map.Entry::getValue));
        this.sink = sink;
        this.settings = JobSettings.of(spark).reading(numbers.topic(), "earliest");
    }

    /** Reads only. */
    NumberStream(SparkSession spark, Numbers numbers, Map<String, String> login) throws Exception {
        this(spark, numbers, login, (batch, id) -> {});
    }

    /** Starts the query where it ended, or at the beginning. */
    void start() throws Exception {
        query = spark.readStream()
                .format("kafka")
                .options(settings.kafka())
                .options(login)
                .option("subscribe", numbers.topic())
                .option("startingOffsets", "earliest")
                .load()
                .selectExpr("CAST(CAST(value AS STRING) AS LONG)")
                .as(Encoders.LONG())
                .writeStream()
                .option("checkpointLocation", settings.checkpoint("numbers"))
                .foreachBatch((batch, id) -> {
                    sink.write(batch, id);
                    batches.put(id, batch.collectAsList());
                })
                .start();
    }

    /** Waits until the query has read all that was sent. Tells how many that is, or says why not. */
    String awaitAll() {
        try {
            Awaitility.await("the stream has read %,d numbers".formatted(numbers.sent()))
                    .atMost(LIMIT)
                    .until(() -> read().size() >= numbers.sent() || !query.isActive());
        } catch (ConditionTimeoutException e) {
            throw LabException.checkFailed(
                    "The stream read %,d of %,d numbers within %d s. Are all nodes up? lab status"
                            .formatted(read().size(), numbers.sent(), LIMIT.toSeconds()),
                    e);
        }
        return query.isActive() ? KafkaProbe.SERVED : failure();
    }

    /** Waits for the query's failure, and tells its innermost words. */
    String awaitFailure() {
        try {
            Awaitility.await("the stream fails").atMost(LIMIT).until(() -> !query.isActive());
        } catch (ConditionTimeoutException e) {
            throw LabException.checkFailed(
                    "The stream was to be refused, and it still reads %s after %d s. Has its user another right to it?"
                            .formatted(numbers.topic(), LIMIT.toSeconds()),
                    e);
        }
        return failure();
    }

    private String failure() {
        return query.exception().isEmpty()
                ? "stopped"
                : KafkaProbe.words(query.exception().get());
    }

    private List<Long> read() {
        return batches.values().stream().flatMap(List::stream).toList();
    }

    /** The numbers that were not read exactly once, of those that were sent. */
    List<Long> wrong() {
        return wrong(read(), numbers.sent());
    }

    /** Of 0 to {@code sent} - 1, and of what is there besides, those that are not there exactly once. */
    static List<Long> wrong(List<Long> found, long sent) {
        Map<Long, Long> times = found.stream().collect(Collectors.groupingBy(n -> n, Collectors.counting()));
        LongStream.range(0, sent).forEach(n -> times.putIfAbsent(n, 0L));
        return times.entrySet().stream()
                .filter(e -> e.getValue() != (e.getKey() < sent ? 1 : 0))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Ends the query, and keeps its progress. */
    void stop() throws Exception {
        if (query != null) {
            query.stop();
        }
    }

    @Override
    public void close() throws Exception {
        stop();
    }
}
