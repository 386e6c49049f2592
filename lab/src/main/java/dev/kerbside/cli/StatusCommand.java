package dev.kerbside.cli;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.Vitals;
import dev.kerbside.door.Labs;
import dev.kerbside.folder.EndpointsFile;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.folder.NodeStatus;
import dev.kerbside.substrate.external.ExternalPlatform;
import dev.kerbside.text.Visible;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
        Labs.owes(options.dir()).ifPresent(what -> {
            throw LabException.cannotStart(what);
        });
        LabState state = LabFolder.requireRunning(options.dir());
        System.out.printf(
                "Lab in %s: %s, %s (%s)%n",
                options.dir(),
                state.substrate(),
                state.ready() ? "ready" : "starting",
                state.connectedOnly() ? "connected" : "owner pid " + state.ownerPid());
        if (state.ready() && state.nodes().isEmpty()) {
            cluster(options.dir());
            return 0;
        }
        System.out.printf("%-10s %-14s %-6s %-22s %8s %9s%n", "node", "host", "state", "address", "CPU s", "peak MiB");
        Map<String, Vitals> alive;
        try {
            alive = Labs.vitals(state);
        } catch (LabException e) {
            state.nodes().forEach(node -> print(node, "?", Optional.empty()));
            throw LabException.cannotStart("Nobody knows which nodes are up. " + e.getMessage(), e);
        }
        for (NodeStatus node : state.nodes()) {
            Optional<Vitals> vitals = Optional.ofNullable(alive.get(node.name()));
            print(node, vitals.isPresent() ? "up" : "DOWN", vitals);
        }
        return state.ready() && alive.size() == state.nodes().size() ? 0 : LabException.CHECK_FAILED;
    }

    /** Of a lab without nodes of its own, on a cluster that is there: who the lab is, where, and what it has there now. */
    private static void cluster(Path dir) {
        Endpoints lab = EndpointsFile.read(dir);
        System.out.printf("  user    %s%n", lab.user());
        System.out.printf(
                "  Kafka   %s, topic %s%n", lab.bootstrapServers(), lab.names().topic());
        System.out.printf("  HDFS    %s, folder %s%n", lab.hdfs(), lab.names().home());
        if (lab.yarn() != null) {
            System.out.printf("  YARN    %s%n", lab.yarn());
        }
        System.out.printf("  of the lab there: %s%n", String.join(", ", ExternalPlatform.property(dir)));
    }

    private static void print(NodeStatus node, String state, Optional<Vitals> vitals) {
        System.out.printf(
                "%-10s %-14s %-6s %-22s %8s %9s%n",
                Visible.line(node.name()),
                Visible.line(node.host()),
                state,
                Visible.line(node.address()),
                vitals.map(v -> "%.1f".formatted(v.cpuSeconds())).orElse("-"),
                vitals.map(v -> String.valueOf(v.peakMb())).orElse("-"));
    }
}
