package dev.kerbside.substrate.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.Progress;
import dev.kerbside.config.Krb5Conf;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.process.ForkedJvm;
import dev.kerbside.process.TemporaryFiles;
import dev.kerbside.substrate.Cluster;
import dev.kerbside.substrate.Infrastructure;
import dev.kerbside.substrate.Node;
import dev.kerbside.substrate.Ports;
import dev.kerbside.substrate.Topology;
import dev.kerbside.substrate.YarnNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.testcontainers.containers.Network;

/**
 * Nodes in containers of a Docker engine, a container a host of TDP's, in the network tdp:
 *
 * <pre>
 *   kdc.tdp   master-01.tdp   worker-01.tdp   worker-02.tdp   worker-03.tdp   edge-01.tdp
 *   kdc       namenode        datanode-1      datanode-2      datanode-3      you: lab shell
 *                             broker-1        broker-2        broker-3
 * </pre>
 *
 * A container is named as the short host, and the network as the domain: what Docker's reverse lookup answers is then the
 * host's name, which HDFS checks. Published ports are the same on loopback as inside.
 */
public final class Containers implements Infrastructure {
    private static final String NETWORK = "tdp";

    private final DockerClient docker;
    private final Path folder;
    private final Ports ports;
    private final Cluster cluster;
    private final String image;
    private final Network network;
    private final Map<String, HostContainer> hosts = new LinkedHashMap<>();

    private Containers(DockerClient docker, LabConfig config, Ports ports, String image) {
        this.docker = docker;
        this.folder = config.folder();
        this.ports = ports;
        this.image = image;
        Topology topology = Topology.onTdpHosts(ports).with(config.extras(), ports, Path.of(Image.JARS));
        this.cluster = Cluster.of(Archive.LAB, "0.0.0.0", topology, config);
        this.network = Network.builder()
                .createNetworkCmdModifier(
                        command -> command.withName(NETWORK).withLabels(EngineResources.labels(folder)))
                .build();
    }

    /**
     * Makes room on the engine: removes what dead labs left there, and builds the image if it is not there.
     *
     * @throws LabException if another lab runs there, or somebody else has a name that the lab needs
     */
    public static Containers open(LabConfig config, Ports ports, Progress progress) {
        DockerClient docker = DockerEngine.connect();
        return DockerEngine.ask(() -> on(docker, config, ports, progress));
    }

    private static Containers on(DockerClient docker, LabConfig config, Ports ports, Progress progress) {
        makeRoom(docker, config.folder(), progress);
        String image = Image.ensure(docker, progress);
        // The image may have taken minutes.
        makeRoom(docker, config.folder(), progress);
        try {
            return new Containers(docker, config, ports, image);
        } catch (DockerException e) {
            throw LabException.cannotStart(
                    "The network %s could not be made: %s. lab doctor looks at the engine."
                            .formatted(NETWORK, BuildLog.reason(e)),
                    e);
        }
    }

    private static void makeRoom(DockerClient docker, Path folder, Progress progress) {
        requireRoom(docker, folder).forEach(left -> progress.say(left.remove()));
    }

    /**
     * Refuses an engine where another lab runs, or somebody else has a name that the lab needs.
     *
     * @return what labs that no longer run left there
     */
    public static List<EngineResources> requireRoom(DockerClient docker, Path folder) {
        List<EngineResources> left = EngineResources.ofDeadLabs(docker, folder);
        List<String> names = Stream.concat(Topology.TDP_HOSTS.stream(), Stream.of(Edge.HOST))
                .map(HostContainer::shortName)
                .toList();
        DockerEngine.requireFree(docker, NETWORK, names);
        return left;
    }

    @Override
    public Cluster cluster() {
        return cluster;
    }

    @Override
    public Cluster fromOutside() {
        return cluster.in(folder);
    }

    /** Starts the node's host with all its nodes, if the host does not run yet. */
    @Override
    public RunningNode launch(Node node) throws IOException {
        HostContainer host = host(node.host());
        host.start();
        Infrastructure.RunningNode running = host.running(node);
        if (!running.isAlive()) {
            host.put(files(List.of(node)));
            host.startAgain(node);
        }
        return running;
    }

