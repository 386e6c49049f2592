package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.LabFolder;
import dev.kerbside.NodeStatus;
import dev.kerbside.Nodes.Deed;
import dev.kerbside.Principal;
import dev.kerbside.Progress;
import dev.kerbside.Substrate;
import dev.kerbside.security.Kerberos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A lab that was started in a place, node by node, each used before it counts:
 *
 * <pre>
 *   kdc ──► namenode ──► datanode-1..         all authenticated by the kdc,
 *    └────► broker-1, broker-2, broker-3      all with the lab's certificates
 * </pre>
 */
final class StartedLab implements Lab {
    private final LabFolder folder;
    private final Substrate substrate;
    private final Place place;
    private final Progress progress;
    private final List<Place.RunningNode> running = new CopyOnWriteArrayList<>();
    private final Thread closeOnExit = new Thread(this::close, "lab-close");
    private Endpoints endpoints;
    private FirstUse use;
    private NodeRequests requests;
    private boolean closed;

    /** A lab in this folder, which it owns from now on, and in this place. */
    StartedLab(LabFolder folder, Substrate substrate, Place place, Progress progress) {
        this.folder = folder;
        this.substrate = substrate;
        this.place = place;
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(closeOnExit);
    }

    /** The log of a node of the lab in this folder. */
    static Path log(Path labFolder, Node node) throws IOException {
        return Files.createDirectories(labFolder.resolve("logs")).resolve(node.name() + ".log");
    }

    /** Starts every node and returns when every service has been used; closes the lab if that fails. */
    void start(Secrets secrets) {
        try {
            startInOrder(secrets);
        } catch (IOException | GeneralSecurityException e) {
            throw closedAfter(
                    LabException.cannotStart("The lab in %s did not start: %s.".formatted(folder.path(), e), e));
        } catch (RuntimeException e) {
            throw closedAfter(e);
        }
    }

    private RuntimeException closedAfter(RuntimeException reason) {
        try {
            close();
        } catch (RuntimeException e) {
            reason.addSuppressed(e);
        }
        return reason;
    }

    private void startInOrder(Secrets secrets) throws IOException, GeneralSecurityException {
        // 1. Secrets, and what clients need.
        Cluster cluster = place.cluster();
        secrets.write(folder, place.fromOutside());
        Endpoints kit = ClientKit.write(folder, place.fromOutside());

        // 2. The KDC: everybody else needs its tickets.
        use = new FirstUse(kit, cluster.layout());
        boot(cluster.kdcNode());
        Kerberos.use(kit);

        // 3. HDFS and Kafka, side by side.
        List<Runnable> services = new ArrayList<>();
        services.add(() -> boot(cluster.nameNodeNode()));
        cluster.dataNodes().forEach(node -> services.add(() -> boot(node)));
        cluster.brokers().forEach(node -> services.add(() -> boot(node)));
        Parallel.run(services);

        // 4. The first file and the first record of tdp_user, and what he may do in Kafka.
        first("hdfs", cluster.nameNodeNode(), use::hdfs);
        first("kafka", cluster.brokers().get(0), () -> {
            use.grantKafka();
            use.kafka();
        });

        // 5. The endpoints: from here on other processes may attach.
        finish(kit);
    }

    /** Not while the lab is being closed, as {@link #launch}. */
    private synchronized void finish(Endpoints kit) throws IOException {
        requireOpen();
        place.complete();
        kit.write();
        this.requests = new NodeRequests(folder.path(), this::perform);
        this.endpoints = kit;
        writeState();
    }

    private void writeState() throws IOException {
        folder.write(new LabFolder.State(ProcessHandle.current().pid(), substrate, endpoints != null, nodes()));
    }

    /** What {@link dev.kerbside.Nodes} asks. */
    private void perform(String name, Deed deed) throws IOException {
        if (deed == Deed.PASSWORD) {
            changePassword(name);
            return;
        }
        Node node = place.cluster().nodes().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        Place.RunningNode process = running(node);
        boolean kill = deed == Deed.KILL;
        if (process.isAlive() != kill) {
            throw LabException.usage("%s is %s already.".formatted(name, kill ? "down" : "up"));
        }
        if (kill) {
            process.kill();
        } else {
            launch(node).awaitUse(useAgain(node));
        }
    }

    private void changePassword(String name) throws IOException {
        Principal user = Principal.USERS.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        Cluster cluster = place.cluster();
        cluster.changePassword(user, new Secrets().password());
        Secrets.writeUser(folder, place.fromOutside(), user);
        Place.RunningNode kdc = running(cluster.kdcNode());
        if (kdc.isAlive()) {
            kdc.kill();
        }
        launch(cluster.kdcNode()).awaitUse(use(cluster.kdcNode()));
        place.keysChanged();
    }

    /** What a client does with a node that was killed: others may be down. */
    private Boot.Use useAgain(Node node) {
        Cluster cluster = place.cluster();
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

    private void requireOpen() {
        if (closed) {
            throw LabException.cannotStart("The start of the lab was interrupted.");
        }
    }

    private void first(String service, Node node, Boot.Use use) throws IOException {
        Instant began = Instant.now();
        progress.starting(service);
        new Boot(node, running(node), log(folder.path(), node)).awaitUse(use);
        progress.ready(service, Duration.between(began, Instant.now()));
    }

    private Place.RunningNode running(Node node) {
        return running.stream()
                .filter(process -> process.status().name().equals(node.name()))
                .findFirst()
                .orElseThrow();
    }

    private void boot(Node node) {
        progress.starting(node.name());
        progress.ready(node.name(), launch(node).awaitUse(use(node)));
    }

    /** What a client does with a node, so that it counts as ready. */
    private Boot.Use use(Node node) {
        return switch (node.name().replaceFirst("-\\d+$", "")) {
            case "kdc" -> use::kdc;
            case "namenode" -> use::nameNode;
            case "datanode" -> () -> use.dataNode(node.address());
            case "broker" -> () -> use.broker(node.address().toString(), LabConfig.BROKERS);
            default -> throw new IllegalArgumentException(node.name());
        };
    }

    /** Not while the lab is being closed: a node started then would be missed. */
    private synchronized Boot launch(Node node) {
        requireOpen();
        try {
            Place.RunningNode process = place.launch(node);
            running.removeIf(earlier -> earlier.status().name().equals(node.name()));
            running.add(process);
            writeState();
            return new Boot(node, process, log(folder.path(), node));
        } catch (IOException e) {
            throw LabException.cannotStart("%s could not be started: %s.".formatted(node.name(), e), e);
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(closeOnExit);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook will find nothing to do.
        }
    }

    @Override
    public Endpoints endpoints() {
        return endpoints;
    }

    @Override
    public List<NodeStatus> nodes() {
        return running.stream().map(Place.RunningNode::status).toList();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // The folder has keys: it is cleaned whatever becomes of the place.
        try (folder;
                NodeRequests ended = requests) {
            place.close();
        }
        if (Thread.currentThread() != closeOnExit) {
            forgetHook();
        }
    }
}
