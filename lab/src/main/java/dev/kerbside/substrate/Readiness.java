package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.config.Address;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.Kerberos;
import dev.kerbside.security.Yarn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.kafka.clients.admin.Admin;

/**
 * The first real use of each service: ready means used. Each method fails until its service can serve it, and may be
 * repeated. It gives nobody anything: that is {@link Provisioning} and {@link KafkaRights}. For brokers that start
 * together there is {@link KafkaReadiness}.
 */
final class Readiness {
    private static final int SECONDS = 10;

    private final Endpoints endpoints;
    private final ImpatientClients clients;
    private final int dataNodes;
    private final int brokers;
    private final Principal hdfsSuperuser;
    private final Principal kafkaSuperuser;

    Readiness(Endpoints endpoints, ImpatientClients clients, Topology topology) {
        this.endpoints = endpoints;
        this.clients = clients;
        this.dataNodes = topology.dataNodes().size();
        this.brokers = topology.brokers().size();
        this.hdfsSuperuser = topology.nameNode().principal();
        this.kafkaSuperuser = Topology.principal(topology.brokers().get(0));
    }

    /** Makes this JVM a member of the lab's realm again: another lab may have been used in it since. */
    void enterRealm() {
        Kerberos.use(endpoints);
    }

    /** KDC: tdp_user's keytab obtains a ticket. */
    void kdc() throws Exception {
        java.nio.file.Path cache = endpoints.krb5Conf().resolveSibling("krb5cc_ready");
        Kerberos.kinit(endpoints.krb5Conf(), endpoints.user(), endpoints.keytab(), cache);
        Files.delete(cache);
    }

    /** NameNode: it answers the superuser. */
    void nameNode() throws IOException {
        try (FileSystem fs = Hdfs.open(clients.hadoop(), Kerberos.login(endpoints, hdfsSuperuser))) {
            fs.getFileStatus(new Path("/"));
        }
    }

    /** One DataNode: the NameNode gives it blocks. */
    void dataNode(Address data) throws IOException {
        try (FileSystem fs = Hdfs.open(clients.hadoop(), Kerberos.login(endpoints, hdfsSuperuser))) {
            boolean registered = Arrays.stream(
                            ((DistributedFileSystem) fs).getDataNodeStats(HdfsConstants.DatanodeReportType.LIVE))
                    .anyMatch(node -> node.getHostName().equals(data.host()) && node.getXferPort() == data.port());
            if (!registered) {
                throw new IOException("the NameNode has not heard of the DataNode at " + data);
            }
        }
    }

    /** HDFS: as {@link #file}, and every DataNode has a copy. */
    void hdfs() throws IOException {
        int copies = file();
        if (copies != dataNodes) {
            throw new IOException("a file has %d copies instead of %d".formatted(copies, dataNodes));
        }
    }

    /** Any DataNode: tdp_user writes a file, and reads it back. Tells how many copies there are. */
    int file() throws IOException {
        byte[] bytes = "ready".getBytes(StandardCharsets.UTF_8);
        try (FileSystem fs = Hdfs.open(clients.hadoop(), Kerberos.login(endpoints, endpoints.user()))) {
            Path file = new Path("/user/" + Principal.TDP_USER.primary() + "/.ready");
            try (FSDataOutputStream out = fs.create(file, true)) {
                out.write(bytes);
            }
            byte[] read = new byte[bytes.length];
            try (FSDataInputStream in = fs.open(file)) {
                in.readFully(read);
            }
            int copies = fs.getFileBlockLocations(file, 0, bytes.length)[0].getHosts().length;
            fs.delete(file, false);
            if (!Arrays.equals(bytes, read)) {
                throw new IOException(file + " reads differently than it was written");
            }
            return copies;
        }
    }

    /** One broker: it authenticates a client and knows as many brokers as there are. */
    void broker(String address, int expected) throws Exception {
        Properties properties = clients.kafka(kafkaSuperuser);
        properties.put("bootstrap.servers", address);
        try (Admin admin = Admin.create(properties)) {
            int nodes = admin.describeCluster()
                    .nodes()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .size();
            if (nodes < expected) {
                throw new IOException(nodes + " of " + expected + " brokers are registered");
            }
        }
    }

    /** ResourceManager: it answers tdp_user. */
    void resourceManager() throws IOException {
        yarn(client -> client.getYarnClusterMetrics());
    }

    /** NodeManager: the ResourceManager gives it containers. */
    void nodeManager(Address containers) throws IOException {
        boolean running = yarn(client -> client.getNodeReports(NodeState.RUNNING)).stream()
                .map(NodeReport::getNodeId)
                .anyMatch(id -> id.getHost().equals(containers.host()) && id.getPort() == containers.port());
        if (!running) {
            throw new IOException("the ResourceManager has not heard of the NodeManager at " + containers);
        }
    }

    private <T> T yarn(Yarn.Question<T> question) throws IOException {
        return Yarn.ask(clients.yarn(), Kerberos.login(endpoints, Principal.TDP_USER), question);
    }
}
