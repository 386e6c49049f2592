package dev.kerbside.substrate;

import dev.kerbside.LabConfig;
import dev.kerbside.Principal;
import dev.kerbside.Service;
import dev.kerbside.config.Address;
import dev.kerbside.config.HadoopConfig;
import dev.kerbside.config.KafkaConfig;
import dev.kerbside.config.YarnConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Hosts and ports of a lab.
 *
 * @param kdc as nodes reach it
 * @param kdcFromOutside as clients on this machine reach it: always localhost, because MIT's clients read no hosts file
 * @param yarn null where there is none
 */
public record Topology(
        Address kdc,
        Address kdcFromOutside,
        HadoopConfig.NameNode nameNode,
        List<HadoopConfig.DataNode> dataNodes,
        List<KafkaConfig.Broker> brokers,
        Yarn yarn) {

    /**
     * YARN: the ResourceManager is on the NameNode's host, and the NodeManager on the first DataNode's.
     *
     * @param jars folder of the lab's jars as the NodeManager sees it
     */
    public record Yarn(YarnConfig.ResourceManager resourceManager, YarnConfig.NodeManager nodeManager, Path jars) {}

    /** TDP's hosts that have services. */
    public static final List<String> TDP_HOSTS =
            List.of("kdc.tdp", "master-01.tdp", "worker-01.tdp", "worker-02.tdp", "worker-03.tdp");

    private static final String LOCALHOST = "localhost";
    private static final int KAFKA_PORT = 9092;

    /** Everything under the name localhost, so that native clients work without /etc/hosts. One DataNode. */
    public static Topology onLoopback(Ports ports, int brokers) {
        Address kdc = new Address(LOCALHOST, ports.take("kdc"));
        HadoopConfig.NameNode nameNode = nameNode(LOCALHOST, Principal.service("dn", LOCALHOST), ports);
        return new Topology(
                kdc,
                kdc,
                nameNode,
                List.of(dataNode(1, LOCALHOST, ports)),
                each(
                        brokers,
                        id -> new KafkaConfig.Broker(
                                id,
                                new Address(LOCALHOST, ports.take("broker-" + id + " client")),
                                new Address(LOCALHOST, ports.take("broker-" + id + " controller")),
                                null)),
                null);
    }

    /**
     * TDP's hosts. A port is the same inside and outside, so that what a node advertises is true everywhere; but for
     * clients inside the brokers listen at TDP's own port too.
     */
    public static Topology onTdpHosts(Ports ports) {
        int kdc = ports.take("kdc");
        // Hadoop puts the DataNode's own host in place of _HOST.
        Principal anyDataNode = Principal.service("dn", "_HOST");
        return new Topology(
                new Address(TDP_HOSTS.get(0), kdc),
                new Address(LOCALHOST, kdc),
                nameNode(TDP_HOSTS.get(1), anyDataNode, ports),
                each(LabConfig.BROKERS, id -> dataNode(id, worker(id), ports)),
                each(
                        LabConfig.BROKERS,
                        id -> new KafkaConfig.Broker(
                                id,
                                new Address(worker(id), KAFKA_PORT),
                                new Address(worker(id), ports.take("broker-" + id + " controller")),
                                new Address(worker(id), ports.take("broker-" + id + " client")))),
                null);
    }

    /**
     * The same with these services besides.
     *
     * @param jars see {@link Yarn}
     */
    public Topology with(Set<Service> extras, Ports ports, Path jars) {
        return extras.contains(Service.YARN)
                ? new Topology(kdc, kdcFromOutside, nameNode, dataNodes, brokers, yarn(ports, jars))
                : this;
    }

    private Yarn yarn(Ports ports, Path jars) {
        String master = nameNode.rpc().host();
        String worker = host(dataNodes.get(0));
        return new Yarn(
                new YarnConfig.ResourceManager(
                        new Address(master, ports.take("resourcemanager client")),
                        new Address(master, ports.take("resourcemanager scheduler")),
                        new Address(master, ports.take("resourcemanager tracker")),
                        new Address(master, ports.take("resourcemanager admin")),
                        new Address(master, ports.take("resourcemanager https")),
                        Principal.service("rm", master)),
                new YarnConfig.NodeManager(
                        new Address(worker, ports.take("nodemanager containers")),
                        new Address(worker, ports.take("nodemanager localizer")),
                        new Address(worker, ports.take("nodemanager https")),
                        Principal.service("nm", worker)),
                jars);
    }

    private static String worker(int id) {
        return TDP_HOSTS.get(1 + id);
    }

    private static <T> List<T> each(int number, Function<Integer, T> node) {
        return IntStream.rangeClosed(1, number).boxed().map(node).collect(Collectors.toUnmodifiableList());
    }

    private static HadoopConfig.NameNode nameNode(String host, Principal dataNode, Ports ports) {
        return new HadoopConfig.NameNode(
                new Address(host, ports.take("namenode rpc")),
                new Address(host, ports.take("namenode https")),
                Principal.service("nn", host),
                dataNode);
    }

    private static HadoopConfig.DataNode dataNode(int id, String host, Ports ports) {
        return new HadoopConfig.DataNode(
                new Address(host, ports.take("datanode-" + id + " data")),
                new Address(host, ports.take("datanode-" + id + " ipc")),
                new Address(host, ports.take("datanode-" + id + " https")));
    }

    /** A principal a service and host. */
    public List<Principal> services() {
        List<Principal> services = new ArrayList<>();
        services.add(nameNode.principal());
        dataNodes.forEach(node -> services.add(Principal.service("dn", host(node))));
        services.add(Principal.service("HTTP", nameNode.https().host()));
        dataNodes.forEach(node -> services.add(Principal.service("HTTP", host(node))));
        brokers.forEach(broker -> services.add(principal(broker)));
        if (yarn != null) {
            services.add(yarn.resourceManager().principal());
            services.add(yarn.nodeManager().principal());
        }
        return services.stream().distinct().toList();
    }

    static Principal principal(KafkaConfig.Broker broker) {
        return Principal.service("kafka", broker.client().host());
    }

    static String host(HadoopConfig.DataNode dataNode) {
        return dataNode.data().host();
    }

    public String hdfs() {
        return "hdfs://" + nameNode.rpc();
    }

    public String webHdfs() {
        return "https://" + nameNode.https() + "/webhdfs/v1";
    }

    /** HTTPS root of the ResourceManager; null where there is none. */
    public String yarnWeb() {
        return yarn == null ? null : "https://" + yarn.resourceManager().https();
    }

    /** Kafka's addresses for clients on this machine. */
    String bootstrapFromOutside() {
        return brokers.stream().map(broker -> broker.outside().toString()).collect(Collectors.joining(","));
    }

    /** Kafka's addresses for clients among the nodes. */
    public String bootstrap() {
        return brokers.stream().map(broker -> broker.client().toString()).collect(Collectors.joining(","));
    }
}
