package dev.kerbside.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A process that is not mistaken for another one, which the system gave the same number later.
 *
 * @param number as the system counts
 * @param started when it started: on Linux in ticks since the machine did, which no setting of the clock changes;
 *     elsewhere in milliseconds of the clock; 0 if that is not known, and then it is nobody
 */
public record Pid(long number, long started) {
    /** Field of /proc/PID/stat, counted after the name in parentheses, which may hold anything. */
    private static final int START_TICKS = 19;

    /** States of a process that has ended, and that nobody has asked about yet. */
    private static final Set<String> ENDED = Set.of("Z", "X");

    public static Pid of(ProcessHandle process) {
        return new Pid(process.pid(), started(process));
    }

    public static Pid ofThisProcess() {
        return of(ProcessHandle.current());
    }

    /** The process, if it is alive. */
    public Optional<ProcessHandle> alive() {
        return ProcessHandle.of(number)
                .filter(process -> started != 0 && started(process) == started && process.isAlive());
    }

    /** Whether it is alive and a Java that runs this class, by its command line. */
    public boolean runs(Class<?> main) {
        return alive().filter(Pid::isJava).stream().flatMap(Pid::commandLine).anyMatch(main.getName()::equals);
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).endsWith("java"))
                .isPresent();
    }

    private static long started(ProcessHandle process) {
        try {
            String stat = Files.readString(file(process, "stat"), StandardCharsets.ISO_8859_1);
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return ENDED.contains(fields[0]) ? 0 : Long.parseLong(fields[START_TICKS]);
        } catch (IOException e) {
            // No /proc here, or it is gone.
            return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        }
    }

    /** Java's own answer ends after a page, which a class path fills. */
    private static Stream<String> commandLine(ProcessHandle process) {
        try {
            return Stream.of(Files.readString(file(process, "cmdline"), StandardCharsets.ISO_8859_1)
                    .split("\0"));
        } catch (IOException e) {
            return process.info().arguments().map(Arrays::stream).orElse(Stream.empty());
        }
    }

    private static Path file(ProcessHandle process, String name) {
        return Path.of("/proc", String.valueOf(process.pid()), name);
    }
}
