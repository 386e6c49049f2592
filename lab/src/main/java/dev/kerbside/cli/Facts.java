package dev.kerbside.cli;

import dev.kerbside.taxi.file.TripFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a report says besides its results: name → value, in the order in which they are shown. */
final class Facts {
    private Facts() {}

    /** The trips. */
    static Map<String, String> of(Path file) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("File", file.getFileName().toString());
        try (TripFile trips = TripFile.openLocal(file)) {
            facts.put("Rows", "%,d".formatted(trips.rows()));
        }
        return facts;
    }

    /** The software. */
    static Map<String, String> versions() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Spark", org.apache.spark.package$.MODULE$.SPARK_VERSION());
        facts.put("Kafka", org.apache.kafka.common.utils.AppInfoParser.getVersion());
        facts.put("Hadoop", org.apache.hadoop.util.VersionInfo.getVersion());
        facts.put("Java", System.getProperty("java.version"));
        return facts;
    }
}
