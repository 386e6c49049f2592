package dev.kerbside.substrate.containers;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import dev.kerbside.config.YarnConfig;
import dev.kerbside.substrate.Node;
import dev.kerbside.substrate.YarnNodes;
import java.util.List;

/**
 * What a host's container may have of this machine: no more than its nodes need, so that none of them can take it from the
 * others. Everything in it runs as an ordinary user, who needs no right of root's. Why these limits:
 * docs/decisions/containers.md#limits-of-a-container.
 *
 * @param memoryMb with room to spare over what was seen: docs/measurements.md#memory-of-the-nodes
 */
record Confinement(long memoryMb) {
    /** Spark's driver, Python, a shell and what else somebody starts on the edge node. */
    private static final long EDGE_MB = 4_096;

    /** Beside the heap, and as much again for buffers outside of it: the JVM itself, its classes and threads. */
    private static final long BESIDE_MB = 256;

    /** A DataNode may have 4,096 threads for clients; the host's other node must not want for some because of them. */
    private static final long PROCESSES = 6_144;

    private static final long MB = 1 << 20;

    /** @param nodes of the host; none for the edge node */
    static Confinement of(List<Node> nodes) {
        return new Confinement(
                nodes.isEmpty()
                        ? EDGE_MB
                        : nodes.stream()
                                .mapToLong(node -> 2L * node.heapMb() + BESIDE_MB + containersMb(node))
                                .sum());
    }

    /** What a NodeManager gives away, besides its own. */
    private static long containersMb(Node node) {
        return node.name().equals(YarnNodes.NODE_MANAGER) ? YarnConfig.CONTAINERS_MB : 0;
    }

    void confine(CreateContainerCmd container) {
        HostConfig host = container.getHostConfig();
        host.withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withMemory(memoryMb * MB)
                // Together: nothing of it is swapped.
                .withMemorySwap(memoryMb * MB)
                .withPidsLimit(PROCESSES);
    }
}
