package dev.kerbside.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.kerbside.process.Build;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.hadoop.util.VersionInfo;
import org.apache.kafka.common.utils.AppInfoParser;

/** This machine, and the versions of what runs on it. */
final class Machine {
    private Machine() {}

    static Map<String, String> facts() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Measured", Instant.now().truncatedTo(ChronoUnit.MINUTES).toString());
        facts.put(
                "Machine",
                "%d cores (%s), %d GiB, %s %s"
                        .formatted(
                                system.getAvailableProcessors(),
                                processor(),
                                Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
                                system.getName(),
                                system.getArch()));
        facts.put("Load before", "%.2f".formatted(system.getSystemLoadAverage()));
        facts.put("Java", System.getProperty("java.vm.version"));
        facts.put(
                "Versions",
                "Kerbside %s, Spark %s, Kafka %s, Hadoop %s"
                        .formatted(
                                Build.version(Build.code()).orElse("(not packaged)"),
                                org.apache.spark.package$.MODULE$.SPARK_VERSION(),
                                AppInfoParser.getVersion(),
                                VersionInfo.getVersion()));
        return facts;
    }

    /** As Linux says it. */
    private static String processor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.replaceFirst(".*:\\s*", ""))
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
