package dev.kerbside.substrate;

import dev.kerbside.Kdc;
import dev.kerbside.LabConfig;
import dev.kerbside.Principal;
import dev.kerbside.config.Address;
import dev.kerbside.config.HadoopConfig;
import dev.kerbside.config.KafkaConfig;
import dev.kerbside.config.TlsStores;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.security.KdcDatabase;
import dev.kerbside.security.Keytabs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The whole lab, described: which listeners there are, and the nodes with their configuration texts.
 *
 * @param folder the lab's folder as the nodes see it
 * @param bind address that listeners bind to
 * @param topology hosts and ports
 * @param tlsPassword of every PKCS12 store
 * @param passwords principal → password, from which its keys are derived: users, and a service and host each
 * @param keys name without realm → those of its keys that were derived by now
 * @param ticketGranting password of the KDC's own principal
 * @param tokenSecret with which the brokers sign delegation tokens
 * @param clusterId Kafka's cluster id
 * @param tokenLife of delegation tokens; null for Hadoop's and Kafka's own
 */
public record Cluster(
        Path folder,
        String bind,
        Topology topology,
        Kdc kdc,
        String tlsPassword,
        Map<Principal, String> passwords,
        Map<String, List<byte[]>> keys,
        String ticketGranting,
        String tokenSecret,
        String clusterId,
        Duration tokenLife) {

    /** A cluster with new secrets. */
    public static Cluster of(Path folder, String bind, Topology topology, LabConfig config) {
        Passwords secrets = new Passwords();
        Map<Principal, String> passwords = new ConcurrentHashMap<>();
        Stream.concat(config.users().stream(), topology.services().stream())
                .forEach(principal -> passwords.put(principal, secrets.next()));
        return new Cluster(
                folder,
                bind,
                topology,
                config.kdc(),
                secrets.next(),
                passwords,
                new ConcurrentHashMap<>(),
                secrets.next(),
                secrets.next(),
                org.apache.kafka.common.Uuid.randomUuid().toString(),
                config.tokenLife());
    }

    /** The same cluster as somebody sees it who has the lab's folder elsewhere. */
    public Cluster in(Path otherFolder) {
        return new Cluster(
                otherFolder,
                bind,
                topology,
                kdc,
                tlsPassword,
                passwords,
                keys,
                ticketGranting,
                tokenSecret,
                clusterId,
                tokenLife);
    }

    /** The principals that are no service, in the order of their names. */
    public List<Principal> users() {
        return passwords.keySet().stream()
                .filter(Principal::isUser)
                .sorted(Comparator.comparing(Principal::name))
                .toList();
    }

    /** Gives a principal another password, in every view of this cluster; the KDC knows it from its next start on. */
    void changePassword(Principal principal, String password) {
        passwords.put(principal, password);
        keys.remove(principal.name());
    }

    /** A principal's keys: {@link Keytabs#keys}. */
    List<byte[]> keys(Principal principal) {
        return keys(principal.name(), passwords.get(principal));
    }

    private List<byte[]> keys(String name, String password) {
        return keys.computeIfAbsent(name, none -> Keytabs.keys(name + "@" + Principal.REALM, password));
    }

    /** All nodes, in the order of their start. */
    public List<Node> nodes() {
        return Stream.of(
                        Stream.of(kdcNode(), nameNodeNode()), dataNodes().stream(), brokers().stream(), yarn().stream())
                .flatMap(nodes -> nodes)
                .toList();
    }

    /** ResourceManager and NodeManager; none in a lab without YARN. */
    List<Node> yarn() {
        return topology.yarn() == null ? List.of() : new YarnNodes(this).all();
    }

    HadoopConfig.Client hadoopClient() {
        return HadoopConfig.client(topology.nameNode(), replication());
    }

    /** Every DataNode has a copy of every block. */
    private int replication() {
        return topology.dataNodes().size();
    }

    /** Whether it talks TLS: all but the KDC. */
    public boolean hasCertificate(Node node) {
        return !node.name().equals(KdcNode.NAME);
    }

    Node kdcNode() {
        Map<String, String> names = new LinkedHashMap<>();
        passwords.forEach((principal, password) -> names.put(principal.name(), password));
        Map<String, List<byte[]>> derived = new LinkedHashMap<>();
        names.forEach((name, password) -> derived.put(name, keys(name, password)));
        String own = KdcDatabase.ticketGrantingName(Principal.REALM);
        derived.put(own, keys(own, ticketGranting));
        return KdcNode.of(
                kdc,
                new KdcDatabase(Principal.REALM, bind, topology.kdc().port(), names, derived, ticketGranting),
                topology.kdc().host(),
                topology.kdcFromOutside(),
                folder);
    }

    Node nameNodeNode() {
        HadoopConfig.NameNode nameNode = topology.nameNode();
        Path data = Node.data(folder, "namenode");
        HadoopConfig.Spnego spnego = spnego(nameNode.https());
        Map<String, String> files = hadoopServer("namenode", spnego);
        files.put(
                "hdfs-site.xml",
                HadoopConfig.nameNode(
                        nameNode, replication(), bind, data, keytab(nameNode.principal()), spnego, tokenLife));
        return new Node(
                "namenode",
                nameNode.rpc().host(),
                NameNodeMain.class.getName(),
                List.of(),
                files,
                224,
                nameNode.rpc(),
                List.of(nameNode.rpc().port(), nameNode.https().port()),
                List.of());
    }

    List<Node> dataNodes() {
        return IntStream.rangeClosed(1, topology.dataNodes().size())
                .mapToObj(this::dataNodeNode)
                .toList();
    }

    private Node dataNodeNode(int id) {
        HadoopConfig.DataNode self = topology.dataNodes().get(id - 1);
        String name = "datanode-" + id;
        HadoopConfig.Spnego spnego = spnego(self.https());
        Map<String, String> files = hadoopServer(name, spnego);
        files.put(
                "hdfs-site.xml",
                HadoopConfig.dataNode(
                        topology.nameNode(),
                        self,
                        replication(),
                        bind,
                        Node.data(folder, name),
                        keytab(Principal.service("dn", Topology.host(self))),
                        spnego));
        return new Node(
                name,
                Topology.host(self),
                DataNodeMain.class.getName(),
                List.of(),
                files,
                192,
                self.data(),
                List.of(self.data().port(), self.ipc().port(), self.https().port()),
                List.of());
    }

    List<Node> brokers() {
        return topology.brokers().stream().map(this::brokerNode).toList();
    }

    private Node brokerNode(KafkaConfig.Broker broker) {
        String name = "broker-" + broker.id();
        String properties = KafkaConfig.broker(
                broker,
                topology.brokers(),
                bind,
                Node.data(folder, name),
                tls(name),
                Topology.principal(broker),
                keytab(Topology.principal(broker)),
                tokenSecret,
                tokenLife);
        return new Node(
                name,
                broker.client().host(),
                BrokerMain.class.getName(),
                List.of(file(name, "server.properties"), clusterId),
                Map.of("server.properties", properties),
                256,
                broker.outside(),
                List.of(broker.outside().port(), broker.controller().port()),
                List.of());
    }

    /** The stores of a node, or of a client if the node is {@code null}. */
    public TlsStores tls(String node) {
        return new TlsStores(
                node == null ? null : FolderPlan.KEYSTORE.in(folder, node),
                FolderPlan.TRUSTSTORE.in(folder),
                tlsPassword);
    }

    Map<String, String> hadoopServer(String name, HadoopConfig.Spnego spnego) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("core-site.xml", HadoopConfig.serverCoreSite(topology.nameNode(), spnego, users(), yarnHost()));
        files.put("ssl-server.xml", HadoopConfig.sslServer(tls(name)));
        files.put("ssl-client.xml", HadoopConfig.sslClient(tls(null)));
        return files;
    }

    private String yarnHost() {
        return topology.yarn() == null
                ? null
                : topology.yarn().resourceManager().client().host();
    }

    HadoopConfig.Spnego spnego(Address https) {
        Principal http = Principal.service("HTTP", https.host());
        return new HadoopConfig.Spnego(http, keytab(http), FolderPlan.HTTP_SIGNATURE.in(folder));
    }

    Path keytab(Principal principal) {
        return FolderPlan.KEYTAB.in(folder, principal.keytabName());
    }

    private String file(String node, String name) {
        return FolderPlan.NODE.in(folder, node).resolve(name).toString();
    }
}
