package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.NodeStatus;
import dev.kerbside.Progress;
import dev.kerbside.Substrate;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.security.Kerberos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * A lab that was started in a place, node by node, each used before it counts:
 *
 * <pre>
 *   kdc ──► namenode ──► datanode-1..         all authenticated by the kdc,
 *    └────► broker-1, broker-2, broker-3      all with the lab's certificates
 * </pre>
 */
public final class StartedLab implements Lab {
    private final LabFolder folder;
    private final Substrate substrate;
    private final Infrastructure place;
    private final boolean oneByOne;
    private final Progress progress;
    private final Thread closeOnExit = new Thread(this::closeAtEnd, "lab-close");
    private Endpoints endpoints;
    private RunningNodes nodes;
    private RequestListener requests;
    private boolean closed;

    /** A lab in this folder, which it owns from now on, and in this place. */
    public StartedLab(
            LabFolder folder, Substrate substrate, Infrastructure place, boolean oneByOne, Progress progress) {
        this.folder = folder;
        this.substrate = substrate;
        this.place = place;
        this.oneByOne = oneByOne;
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(closeOnExit);
    }

    /** The log of a node of the lab in this folder. */
    public static Path log(Path labFolder, Node node) throws IOException {
        return Files.createDirectories(labFolder.resolve("logs")).resolve(node.name() + ".log");
    }

    /** Starts every node and returns when every service has been used; closes the lab if that fails. */
    public void start(Secrets secrets) {
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
        FirstUse use = new FirstUse(kit, cluster.layout());
        nodes = new RunningNodes(folder, substrate, place, use, progress);
        nodes.boot(cluster.kdcNode());
        Kerberos.use(kit);

        // 3. HDFS until tdp_user's first file, and Kafka until his first record, side by side.
        List<Runnable> hdfs = new ArrayList<>();
        hdfs.add(() -> nodes.boot(cluster.nameNodeNode()));
        cluster.dataNodes().forEach(node -> hdfs.add(() -> nodes.boot(node)));
        Runnable brokers = oneByOne
                ? () -> nodes.bootInTurn(cluster.brokers())
                : () -> Parallel.run(cluster.brokers().stream()
                        .map(node -> (Runnable) () -> nodes.boot(node))
                        .toList());
        run(List.of(
                () -> {
                    run(hdfs);
                    nodes.first("hdfs", cluster.nameNodeNode(), use::hdfs);
                },
                () -> {
                    brokers.run();
                    nodes.first("kafka", cluster.brokers().get(0), () -> {
                        use.grantKafka();
                        use.kafka();
                    });
                }));

        // 4. The endpoints: from here on other processes may attach.
        finish(kit);
    }

    private void run(List<Runnable> tasks) {
        if (oneByOne) {
            tasks.forEach(Runnable::run);
        } else {
            Parallel.run(tasks);
        }
    }

    /** Not while the lab is being closed. */
    private synchronized void finish(Endpoints kit) throws IOException {
        place.complete();
        kit.write();
        nodes.complete();
        this.requests = new RequestListener(folder, nodes::perform);
        this.endpoints = kit;
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
        return nodes.statuses();
    }

    /** When this JVM ends. */
    private void closeAtEnd() {
        try {
            close();
        } catch (LabException e) {
            System.err.println("lab: " + e.getMessage());
        }
        try {
            place.requireReachable();
        } catch (LabException e) {
            // Testcontainers cleans up at the end too, and would wait for the engine for ever.
            Runtime.getRuntime().halt(LabException.CANNOT_START);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (nodes != null) {
            nodes.close();
        }
        // The folder has keys: it is cleaned whatever becomes of the place.
        try (folder;
                RequestListener ended = requests) {
            place.close();
        }
        if (Thread.currentThread() != closeOnExit) {
            forgetHook();
        }
    }
}
