package dev.kerbside.substrate.embedded;

import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.LabConfig;
import dev.kerbside.Progress;
import dev.kerbside.Shell;
import dev.kerbside.Vitals;
import dev.kerbside.folder.NodeStatus;
import dev.kerbside.process.HostNames;
import dev.kerbside.process.ProcessVitals;
import dev.kerbside.substrate.Infrastructure;
import dev.kerbside.substrate.KdcNode;
import dev.kerbside.substrate.LocalShell;
import dev.kerbside.substrate.NodePlatform;
import dev.kerbside.substrate.Ports;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** This machine, whose processes the nodes are. They end with their owner: nothing is left outside the lab's folder. */
public final class EmbeddedPlatform extends NodePlatform {
    @Override
    public void requireReady(LabConfig config) {
        KdcNode.requireInstalled(config.kdc());
    }

    /** None of the lab's own; but where the machine's names mislead, a file sets them right. */
    @Override
    public Optional<List<String>> hostNames() {
        return HostNames.trouble().map(trouble -> List.of());
    }

    @Override
    protected Infrastructure open(LabConfig config, Ports ports, Progress progress) {
        return new Loopback(config, ports);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.EDGE_NODE, Capability.YARN));
    }

    @Override
    public Shell shell(Endpoints lab) {
        return new LocalShell(lab);
    }

    @Override
    public Map<String, Vitals> vitals(List<NodeStatus> nodes) {
        Map<String, Vitals> alive = new LinkedHashMap<>();
        for (NodeStatus node : nodes) {
            node.process().alive().ifPresent(process -> alive.put(node.name(), ProcessVitals.of(process)));
        }
        return alive;
    }

    @Override
    public void requireReachable() {
        // This machine is here.
    }

    @Override
    public Optional<String> removeLeftovers(Path labFolder) {
        return Optional.empty();
    }
}
