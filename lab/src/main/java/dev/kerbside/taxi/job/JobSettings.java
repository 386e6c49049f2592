package dev.kerbside.taxi.job;

import dev.kerbside.TutorialNames;
import dev.kerbside.taxi.LocalPath;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.sql.SparkSession;

/**
 * What the streaming job is told, as Spark properties {@code spark.nyctaxi.*}; the lab writes them into
 * {@code kafka/spark.properties}.
 *
 * @param kafka {@code spark.nyctaxi.kafka.X} → {@code kafka.X}: the options of Spark's Kafka source;
 *     {@code maxOffsetsPerTrigger}, records a micro-batch, 1,500,000 by default; and {@code groupIdPrefix}, what group ids
 *     begin with, the tutorial's topic by default
 * @param topic {@code topic}, the tutorial's by default
 * @param startingOffsets {@code startingOffsets}: earliest (default) or latest
 * @param zonesFile {@code zones}: the lookup file, in HDFS by default
 * @param consoleRows {@code consoleRows}: how much of the table the console shows; all of it by default
 * @param checkpoints {@code checkpoints}: URI of the folder of the queries' checkpoints; a new local one by default
 */
public record JobSettings(
        Map<String, String> kafka,
        String topic,
        String startingOffsets,
        String zonesFile,
        int consoleRows,
        String checkpoints) {
    /** Prefix of all the settings. */
    public static final String PREFIX = "spark.nyctaxi.";

    /** The settings of a session's configuration. */
    public static JobSettings of(SparkSession spark) {
        Map<String, String> kafka = new HashMap<>(Map.of(
                "kafka.security.protocol", "SASL_SSL",
                "kafka.sasl.mechanism", "GSSAPI",
                "kafka.sasl.kerberos.service.name", "kafka",
                "kafka.ssl.truststore.type", "PKCS12",
                // After each poll Spark asks for the topic's ends, and drops what the consumer has fetched ahead.
                // With polls of Kafka's 500 records it asks and drops more than it reads.
                "kafka.max.poll.records", "20000",
                "kafka.max.partition.fetch.bytes", "10485760",
                // Spark asks for the ends in the connection of its next fetch.
                // At a partition's end that fetch waits for more, by default half a second.
                "kafka.fetch.max.wait.ms", "10",
                // A long topic is read in portions, so that the table shows progress.
                "maxOffsetsPerTrigger", spark.conf().get(PREFIX + "maxOffsetsPerTrigger", "1500000"),
                // Group ids begin with what tdp_user may use.
                "groupIdPrefix", spark.conf().get(PREFIX + "groupIdPrefix", TutorialNames.TDP.group())));
        scala.collection.JavaConverters.mapAsJavaMap(spark.conf().getAll()).forEach((key, value) -> {
            if (key.startsWith(PREFIX + "kafka.")) {
                kafka.put(key.substring(PREFIX.length()), value);
            }
        });
        return new JobSettings(
                Map.copyOf(kafka),
                spark.conf().get(PREFIX + "topic", TutorialNames.TDP.topic()),
                spark.conf().get(PREFIX + "startingOffsets", "earliest"),
                spark.conf().get(PREFIX + "zones", TutorialNames.TDP.zonesFile()),
                Integer.parseInt(spark.conf().get(PREFIX + "consoleRows", "1000000")),
                checkpoints(spark));
    }

    /** The same, of another topic from its beginning or end, with checkpoints of its own. */
    public JobSettings reading(String otherTopic, String offsets) {
        return new JobSettings(
                kafka, otherTopic, offsets, zonesFile, consoleRows, checkpoints + "/" + UUID.randomUUID());
    }

    /** The same, with this many records a micro-batch at most. */
    public JobSettings inBatchesOf(long records) {
        Map<String, String> options = new HashMap<>(kafka);
        options.put("maxOffsetsPerTrigger", Long.toString(records));
        return new JobSettings(Map.copyOf(options), topic, startingOffsets, zonesFile, consoleRows, checkpoints);
    }

    /** Where records of the topic that are not trips are kept. */
    public String deadLetterTopic() {
        return TutorialNames.deadLetterTopic(topic);
    }

    /** Where the query of this name keeps its progress. */
    public String checkpoint(String query) {
        return checkpoints + "/" + query;
    }

    private static String checkpoints(SparkSession spark) {
        String given = spark.conf().get(PREFIX + "checkpoints", "");
        if (!given.isEmpty()) {
            return given;
        }
        try {
            java.nio.file.Path folder = java.nio.file.Files.createTempDirectory("nyctaxi-checkpoints");
            return LocalPath.of(folder);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
