package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Progress;
import dev.kerbside.folder.EndpointsFile;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.security.Kerberos;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/**
 * A lab that was started in an infrastructure, node by node, each used before it counts:
 *
 * <pre>
 *   kdc ──► namenode ──► datanode-1..         all authenticated by the kdc,
 *    ├────► broker-1, broker-2, broker-3      all with the lab's certificates
 *    └────► resourcemanager, nodemanager      if the lab has YARN
 * </pre>
 */
public final class StartedLab implements AutoCloseable {
    private final LabFolder folder;
    private final LabConfig config;
    private final Infrastructure infrastructure;
    private final Progress progress;
    private final Thread closeOnExit = new Thread(this::closeAtEnd, "lab-close");
    private RunningNodes nodes;
    private RequestListener requests;
    private boolean closed;

    /** A lab in this folder, which it owns from now on, and in this infrastructure. */
    public StartedLab(LabFolder folder, LabConfig config, Infrastructure infrastructure, Progress progress) {
        this.folder = folder;
        this.config = config;
        this.infrastructure = infrastructure;
        this.progress = progress;
        Runtime.getRuntime().addShutdownHook(closeOnExit);
    }

    /** Starts every node and returns when every service has been used; closes the lab if that fails. */
    public Endpoints start() {
        try {
            return startInOrder();
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

    private Endpoints startInOrder() throws IOException, GeneralSecurityException {
        // 1. Secrets, and what clients need.
        Cluster cluster = infrastructure.cluster();
        Secrets.write(folder, infrastructure.fromOutside());
        Endpoints kit = ClientKit.write(folder, infrastructure.fromOutside());

        // 2. The KDC: everybody else needs its tickets.
        ImpatientClients clients = new ImpatientClients(kit);
        Readiness use = new Readiness(kit, clients, cluster.topology());
        Provisioning provisioning = new Provisioning(kit, clients, cluster.topology());
        nodes = new RunningNodes(folder, config, infrastructure, use, progress);
        run(List.of(() -> nodes.boot(cluster.kdcNode()), () -> {
            // Meanwhile, because the processor has nothing else to do.
            Kerberos.use(kit);
            clients.hadoop();
        }));

        // 3. HDFS until tdp_user's first file, and Kafka until his first record, side by side.
        List<Runnable> hdfs = new ArrayList<>();
        hdfs.add(() -> nodes.boot(cluster.nameNodeNode()));
        cluster.dataNodes().forEach(node -> hdfs.add(() -> nodes.boot(node)));
        try (KafkaReadiness kafka = new KafkaReadiness(clients, cluster.topology())) {
            Runnable brokers = config.oneByOne()
                    ? () -> nodes.bootInTurn(cluster.brokers())
                    : () -> Parallel.run(cluster.brokers().stream()
                            .map(node -> (Runnable) () -> nodes.boot(node, kafka::registered))
                            .toList());
            run(List.of(
                    () -> {
                        run(hdfs);
                        nodes.first("hdfs", cluster.nameNodeNode(), () -> {
                            provisioning.home();
                            if (!cluster.yarn().isEmpty()) {
                                provisioning.containerLogs();
                            }
                            use.hdfs();
                        });
                    },
                    () -> run(cluster.yarn().stream()
                            .map(node -> (Runnable) () -> nodes.boot(node))
                            .toList()),
                    () -> {
                        brokers.run();
                        nodes.first("kafka", cluster.brokers().get(0), kafka::records);
                    }));
        }

        // 4. The endpoints: from here on other processes may attach.
        finish(kit);
        return kit;
    }

    private void run(List<Runnable> tasks) {
        if (config.oneByOne()) {
            tasks.forEach(Runnable::run);
        } else {
            Parallel.run(tasks);
        }
    }

    /** Not while the lab is being closed. */
    private synchronized void finish(Endpoints kit) throws IOException {
        infrastructure.complete();
        EndpointsFile.write(folder, kit);
        nodes.complete();
        this.requests = new RequestListener(folder, nodes::perform);
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(closeOnExit);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook will find nothing to do.
        }
    }

    /** When this JVM ends. */
    private void closeAtEnd() {
        try {
            close();
        } catch (LabException e) {
            System.err.println("lab: " + e.getMessage());
        }
        try {
            infrastructure.requireReachable();
        } catch (LabException e) {
            // Testcontainers cleans up at the end too, and would wait for the engine for ever.
            Runtime.getRuntime().halt(LabException.CANNOT_START);
        }
    }

    /** Ends every node, and removes what is not kept. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (nodes != null) {
            nodes.close();
        }
        // The folder has keys: it is cleaned whatever becomes of the infrastructure.
        try (folder;
                RequestListener ended = requests) {
            infrastructure.close();
        }
        if (Thread.currentThread() != closeOnExit) {
            forgetHook();
        }
    }
}
