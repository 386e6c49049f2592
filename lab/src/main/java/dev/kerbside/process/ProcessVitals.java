package dev.kerbside.process;

import dev.kerbside.Vitals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** How processes of this machine do. */
public final class ProcessVitals {
    private ProcessVitals() {}

    /** Of this process. */
    public static Vitals ofThisProcess() {
        return of(ProcessHandle.current());
    }

    /** Of a process of this user. */
    public static Vitals of(ProcessHandle process) {
        double cpu = process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L) / 1e3;
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return new Vitals(
                    cpu,
                    lines.filter(line -> line.startsWith("VmHWM:"))
                            .map(line -> Long.parseLong(line.replaceAll("\\D", "")) >> 10)
                            .findFirst()
                            .orElse(0L));
        } catch (IOException e) {
            return new Vitals(cpu, 0);
        }
    }
}
