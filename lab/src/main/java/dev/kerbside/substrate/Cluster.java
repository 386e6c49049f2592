package dev.kerbside.substrate;

import dev.kerbside.Kdc;
import dev.kerbside.LabConfig;
import dev.kerbside.Principal;
import dev.kerbside.config.Address;
import dev.kerbside.config.HadoopConfig;
import dev.kerbside.config.KafkaConfig;
import dev.kerbside.config.TlsStores;
import dev.kerbside.security.KdcDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The whole lab, described: which listeners there are, and the nodes with their configuration texts.
 *
 * @param folder the lab's folder as the nodes see it
 * @param bind address that listeners bind to
 * @param tlsPassword of every PKCS12 store
 * @param passwords principal → password, from which its keys are derived: users, and a service and host each
 * @param clusterId Kafka's cluster id
 */
record Cluster(
        Path folder,
        String bind,
        Address kdc,
        HadoopConfig.NameNode nameNode,
        HadoopConfig.DataNode dataNode,
        List<KafkaConfig.Broker> brokers,
        String tlsPassword,
        Map<Principal, String> passwords,
        String clusterId) {

    private static final int REPLICATION = 1;

    /** Everything on loopback under the name localhost, so that native clients work without /etc/hosts. */
    static Cluster onLoopback(Path folder, Ports ports, Secrets secrets) {
        String host = "localhost";
        Address kdc = new Address(host, ports.take("kdc"));
        HadoopConfig.NameNode nameNode = new HadoopConfig.NameNode(
                new Address(host, ports.take("namenode rpc")),
                new Address(host, ports.take("namenode https")),
                Principal.service("nn", host),
                Principal.service("dn", host));
        HadoopConfig.DataNode dataNode = new HadoopConfig.DataNode(
                new Address(host, ports.take("datanode data")),
                new Address(host, ports.take("datanode ipc")),
                new Address(host, ports.take("datanode https")));
        List<KafkaConfig.Broker> brokers = new ArrayList<>();
        for (int id = 1; id <= LabConfig.BROKERS; id++) {
            brokers.add(new KafkaConfig.Broker(
                    id,
                    new Address(host, ports.take("broker-" + id + " client")),
                    new Address(host, ports.take("broker-" + id + " controller"))));
        }
        return new Cluster(
                folder,
                "127.0.0.1",
                kdc,
                nameNode,
                dataNode,
                brokers,
                secrets.password(),
                passwords(nameNode, brokers, secrets),
                org.apache.kafka.common.Uuid.randomUuid().toString());
    }

    private static Map<Principal, String> passwords(
            HadoopConfig.NameNode nameNode, List<KafkaConfig.Broker> brokers, Secrets secrets) {
        List<Principal> principals = new ArrayList<>(List.of(Principal.TDP_USER, Principal.OTHER_USER));
        principals.add(nameNode.principal());
        principals.add(nameNode.dataNodePrincipal());
        principals.add(Principal.service("HTTP", nameNode.rpc().host()));
        brokers.stream().map(Cluster::principal).forEach(principals::add);
        Map<Principal, String> passwords = new LinkedHashMap<>();
        principals.forEach(principal -> passwords.computeIfAbsent(principal, each -> secrets.password()));
        return passwords;
    }

    static Principal principal(KafkaConfig.Broker broker) {
        return Principal.service("kafka", broker.client().host());
    }

    String bootstrapServers() {
        return brokers.stream().map(b -> b.client().toString()).collect(Collectors.joining(","));
    }

    HadoopConfig.Client hadoopClient() {
        return HadoopConfig.client(nameNode, REPLICATION);
    }

    Node kdcNode(Kdc engine) {
        Map<String, String> names = new LinkedHashMap<>();
        passwords.forEach((principal, password) -> names.put(principal.name(), password));
        return KdcNode.of(engine, new KdcDatabase(Principal.REALM, kdc.host(), kdc.port(), names), folder);
    }

    Node nameNodeNode() {
        Path data = folder.resolve("nodes/namenode/data");
        Map<String, String> files = hadoopServer("namenode");
        files.put(
                "hdfs-site.xml",
                HadoopConfig.nameNode(nameNode, REPLICATION, bind, data, keytab(nameNode.principal()), spnego()));
        return new Node(
                "namenode",
                NameNodeMain.class.getName(),
                List.of(),
                files,
                224,
                nameNode.rpc(),
                List.of(nameNode.rpc().port(), nameNode.https().port()));
    }

    Node dataNodeNode() {
        Path data = folder.resolve("nodes/datanode/data");
        Map<String, String> files = hadoopServer("datanode");
        files.put(
                "hdfs-site.xml",
                HadoopConfig.dataNode(
                        nameNode, dataNode, REPLICATION, bind, data, keytab(nameNode.dataNodePrincipal()), spnego()));
        return new Node(
                "datanode",
                org.apache.hadoop.hdfs.server.datanode.DataNode.class.getName(),
                List.of(),
                files,
                192,
                dataNode.data(),
                List.of(
                        dataNode.data().port(),
                        dataNode.ipc().port(),
                        dataNode.https().port()));
    }

    Node brokerNode(KafkaConfig.Broker broker) {
        String name = "broker-" + broker.id();
        String properties = KafkaConfig.broker(
                broker,
                brokers,
                bind,
                folder.resolve("nodes").resolve(name).resolve("data"),
                tls(name),
                principal(broker),
                keytab(principal(broker)));
        return new Node(
                name,
                BrokerMain.class.getName(),
                List.of(file(name, "server.properties"), clusterId),
                Map.of("server.properties", properties),
                256,
                broker.client(),
                List.of(broker.client().port(), broker.controller().port()));
    }

    /** The stores of a node, or of a client if the node is {@code null}. */
    TlsStores tls(String node) {
        Path tls = folder.resolve("tls");
        return new TlsStores(
                node == null ? null : tls.resolve(node + ".p12"), tls.resolve("truststore.p12"), tlsPassword);
    }

    private Map<String, String> hadoopServer(String name) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("core-site.xml", HadoopConfig.serverCoreSite(nameNode, spnego()));
        files.put("ssl-server.xml", HadoopConfig.sslServer(tls(name)));
        files.put("ssl-client.xml", HadoopConfig.sslClient(tls(null)));
        return files;
    }

    private HadoopConfig.Spnego spnego() {
        Principal http = Principal.service("HTTP", nameNode.rpc().host());
        return new HadoopConfig.Spnego(http, keytab(http), folder.resolve("secrets/http-signature"));
    }

    private Path keytab(Principal principal) {
        return folder.resolve("keytabs").resolve(principal.keytabName());
    }

    private String file(String node, String name) {
        return folder.resolve("nodes").resolve(node).resolve(name).toString();
    }
}
