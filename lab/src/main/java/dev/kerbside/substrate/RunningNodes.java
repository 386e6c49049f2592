package dev.kerbside.substrate;

import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.Progress;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.folder.NodeAction;
import dev.kerbside.folder.NodeStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The nodes of one lab: each is started, used before it counts, and written down; later killed and started again. */
final class RunningNodes {
    private final LabFolder folder;
    private final LabConfig config;
    private final Infrastructure infrastructure;
    private final Readiness use;
    private final Progress progress;
    private final List<Infrastructure.RunningNode> running = new CopyOnWriteArrayList<>();
    private boolean complete;
    private boolean closed;

    RunningNodes(LabFolder folder, LabConfig config, Infrastructure infrastructure, Readiness use, Progress progress) {
        this.folder = folder;
        this.config = config;
        this.infrastructure = infrastructure;
        this.use = use;
        this.progress = progress;
    }

    /** Starts a node, and returns when a client has used it. */
    void boot(Node node) {
        boot(node, use(node));
    }

    /** The same, where the use is another one. */
    void boot(Node node, ReadinessWait.Probe use) {
        progress.starting(node.name());
        progress.ready(node.name(), launch(node).awaitUse(use));
    }

    /**
     * Starts brokers one after the other. The first one alone is no quorum and serves nobody, so it counts when its
     * controller listens; each further one counts when all until then serve.
     */
    void bootInTurn(List<Node> brokers) {
        for (Node node : brokers) {
            progress.starting(node.name());
            int started = brokers.indexOf(node) + 1;
            ReadinessWait boot = launch(node);
            progress.ready(
                    node.name(),
                    started == 1
                            ? boot.awaitListening(node.ports().get(1))
                            : boot.awaitUse(() -> use.broker(node.address().toString(), started)));
        }
    }

    /** The first use of a service of several nodes, one of which is named. */
    void first(String service, Node node, ReadinessWait.Probe use) {
        Instant began = Instant.now();
        progress.starting(service);
        boot(node, running(node)).awaitUse(use);
        progress.ready(service, Duration.between(began, Instant.now()));
    }

    private ReadinessWait boot(Node node, Infrastructure.RunningNode process) {
        return new ReadinessWait(
                node, process, FolderPlan.LOG.in(folder.path(), node.name()), () -> progress.listening(node.name()));
    }

    List<NodeStatus> statuses() {
        return running.stream().map(Infrastructure.RunningNode::status).toList();
    }

    /** All serve: from here on other processes may attach. */
    synchronized void complete() throws IOException {
        requireOpen();
        complete = true;
        writeState();
    }

    /** From here on none is started. */
    synchronized void close() {
        closed = true;
    }

    /** What {@link dev.kerbside.folder.LabControl} asks. */
    void perform(NodeAction action, String name) throws IOException {
        infrastructure.requireReachable();
        if (action == NodeAction.PASSWORD) {
            changePassword(name);
            return;
        }
        Node node = infrastructure.cluster().nodes().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> LabException.usage("There is no node '%s' in this lab.".formatted(name)));
        Infrastructure.RunningNode process = running(node);
        boolean kill = action == NodeAction.KILL;
        if (process.isAlive() != kill) {
            throw LabException.usage("%s is %s already.".formatted(name, kill ? "down" : "up"));
        }
        if (kill) {
            process.kill();
        } else {
            use.enterRealm();
            launch(node).awaitUse(useAgain(node));
        }
    }

    private void changePassword(String name) throws IOException {
        Cluster cluster = infrastructure.cluster();
        Principal user = cluster.users().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> LabException.usage("There is no user '%s' in this lab.".formatted(name)));
        cluster.changePassword(user, new Passwords().next());
        Secrets.write(folder, infrastructure.fromOutside(), user);
        Infrastructure.RunningNode kdc = running(cluster.kdcNode());
        if (kdc.isAlive()) {
            kdc.kill();
        }
        use.enterRealm();
        launch(cluster.kdcNode()).awaitUse(use(cluster.kdcNode()));
        infrastructure.keysChanged();
    }

    /** What a client does with a node that was killed: others may be down. */
    private ReadinessWait.Probe useAgain(Node node) {
        Cluster cluster = infrastructure.cluster();
        if (cluster.brokers().contains(node)) {
            return () -> use.broker(node.address().toString(), alive(cluster.brokers()));
        }
        boolean hdfs = node.name().equals(cluster.nameNodeNode().name())
                || cluster.dataNodes().contains(node);
        return () -> {
            use(node).attempt();
            if (hdfs && alive(cluster.dataNodes()) > 0) {
                // A DataNode that is known may still lack the keys of block tokens.
                use.file();
            }
        };
    }

    private int alive(List<Node> nodes) {
        return (int) nodes.stream().filter(node -> running(node).isAlive()).count();
    }

    private void writeState() throws IOException {
        folder.write(LabState.ofThisProcess(config.substrate(), complete, statuses()));
    }

    private void requireOpen() {
        if (closed) {
            throw LabException.cannotStart("The start of the lab was interrupted.");
        }
    }

    private Infrastructure.RunningNode running(Node node) {
        return running.stream()
                .filter(process -> process.status().name().equals(node.name()))
                .findFirst()
                .orElseThrow();
    }

    /** What a client does with a node, so that it counts as ready. */
    private ReadinessWait.Probe use(Node node) {
        return switch (node.kind()) {
            case "kdc" -> use::kdc;
            case "namenode" -> use::nameNode;
            case "datanode" ->
                () -> {
                    // Without a NameNode each attempt would be a login in vain.
                    ReadinessWait.connect(
                            infrastructure.cluster().nameNodeNode().address());
                    use.dataNode(node.address());
                };
            case YarnNodes.RESOURCE_MANAGER -> use::resourceManager;
            case YarnNodes.NODE_MANAGER -> () -> use.nodeManager(node.address());
            default -> throw new IllegalArgumentException(node.name());
        };
    }

    /** Not while the lab is being closed: a node started then would be missed. */
    private synchronized ReadinessWait launch(Node node) {
        requireOpen();
        try {
            Infrastructure.RunningNode process = infrastructure.launch(node);
            running.removeIf(earlier -> earlier.status().name().equals(node.name()));
            running.add(process);
            writeState();
            return boot(node, process);
        } catch (IOException e) {
            throw LabException.cannotStart("%s could not be started: %s.".formatted(node.name(), e), e);
        }
    }
}
