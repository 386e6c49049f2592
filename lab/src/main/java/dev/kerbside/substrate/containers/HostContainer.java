package dev.kerbside.substrate.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.kerbside.LabException;
import dev.kerbside.folder.NodeStatus;
import dev.kerbside.process.ForeignVariables;
import dev.kerbside.substrate.Infrastructure;
import dev.kerbside.substrate.Node;
import dev.kerbside.substrate.YarnNodes;
import dev.kerbside.text.Messages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/** A host of TDP's: a container with the nodes that run on it, or with none. */
public final class HostContainer {
    private final GenericContainer<?> container;
    private final String name;
    private final NodeLogs logs;
    private boolean started;

    /**
     * @param name full name, for example worker-01.tdp
     * @param nodes what runs on it; none for the edge
     * @param files put into it before it starts
     */
    HostContainer(
            String image,
            Network network,
            String name,
            List<Node> nodes,
            Archive files,
            Map<String, String> labels,
            NodeLogs logs)
            throws IOException {
        this.name = name;
        this.logs = logs;
        this.container = new Filled(image, files.tar())
                .withImagePullPolicy(any -> false)
                .withNetwork(network)
                .withNetworkAliases(name)
                .withLabels(labels)
                // Of what YARN starts there: all of it is on one host.
                .withEnv(
                        nodes.stream().anyMatch(node -> node.name().equals(YarnNodes.NODE_MANAGER))
                                ? ForeignVariables.SPARKS_OWN_ADDRESS
                                : Map.of())
                .withCommand(nodes.isEmpty() ? new String[] {"edge"} : names(nodes))
                .withLogConsumer(logs)
                .waitingFor(new NodesAreUsedInstead())
                .withCreateContainerCmdModifier(command -> Confinement.of(nodes)
                        .confine(command.withName(shortName(name)).withHostName(name)));
        container.setPortBindings(nodes.stream()
                .flatMap(node -> node.ports().stream())
                .map(port -> "127.0.0.1:%d:%d".formatted(port, port))
                .toList());
    }

    /** {@code worker-01} of {@code worker-01.tdp}: the container's name. */
    public static String shortName(String host) {
        return host.substring(0, host.indexOf('.'));
    }

    private static String[] names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toArray(String[]::new);
    }

    /** Starts it, unless it was started before. */
    synchronized void start() {
        if (started) {
            return;
        }
        try {
            DockerEngine.tell(container::start);
            started = true;
        } catch (ContainerLaunchException | DockerException e) {
            throw LabException.cannotStart(
                    "The container of %s did not start: %s. If a port is taken, leave --base-port out; else see docker ps -a, and lab doctor."
                            .formatted(name, BuildLog.reason(Messages.innermost(e))),
                    e);
        }
    }

    Infrastructure.RunningNode running(Node node) {
        return new Infrastructure.RunningNode() {
            @Override
            public NodeStatus status() {
                return new NodeStatus(node.name(), node.host(), node.address().toString(), 0, 0);
            }

            @Override
            public boolean isAlive() {
                return logs.ending(node.name()) == null;
            }

            @Override
            public void kill() {
                // The host stays, also without a node that runs. What a NodeManager has started goes with it.
                exec(
                        "touch /lab/nodes/%1$s/down && pkill -KILL -f '^[^ ]*java (@/lab/nodes/%1$s/java.args|.*/lab/nodes/%1$s/data/)'"
                                .formatted(node.name()));
                Awaitility.await(node.name() + " is gone").until(() -> !isAlive());
            }

            @Override
            public String ending() {
                return logs.ending(node.name());
            }
        };
    }

    /** Puts files into it while it runs. */
    void put(Archive files) throws IOException {
        byte[] tar = files.tar();
        DockerEngine.tell(() -> unpack(container.getDockerClient(), container.getContainerId(), tar));
    }

    private static void unpack(DockerClient docker, String id, byte[] tar) {
        docker.copyArchiveToContainerCmd(id)
                .withTarInputStream(new ByteArrayInputStream(tar))
                .withRemotePath("/")
                .exec();
    }

    /** Starts a node that was killed. */
    void startAgain(Node node) {
        logs.startsAgain(node.name());
        exec("entrypoint --one %s </dev/null >/dev/null 2>&1 &".formatted(node.name()));
    }

    private void exec(String command) {
        var result = DockerEngine.ask(() -> container.execInContainer("bash", "-c", command));
        if (result.getExitCode() != 0) {
            throw LabException.cannotStart(
                    "%s on %s failed: %s%s".formatted(command, name, result.getStdout(), result.getStderr()));
        }
    }

    /** A container that finds its files in place when it starts. */
    private static final class Filled extends GenericContainer<Filled> {
        private final byte[] files;

        Filled(String image, byte[] files) {
            super(DockerImageName.parse(image));
            this.files = files;
        }

        @Override
        protected void containerIsCreated(String id) {
            unpack(getDockerClient(), id, files);
        }
    }

    /** A port that answers proves nothing here: Docker's proxy answers before the node does. */
    private static final class NodesAreUsedInstead extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {}
    }
}
