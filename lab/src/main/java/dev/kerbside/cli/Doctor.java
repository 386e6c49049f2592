package dev.kerbside.cli;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.kerbside.cli.Finding.Verdict;
import dev.kerbside.door.Disk;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.HostNames;
import dev.kerbside.process.JavaVersion;
import dev.kerbside.process.TemporaryFiles;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Examines this machine. */
final class Doctor {
    private static final long MEMORY_MB = 3_072;
    private static final long OPEN_FILES = 1_024;
    private static final Instant PROJECT_BEGAN = Instant.parse("2026-01-01T00:00:00Z");
    private final Path dir;
    private final Map<String, String> environment;
    private final List<Finding> findings = new ArrayList<>();

    Doctor(Path dir, Map<String, String> environment) {
        this.dir = dir;
        this.environment = environment;
    }

    List<Finding> examine() throws IOException {
        java();
        flags();
        memory();
        disk();
        execution();
        openFiles();
        ports();
        names();
        clock();
        findings.addAll(new VariablesExamination(dir, environment).findings());
        findings.addAll(new EngineExamination(dir).findings());
        return findings;
    }

    private void java() {
        judge(
                JavaVersion.fits(Runtime.version().feature()),
                Verdict.FAIL,
                "java",
                System.getProperty("java.version") + " in " + System.getProperty("java.home"),
                JavaVersion.CURE);
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
                "start with lab/bin/lab, or with java @lab/jvm.args.");
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
                "the services take about 1.5 GB and Spark as much again: end other programs, or expect a slow lab.");
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
                free >= Disk.FREE_MB,
                Verdict.FAIL,
                "disk",
                "%,d MB free for %s".formatted(free, dir),
                "a lab needs %,d MB: free some, or give another folder with --dir.".formatted(Disk.FREE_MB));
    }

    private static Path existing(Path path) {
        return Files.exists(path) ? path : existing(path.getParent());
    }

    /** A broker has some hundred files and connections open. */
    private void openFiles() {
        long limit = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : OPEN_FILES;
        judge(
                limit >= OPEN_FILES,
                Verdict.WARN,
                "open files",
                "%,d for each process; a broker may need %,d".formatted(limit, OPEN_FILES),
                "ulimit -Hn %d, or raise nofile in /etc/security/limits.conf.".formatted(OPEN_FILES));
    }

    private void ports() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            judge(true, Verdict.OK, "ports", "loopback can be bound", null);
        } catch (IOException e) {
            judge(false, Verdict.FAIL, "ports", "loopback cannot be bound: " + e, "let programs listen on 127.0.0.1.");
        }
    }

    private void names() {
        Optional<String> trouble = HostNames.trouble();
        judge(
                trouble.isEmpty(),
                Verdict.WARN,
                "names",
                trouble.map(
                                what -> what
                                        + ". The lab's JVMs then know only localhost, from a file of the lab's, and no other host by name; kinit, curl, kcat and Python do not read that file")
                        .orElse("localhost is 127.0.0.1 both ways, and this machine's name has an address"),
                "put the lines '127.0.0.1 localhost' and '127.0.1.1 %s' first into /etc/hosts, or install libnss-wrapper for native clients."
                        .formatted(HostNames.machine()));
    }

    /** Where a lab and its command put native libraries. */
    private void execution() throws IOException {
        execution("lab's folder", existing(dir), "give another folder with --dir.");
        execution(
                "temporary",
                TemporaryFiles.here(),
                "make the clone's folder target yours, or set TMPDIR to a folder of yours elsewhere.");
    }

    private void execution(String what, Path folder, String cure) throws IOException {
        boolean well = TemporaryFiles.areExecutable(folder);
        judge(
                well,
                Verdict.FAIL,
                what,
                folder
                        + (well
                                ? " allows native libraries"
                                : " is mounted noexec, and native libraries are loaded from there"),
                cure);
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
                    "set the clock (timedatectl set-ntp true): tickets and certificates depend on it.");
        } finally {
            Files.delete(file);
        }
    }

    private void judge(boolean well, Verdict otherwise, String what, String found, String cure) {
        findings.add(new Finding(well ? Verdict.OK : otherwise, what, found, well ? null : cure));
    }
}
