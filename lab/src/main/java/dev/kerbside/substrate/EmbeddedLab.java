package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Kdc;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.LabFolder;
import dev.kerbside.NodeStatus;
import dev.kerbside.Progress;
import dev.kerbside.config.KafkaConfig;
import dev.kerbside.config.Krb5Conf;
import dev.kerbside.security.Kerberos;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The lab as processes on loopback:
 *
 * <pre>
 *   kdc ──► namenode ──► datanode            all named localhost, all authenticated
 *    └────► broker-1, broker-2, broker-3     by the kdc, all with the lab's certificates
 * </pre>
 */
public final class EmbeddedLab implements Lab {
    private static final long MIN_FREE_MB = 2_048;

    private final LabFolder folder;
    private final Progress progress;
    private final List<NodeProcess> processes = new CopyOnWriteArrayList<>();
    private final Thread closeOnExit = new Thread(this::close, "lab-close");
    private final Ports ports;
    private final Kdc kdc;
    private Endpoints endpoints;
    private boolean closed;

    private EmbeddedLab(LabFolder folder, LabConfig config, Progress progress) {
        this.folder = folder;
        this.progress = progress;
        this.ports = new Ports(config.basePort());
        this.kdc = config.kdc();
    }

    /**
     * Starts a lab and returns when every service has been used.
     *
     * @throws LabException if it cannot start; then nothing is left running, and the logs stay
     */
    public static EmbeddedLab start(LabConfig config, Progress progress) {
        EmbeddedLab lab = new EmbeddedLab(LabFolder.claim(config.folder()), config, progress);
        Runtime.getRuntime().addShutdownHook(lab.closeOnExit);
        try {
            lab.start();
            return lab;
        } catch (IOException | GeneralSecurityException e) {
            lab.close();
            throw LabException.cannotStart("The lab in %s did not start: %s.".formatted(config.folder(), e), e);
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private void start() throws IOException, GeneralSecurityException {
        // 1. The folder, the ports and the secrets.
        requireDisk();
        KdcNode.requireInstalled(kdc);
        if (folder.hadLeftovers()) {
            progress.say("Removed what an earlier lab left in " + folder.path() + ".");
        }
        Secrets secrets = new Secrets();
        Cluster cluster = Cluster.onLoopback(folder.path(), ports, secrets);
        secrets.write(folder, cluster);
        Files.writeString(folder.path().resolve("krb5.conf"), Krb5Conf.text(cluster.kdc()));
        Endpoints kit = ClientKit.write(folder, cluster);

        // 2. The KDC: everybody else needs its tickets.
        FirstUse use = new FirstUse(
                kit,
                cluster.nameNode().principal(),
                Cluster.principal(cluster.brokers().get(0)));
        boot(cluster.kdcNode(kdc), use::kdc);
        Kerberos.use(kit);

        // 3. HDFS and Kafka, side by side.
        List<Runnable> services = new ArrayList<>();
        services.add(() -> boot(cluster.nameNodeNode(), use::nameNode));
        services.add(() -> boot(cluster.dataNodeNode(), use::dataNode));
        cluster.brokers().forEach(broker -> services.add(() -> bootBroker(cluster, broker, use)));
        Parallel.run(services);

        // 4. What tdp_user may do in Kafka, and a first record of his.
        firstRecord(use);

        // 5. The endpoints: from here on other processes may attach.
        kit.write();
        folder.write(new LabFolder.State(ProcessHandle.current().pid(), true, nodes()));
        this.endpoints = kit;
    }

    private void bootBroker(Cluster cluster, KafkaConfig.Broker broker, FirstUse use) {
        boot(cluster.brokerNode(broker), () -> use.broker(broker.client().toString()));
    }

    private void firstRecord(FirstUse use) {
        Instant began = Instant.now();
        progress.starting("kafka");
        NodeProcess broker = processes.stream()
                .filter(process -> process.status().name().startsWith("broker-"))
                .findFirst()
                .orElseThrow();
        broker.awaitUse(use::grantKafka);
        broker.awaitUse(use::kafka);
        progress.ready("kafka", Duration.between(began, Instant.now()));
    }

    private void boot(Node node, NodeProcess.Use use) {
        progress.starting(node.name());
        NodeProcess process = launch(node);
        progress.ready(node.name(), process.awaitUse(use));
    }

    /** Not while the lab is being closed: a node started then would be missed. */
    private synchronized NodeProcess launch(Node node) {
        if (closed) {
            throw LabException.cannotStart("The start of the lab was interrupted.");
        }
        node.ports().forEach(ports::release);
        try {
            NodeProcess process = NodeProcess.start(node, folder.path());
            processes.add(process);
            folder.write(new LabFolder.State(ProcessHandle.current().pid(), false, nodes()));
            return process;
        } catch (IOException e) {
            throw LabException.cannotStart("%s could not be started: %s.".formatted(node.name(), e), e);
        }
    }

    private void requireDisk() throws IOException {
        long freeMb = Files.getFileStore(folder.path()).getUsableSpace() >> 20;
        if (freeMb < MIN_FREE_MB) {
            throw LabException.cannotStart(
                    "%s has %,d MB free and a lab needs %,d MB. Free some, or give another --dir."
                            .formatted(folder.path(), freeMb, MIN_FREE_MB));
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
        return processes.stream().map(NodeProcess::status).toList();
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).close();
        }
        ports.close();
        folder.close();
        if (Thread.currentThread() != closeOnExit) {
            forgetHook();
        }
    }
}
