package dev.kerbside.substrate.containers;

import com.github.dockerjava.api.DockerClient;
import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Progress;
import dev.kerbside.Shell;
import dev.kerbside.Vitals;
import dev.kerbside.folder.NodeStatus;
import dev.kerbside.substrate.Infrastructure;
import dev.kerbside.substrate.NodePlatform;
import dev.kerbside.substrate.Ports;
import dev.kerbside.substrate.Topology;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A Docker engine of this machine, whose containers TDP's hosts are. They outlive an owner that was killed. */
public final class ContainerPlatform extends NodePlatform {
    @Override
    public void requireReady(LabConfig config) {
        if (config.brokers() != LabConfig.BROKERS) {
            throw LabException.usage(
                    "%d brokers cannot be in containers: TDP has three workers, with a broker each. Leave it out, or take the embedded substrate."
                            .formatted(config.brokers()));
        }
        DockerEngine.connect();
    }

    @Override
    public Optional<List<String>> hostNames() {
        return Optional.of(Topology.TDP_HOSTS);
    }

    @Override
    protected Infrastructure open(LabConfig config, Ports ports, Progress progress) {
        return Containers.open(config, ports, progress);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.complementOf(EnumSet.of(Capability.DRIVER_HERE, Capability.YARN));
    }

    @Override
    public Shell shell(Endpoints lab) {
        return new EdgeShell();
    }

    @Override
    public Map<String, Vitals> vitals(List<NodeStatus> nodes) {
        return ContainerVitals.of(DockerEngine.ofLab(), nodes);
    }

    @Override
    public void requireReachable() {
        DockerEngine.requireAnswering();
    }

    @Override
    public Optional<String> removeLeftovers(Path labFolder) {
        DockerClient engine = DockerEngine.ofLab();
        return DockerEngine.ask(() -> {
            EngineResources left = EngineResources.of(engine, labFolder);
            return left.isEmpty() ? Optional.<String>empty() : Optional.of(left.remove());
        });
    }

    /**
     * The engine, in words.
     *
     * @throws LabException if there is none, with the cure
     */
    public static String description() {
        return DockerEngine.description();
    }

    /**
     * Looks whether the engine has room for a lab in this folder; what labs that no longer run left there does not count.
     *
     * @throws LabException naming who is in the way, and the cure
     */
    public static void requireRoom(Path labFolder) {
        Containers.requireRoom(DockerEngine.connect(), labFolder);
    }
}
