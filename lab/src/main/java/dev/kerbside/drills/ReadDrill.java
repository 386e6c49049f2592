package dev.kerbside.drills;

import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.JobSettings;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.streaming.StreamingRelationV2;
import org.apache.spark.sql.streaming.OutputMode;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;

/**
 * Step 05: what the stream would connect to and with which options, read from its plan, and what it makes of hand-made
 * records in place of Kafka's; nothing connects.
 */
public final class ReadDrill implements Drill {
    private static final Map<String, String> KAFKA = Map.of(
            "kafka.bootstrap.servers", "hand-made:9094",
            "kafka.security.protocol", "SASL_SSL",
            "kafka.sasl.mechanism", "GSSAPI",
            "kafka.sasl.kerberos.service.name", "hand-made-kafka",
            "kafka.ssl.truststore.location", "hand-made.p12",
            "maxOffsetsPerTrigger", "1234",
            "groupIdPrefix", "hand-made-group");

    /** Other values, and what only some labs set: too long for an INT, and in capitals. */
    private static final Map<String, String> OTHER_KAFKA = Map.ofEntries(
            Map.entry("kafka.bootstrap.servers", "other:9095,Another:9096"),
            Map.entry("kafka.security.protocol", "SASL_PLAINTEXT"),
            Map.entry("kafka.sasl.mechanism", "SCRAM-SHA-512"),
            Map.entry("kafka.sasl.kerberos.service.name", "Other-Kafka"),
            Map.entry("kafka.sasl.jaas.config", "hand-made required;"),
            Map.entry("kafka.ssl.truststore.location", "/other place/trust.jks"),
            Map.entry("kafka.ssl.truststore.type", "JKS"),
            Map.entry("kafka.max.poll.records", "7"),
            Map.entry("kafka.max.partition.fetch.bytes", "4096"),
            Map.entry("kafka.fetch.max.wait.ms", "77"),
            Map.entry("maxOffsetsPerTrigger", "9000000000"),
            Map.entry("minPartitions", "5"),
            Map.entry("groupIdPrefix", "Other-Group"));

    private static final List<String> KAFKA_COLUMNS =
            List.of("key", "value", "topic", "partition", "offset", "timestamp", "timestampType");

    @Override
    public void examine(Job job, SparkSession spark, Claims claims) {
        SparkSession own = Frames.session(spark);
        // Two of each setting: what is written into the code shows in one of them.
        judge(job, own, settings(KAFKA, "hand-made-1", "earliest"));
        judge(job, own, settings(OTHER_KAFKA, "Hand.made_2", "latest"));
        claims.held(
                "topic, offsets and the " + OTHER_KAFKA.size() + " options of Kafka are those of hand-made settings");
        claims.held(KafkaRecords.count() + " hand-made records came out as they are, each one");
    }

    private static JobSettings settings(Map<String, String> kafka, String topic, String offsets) {
        return new JobSettings(kafka, topic, offsets, "", 20, "file:///");
    }

    private static void judge(Job job, SparkSession spark, JobSettings settings) {
        Dataset<Row> stream = read(job, spark, settings);
        LogicalPlan plan = stream.queryExecution().analyzed();
        Verdict.require(
                stream.isStreaming(),
                "The DataFrame is static: it would be read once, and end",
                "A topic grows: look at how source() begins.");
        StreamingRelationV2 source = source(plan);
        if (source == null || source.sourceName().equals("rate")) {
            throw Verdict.unsolved(
                    "source()", "it reads Spark's test source, not Kafka", "TODO 05-a: format(\"kafka\").");
        }
        Verdict.require(
                // The short name, in any case, or the provider's class.
                source.sourceName().matches("(?i)kafka|org\\.apache\\.spark\\.sql\\.kafka010\\.KafkaSourceProvider"),
                "The stream's format is " + source.sourceName() + ", expected kafka",
                "Look at format() in source().");
        SourceOptions.of(source, settings).judge();
        columnsOfKafka(job, spark, settings);
        columns(stream);
        StreamPlan.of(stream).keepsEveryRow("readFromKafka()");
        StreamPlan.of(stream).runs("readFromKafka()", OutputMode.Append());
        new KafkaRecords(settings.topic()).judge(stream);
    }

    private static Dataset<Row> read(Job job, SparkSession spark, JobSettings settings) {
        return Verdict.attempt("readFromKafka()", () -> {
            try {
                return job.readFromKafka(spark, settings);
            } catch (IllegalArgumentException e) {
                // The words of Spark's Kafka source.
                String line = String.valueOf(e.getMessage());
                Verdict.require(
                        !line.contains("bootstrap.servers"),
                        "source() does not tell Spark where Kafka is: " + line.replaceAll("\\.$", ""),
                        "The options of settings.kafka() are missing.");
                Verdict.require(
                        !line.contains("subscribe"),
                        "source() names no topic: " + line.lines().findFirst().orElse(""),
                        "The option subscribe takes the topic's name; it is in the settings.");
                throw e;
            }
        });
    }

    /** Nobody else uses what a job has in place of source(). */
    private static void columnsOfKafka(Job job, SparkSession spark, JobSettings settings) {
        Verdict.attempt("source()", () -> job.source(spark, settings)).ifPresent(source -> {
            List<String> found = List.of(source.columns());
            Verdict.require(
                    found.containsAll(KAFKA_COLUMNS),
                    "source() returns the columns %s, but Kafka's source has %s"
                            .formatted(String.join(", ", found), String.join(", ", KAFKA_COLUMNS)),
                    "Leave out nothing there: whoever keeps dead letters needs partition and offset.");
        });
    }

    private static StreamingRelationV2 source(LogicalPlan plan) {
        return JavaConverters.seqAsJavaList(plan.collectLeaves()).stream()
                .filter(StreamingRelationV2.class::isInstance)
                .map(StreamingRelationV2.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static void columns(Dataset<Row> stream) {
        List<String> columns = List.of(stream.columns());
        Verdict.require(
                columns.contains("value"),
                "There is no column value; there is " + String.join(", ", columns),
                "The column keeps its name.");
        DataType type = stream.schema().apply("value").dataType();
        Verdict.require(
                type.equals(DataTypes.StringType),
                "The column value is " + type.simpleString()
                        + (type.equals(DataTypes.BinaryType) ? ", bytes as Kafka carries them" : "")
                        + "; expected text",
                "SQL's CAST makes text of it, in readFromKafka().");
        Verdict.require(
                columns.size() == 1,
                "The stream has the columns " + String.join(", ", columns) + "; expected value only",
                "Select no other column.");
    }
}
