package dev.kerbside.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.kerbside.ForkedJvm;
import dev.kerbside.LabException;
import dev.kerbside.substrate.Labs;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Examines this machine. */
final class Doctor {
    private static final long MEMORY_MB = 3_072;
    private static final long DISK_MB = 2_048;
    private static final Instant PROJECT_BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> FOREIGN = List.of(
            "KRB5_CONFIG",
            "KRB5CCNAME",
            "KRB5_KTNAME",
            "KRB5_CLIENT_KTNAME",
            "KRB5_KDC_PROFILE",
            "KRB5_TRACE",
            "HADOOP_CONF_DIR",
            "HADOOP_OPTS",
            "KAFKA_OPTS",
            "SPARK_HOME",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS");

    private final Path dir;
    private final Map<String, String> environment;
    private final List<Finding> findings = new ArrayList<>();

    Doctor(Path dir, Map<String, String> environment) {
        this.dir = dir;
        this.environment = environment;
    }

    enum Verdict {
        OK,
        WARN,
        FAIL
    }

    /** @param cure what to do, or {@code null} if nothing is wrong */
    record Finding(Verdict verdict, String what, String found, String cure) {}

    List<Finding> examine() throws IOException {
        java17();
        flags();
        memory();
        disk();
        ports();
        lookup();
        clock();
        environment();
        docker();
        return findings;
    }

    private void java17() {
        int version = Runtime.version().feature();
        judge(
                version == 17,
                Verdict.FAIL,
                "java",
                System.getProperty("java.version") + " in " + System.getProperty("java.home"),
                "Spark 3.5 needs JDK 17: install one and set JAVA_HOME to it.");
    }

    private void flags() {
        long openings = ForkedJvm.sharedFlags().stream()
                .filter(flag -> flag.startsWith("--add-opens"))
                .count();
        judge(
                openings > 0,
                Verdict.FAIL,
                "java flags",
                openings + " module openings",
                "Start with lab/bin/lab, or with java @lab/jvm.args.");
    }

    private void memory() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long total = system.getTotalMemorySize() >> 20;
        long available = availableMb(system);
        judge(
                available >= MEMORY_MB,
                Verdict.WARN,
                "memory",
                "%,d MB available of %,d MB".formatted(available, total),
                "The services take about 1.5 GB and Spark as much again: end other programs, or expect a slow lab.");
    }

    /** Linux counts caches as used; what could be had is in /proc/meminfo. */
    private static long availableMb(OperatingSystemMXBean system) {
        try (var lines = Files.lines(Path.of("/proc/meminfo"))) {
            return lines.filter(line -> line.startsWith("MemAvailable:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                    .findFirst()
                    .orElse(system.getFreeMemorySize() >> 20);
        } catch (IOException e) {
            return system.getFreeMemorySize() >> 20;
        }
    }

    private void disk() throws IOException {
        long free = Files.getFileStore(existing(dir)).getUsableSpace() >> 20;
        judge(
                free >= DISK_MB,
                Verdict.FAIL,
                "disk",
                "%,d MB free for %s".formatted(free, dir),
                "A lab needs %,d MB: free some, or give another folder with --dir.".formatted(DISK_MB));
    }

    private static Path existing(Path path) {
        return Files.exists(path) ? path : existing(path.getParent());
    }

    private void ports() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            judge(true, Verdict.OK, "ports", "loopback can be bound", null);
        } catch (IOException e) {
            judge(false, Verdict.FAIL, "ports", "loopback cannot be bound: " + e, "Let programs listen on 127.0.0.1.");
        }
    }

    private void lookup() {
        String cure = "Put the line '127.0.0.1 localhost' first into /etc/hosts.";
        try {
            String forward = InetAddress.getByName("localhost").getHostAddress();
            judge(forward.equals("127.0.0.1"), Verdict.FAIL, "names", "localhost is " + forward, cure);
            String reverse = InetAddress.getByAddress(new byte[] {127, 0, 0, 1}).getCanonicalHostName();
            judge(
                    reverse.equals("localhost"),
                    Verdict.WARN,
                    "names",
                    "127.0.0.1 is " + reverse,
                    cure + " HDFS looks its DataNode up in reverse.");
        } catch (UnknownHostException e) {
            judge(false, Verdict.FAIL, "names", "localhost has no address", cure);
        }
    }

    /** Kerberos tolerates five minutes; a file that is written now tells a file system of another clock. */
    private void clock() throws IOException {
        Path file = Files.createTempFile("lab-doctor", null);
        try {
            FileTime written = Files.getLastModifiedTime(file);
            Duration skew = Duration.between(written.toInstant(), Instant.now()).abs();
            boolean right =
                    skew.compareTo(Duration.ofMinutes(1)) < 0 && Instant.now().isAfter(PROJECT_BEGAN);
            judge(
                    right,
                    Verdict.FAIL,
                    "clock",
                    Instant.now() + ", " + skew.toSeconds() + " s from the file system's",
                    "Set the clock (timedatectl set-ntp true): tickets and certificates depend on it.");
        } finally {
            Files.delete(file);
        }
    }

    private void environment() {
        Map<String, String> set = new TreeMap<>(environment);
        set.keySet().retainAll(FOREIGN);
        set.values().removeIf(value -> value.contains(dir.toString()));
        judge(
                set.isEmpty(),
                Verdict.WARN,
                "environment",
                set.isEmpty() ? "no variable of Kerberos, Hadoop, Kafka or Spark in the way" : "set: " + set.keySet(),
                "The lab ignores them, your own clients do not: unset them, or eval \"$(lab/bin/lab env)\".");
    }

    /** Only a lab in containers needs one. */
    private void docker() {
        try {
            judge(true, Verdict.WARN, "docker", Labs.dockerEngine(), null);
        } catch (LabException e) {
            judge(false, Verdict.WARN, "docker", "no engine, for --substrate containers", e.getMessage());
        }
    }

    private void judge(boolean well, Verdict otherwise, String what, String found, String cure) {
        findings.add(new Finding(well ? Verdict.OK : otherwise, what, found, well ? null : cure));
    }
}