    private synchronized HostContainer host(String name) throws IOException {
        HostContainer host = hosts.get(name);
        if (host == null) {
            List<Node> nodes = cluster.nodes().stream()
                    .filter(node -> node.host().equals(name))
                    .toList();
            nodes.forEach(node -> node.ports().forEach(ports::release));
            Archive files = nodes.isEmpty() ? Edge.files(cluster, folder) : files(nodes);
            host = new HostContainer(
                    image, network, name, nodes, files, EngineResources.labels(folder), new NodeLogs(folder, nodes));
            hosts.put(name, host);
        }
        return host;
    }

    /** What the nodes of one host need, and no other host's keys. */
    private Archive files(List<Node> nodes) throws IOException {
        Archive files = new Archive();
        String host = nodes.get(0).host();
        files.put(
                FolderPlan.KRB5_CONF.in(Archive.LAB),
                Krb5Conf.text(cluster.topology().kdc()));
        for (Node node : nodes) {
            Path own = node.folder(Archive.LAB);
            node.files().forEach((name, text) -> files.put(own.resolve(name), text));
            files.put(own.resolve("java.args"), arguments(node));
            files.put(
                    own.resolve("ports"),
                    node.ports().stream().map(String::valueOf).collect(Collectors.joining("\n", "", "\n")));
            files.folder(TemporaryFiles.of(own));
            if (cluster.hasCertificate(node)) {
                copy(files, FolderPlan.KEYSTORE.path(node.name()));
            }
            if (node.name().equals(YarnNodes.NODE_MANAGER)) {
                whatClientsName(files);
            }
        }
        for (Principal service : cluster.topology().services()) {
            if (host.equals(service.instance())) {
                copy(files, FolderPlan.KEYTAB.path(service.keytabName()));
            }
        }
        copy(files, FolderPlan.TRUSTSTORE.path());
        if (cluster.topology().services().contains(Principal.service("HTTP", host))) {
            copy(files, FolderPlan.HTTP_SIGNATURE.path());
        }
        return files;
    }

    /** What runs in YARN's containers finds these where whoever submitted it has them: on the edge node, or on this machine. */
    private void whatClientsName(Archive files) throws IOException {
        String krb5 = Krb5Conf.text(cluster.topology().kdc());
        files.put(FolderPlan.KRB5_CONF.in(folder), krb5);
        files.put(Path.of("/etc/krb5.conf"), krb5);
        files.put(FolderPlan.TRUSTSTORE.in(folder), Files.readAllBytes(FolderPlan.TRUSTSTORE.in(folder)));
    }

    private void copy(Archive files, String name) throws IOException {
        files.put(Archive.LAB.resolve(name), Files.readAllBytes(folder.resolve(name)));
    }

    private static String arguments(Node node) {
        List<String> arguments = new ArrayList<>(ForkedJvm.sharedFlags());
        arguments.add(TemporaryFiles.flag(node.folder(Archive.LAB)));
        arguments.addAll(node.flags(Archive.LAB));
        String jarSets = node.jarSets().stream()
                .map(set -> ":" + Image.HOME + "/" + set + "/*")
                .collect(Collectors.joining());
        arguments.addAll(
                List.of("-cp", node.folder(Archive.LAB) + jarSets + ":" + Image.classpath(node), node.mainClass()));
        arguments.addAll(node.args());
        return ForkedJvm.argumentFile(arguments);
    }

    @Override
    public void requireReachable() {
        DockerEngine.requireAnswering();
    }

    @Override
    public void complete() throws IOException {
        host(Edge.HOST).start();
    }

    @Override
    public void keysChanged() throws IOException {
        host(Edge.HOST).put(Edge.files(cluster, folder));
    }

    @Override
    public void close() {
        ports.close();
        DockerEngine.ask(() -> EngineResources.of(docker, folder).remove());
    }
}
