package dev.kerbside.drills;

import dev.kerbside.Claims;
import dev.kerbside.taxi.Job;
import dev.kerbside.taxi.JobSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.catalyst.streaming.StreamingRelationV2;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;

/** Step 05: what the stream would connect to and with which options, read from its plan; nothing connects. */
public final class ReadDrill implements Drill {
    private static final Map<String, String> KAFKA = Map.of(
            "kafka.bootstrap.servers", "hand-made:9094",
            "kafka.security.protocol", "SASL_SSL",
            "kafka.sasl.mechanism", "GSSAPI",
            "kafka.sasl.kerberos.service.name", "hand-made-kafka",
            "kafka.ssl.truststore.location", "hand-made.p12",
            "maxOffsetsPerTrigger", "1234",
            "groupIdPrefix", "hand-made-group");

    @Override
    public void judge(Job job, SparkSession spark, Claims claims) {
        SparkSession own = HandMade.session(spark);
        // Two of each setting: what is written into the code shows in one of them.
        judge(job, own, settings("hand-made-1", "earliest"));
        judge(job, own, settings("hand-made-2", "latest"));
        claims.that(
                true,
                "topic, offsets and the " + KAFKA.size() + " options of Kafka are those of hand-made settings",
                "",
                "");
    }

    private static JobSettings settings(String topic, String offsets) {
        return new JobSettings(KAFKA, topic, offsets, "", 20, "file:///");
    }

    private static void judge(Job job, SparkSession spark, JobSettings settings) {
        Dataset<Row> stream = read(job, spark, settings);
        LogicalPlan plan = stream.queryExecution().analyzed();
        Verdict.require(
                stream.isStreaming(),
                "The DataFrame is static: it would be read once, and end",
                "Use readStream(), not read(), in source().");
        StreamingRelationV2 source = source(plan);
        if (source == null || source.sourceName().equals("rate")) {
            throw Verdict.unsolved(
                    "source()", "it reads Spark's test source, not Kafka", "TODO 05-a: format(\"kafka\").");
        }
        Verdict.require(
                source.sourceName().equals("kafka"),
                "The stream's format is " + source.sourceName() + ", expected kafka",
                "Look at format() in source().");
        options(source, settings);
        columns(stream, plan);
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
                        "Pass on options(settings.kafka()).");
                Verdict.require(
                        !line.contains("subscribe"),
                        "source() names no topic: " + line.lines().findFirst().orElse(""),
                        "Set the option subscribe to settings.topic().");
                throw e;
            }
        });
    }

    private static StreamingRelationV2 source(LogicalPlan plan) {
        return JavaConverters.seqAsJavaList(plan.collectLeaves()).stream()
                .filter(StreamingRelationV2.class::isInstance)
                .map(StreamingRelationV2.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static void options(StreamingRelationV2 source, JobSettings settings) {
        Map<String, String> found = source.extraOptions().asCaseSensitiveMap();
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options.putAll(found);
        Verdict.require(
                settings.topic().equals(options.get("subscribe")),
                "With settings for the topic " + settings.topic() + " the stream reads "
                        + (options.get("subscribe") == null ? "topics by pattern" : options.get("subscribe")),
                "Set the option subscribe to settings.topic().");
        String offsets = options.get("startingOffsets");
        Verdict.require(
                offsets != null,
                "startingOffsets is not set, and Spark's default for a stream is latest: what is in the topic already"
                        + " is never seen",
                "Set it to settings.startingOffsets().");
        Verdict.require(
                settings.startingOffsets().equals(offsets),
                "startingOffsets is always " + offsets + ", whatever the settings say"
                        + (offsets.equals("latest") ? ": what is in the topic already is never seen" : ""),
                "Set it to settings.startingOffsets().");
        String missing = settings.kafka().keySet().stream()
                .filter(key -> !options.containsKey(key))
                .sorted()
                .collect(Collectors.joining(", "));
        Verdict.require(
                missing.isEmpty(),
                "These settings of Kafka do not reach the source: " + missing
                        + (missing.contains("security.protocol") ? "; it would knock without a login" : ""),
                "Pass on all of them: options(settings.kafka()).");
        settings.kafka()
                .forEach((key, value) -> Verdict.require(
                        value.equals(options.get(key)),
                        key + " is " + options.get(key) + ", but the settings say " + value,
                        "Pass on options(settings.kafka()), and set none of them yourself."));
    }

    private static void columns(Dataset<Row> stream, LogicalPlan plan) {
        List<String> columns = List.of(stream.columns());
        Verdict.require(
                columns.contains("value"),
                "There is no column value; there is " + String.join(", ", columns),
                "Keep the name value: selectExpr(\"CAST(value AS STRING)\").");
        DataType type = stream.schema().apply("value").dataType();
        Verdict.require(
                type.equals(DataTypes.StringType),
                "The column value is " + type.simpleString() + ", bytes as Kafka carries them; expected text",
                "selectExpr(\"CAST(value AS STRING)\") in readFromKafka().");
        Verdict.require(
                columns.size() == 1,
                "The stream has the columns " + String.join(", ", columns) + "; expected value only",
                "Select only CAST(value AS STRING).");
        if (plan instanceof Project project) {
            String from = JavaConverters.seqAsJavaList(project.references().toSeq()).stream()
                    .map(attribute -> attribute.name())
                    .collect(Collectors.joining(", "));
            Verdict.require(
                    from.equals("value"),
                    "The column value is made of Kafka's " + from + ", not of its value",
                    "Select CAST(value AS STRING).");
        }
    }
}
