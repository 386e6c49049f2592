package dev.kerbside.cli;

import dev.kerbside.LabException;
import dev.kerbside.LabFolder;
import dev.kerbside.NodeStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What runs in a folder: each node with its address, process, processor time and memory. */
@Command(name = "status", description = "Show the lab's nodes.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private LabOptions options;

    @Override
    public Integer call() throws Exception {
        LabFolder.State state = LabFolder.running(options.dir())
                .orElseThrow(() -> LabException.cannotStart(
                        "No lab is running in %s. Start one: lab up --dir %s".formatted(options.dir(), options.dir())));
        System.out.printf(
                "Lab in %s: %s (owner pid %d)%n",
                options.dir(), state.ready() ? "ready" : "starting", state.ownerPid());
        System.out.printf("%-10s %-6s %-22s %8s %8s %9s%n", "node", "state", "address", "pid", "CPU s", "peak MiB");
        state.nodes().forEach(StatusCommand::print);
        boolean allUp = state.nodes().stream().allMatch(DownCommand::isAlive);
        return state.ready() && allUp ? 0 : LabException.CHECK_FAILED;
    }

    private static void print(NodeStatus node) {
        String cpu = ProcessHandle.of(node.pid())
                .flatMap(process -> process.info().totalCpuDuration())
                .map(Duration::toMillis)
                .map(millis -> "%.1f".formatted(millis / 1e3))
                .orElse("-");
        System.out.printf(
                "%-10s %-6s %-22s %8d %8s %9s%n",
                node.name(),
                DownCommand.isAlive(node) ? "up" : "DOWN",
                node.address(),
                node.pid(),
                cpu,
                peakMb(node.pid()));
    }

    /** High-water mark of resident memory, from Linux's /proc. */
    private static String peakMb(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> line.replaceAll("\\D", ""))
                    .map(kb -> String.valueOf(Long.parseLong(kb) >> 10))
                    .findFirst()
                    .orElse("-");
        } catch (IOException e) {
            return "-";
        }
    }
}
