package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.LabConfig;
import dev.kerbside.Principal;
import dev.kerbside.config.Address;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.hdfs.protocol.HdfsConstants;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The first real use of each service: ready means used. Each method fails until its service can serve it, and may be
 * repeated. On the way they give tdp_user what is his: a home in HDFS, and the topics, groups and transactional
 * ids that begin with {@code tdp-user-}.
 */
final class FirstUse {
    private static final String PREFIX = "tdp-user-";
    private static final String PROBE = PREFIX + "ready";
    private static final int SECONDS = 10;

    private final Endpoints endpoints;
    private final int dataNodes;
    private final Principal hdfsSuperuser;
    private final Principal kafkaSuperuser;

    FirstUse(Endpoints endpoints, Topology layout) {
        this.endpoints = endpoints;
        this.dataNodes = layout.dataNodes().size();
        this.hdfsSuperuser = layout.nameNode().principal();
        this.kafkaSuperuser = Topology.principal(layout.brokers().get(0));
    }

    /** KDC: tdp_user's keytab obtains a ticket. */
    void kdc() throws Exception {
        java.nio.file.Path cache = endpoints.krb5Conf().resolveSibling("krb5cc_ready");
        Kerberos.kinit(endpoints.krb5Conf(), Principal.TDP_USER, endpoints.keytab(Principal.TDP_USER), cache);
        Files.delete(cache);
    }

    /** NameNode: the superuser makes tdp_user's home, or sees that it is there. */
    void nameNode() throws IOException {
        String owner = Principal.TDP_USER.primary();
        Path home = new Path("/user", owner);
        try (FileSystem fs = Hdfs.open(impatient(), Kerberos.login(endpoints, hdfsSuperuser))) {
            // One that was started again lets nothing be changed (safe mode) until DataNodes have told of their blocks.
            if (fs.exists(home) && fs.getFileStatus(home).getOwner().equals(owner)) {
                return;
            }
            FileSystem.mkdirs(fs, new Path("/user"), new FsPermission("755"));
            FileSystem.mkdirs(fs, new Path("/tmp"), new FsPermission("1777"));
            FileSystem.mkdirs(fs, home, new FsPermission("700"));
            fs.setOwner(home, owner, owner);
        }
    }

    /** One DataNode: the NameNode gives it blocks. */
    void dataNode(Address data) throws IOException {
        try (FileSystem fs = Hdfs.open(impatient(), Kerberos.login(endpoints, hdfsSuperuser))) {
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
        try (FileSystem fs = Hdfs.open(impatient(), Kerberos.login(endpoints, Principal.TDP_USER))) {
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
    void broker(String address, int brokers) throws Exception {
        Properties properties = kafka(kafkaSuperuser);
        properties.put("bootstrap.servers", address);
        try (Admin admin = Admin.create(properties)) {
            int nodes = admin.describeCluster()
                    .nodes()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .size();
            if (nodes < brokers) {
                throw new IOException(nodes + " of " + brokers + " brokers are registered");
            }
        }
    }

    /** Grants tdp_user everything on the topics, groups and transactions of his prefix, and nothing to anybody else. */
    void grantKafka() throws Exception {
        AccessControlEntry all = new AccessControlEntry(
                "User:" + Principal.TDP_USER.primary(), "*", AclOperation.ALL, AclPermissionType.ALLOW);
        try (Admin admin = Admin.create(kafka(kafkaSuperuser))) {
            admin.createAcls(Stream.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)
                            .map(type -> new ResourcePattern(type, PREFIX, PatternType.PREFIXED))
                            .map(pattern -> new AclBinding(pattern, all))
                            .toList())
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
        }
    }

    /** The cluster: a topic of tdp_user's with every replica in sync has accepted a record. */
    void kafka() throws Exception {
        Properties properties = kafka(Principal.TDP_USER);
        try (Admin admin = Admin.create(properties)) {
            if (!admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS).contains(PROBE)) {
                admin.createTopics(List.of(new NewTopic(PROBE, LabConfig.BROKERS, (short) LabConfig.BROKERS)))
                        .all()
                        .get(SECONDS, TimeUnit.SECONDS);
            }
            boolean inSync = admin
                    .describeTopics(List.of(PROBE))
                    .allTopicNames()
                    .get(SECONDS, TimeUnit.SECONDS)
                    .get(PROBE)
                    .partitions()
                    .stream()
                    .allMatch(p -> p.isr().size() == LabConfig.BROKERS);
            if (!inSync) {
                throw new IOException("not all replicas are in sync");
            }
            try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
                producer.send(new ProducerRecord<>(PROBE, new byte[] {1})).get(SECONDS, TimeUnit.SECONDS);
            }
            admin.deleteTopics(List.of(PROBE)).all().get(SECONDS, TimeUnit.SECONDS);
        }
    }

    private Properties kafka(Principal principal) {
        Properties properties = KafkaLogin.keytab(endpoints, principal);
        properties.put("default.api.timeout.ms", "10000");
        properties.put("request.timeout.ms", "5000");
        properties.put("delivery.timeout.ms", "10000");
        properties.put("max.block.ms", "10000");
        properties.put("linger.ms", "0");
        properties.put("reconnect.backoff.max.ms", "300");
        return properties;
    }

    /** Hadoop's client would retry for a minute inside one attempt. */
    private Configuration impatient() {
        Configuration conf = Hdfs.configuration(endpoints);
        conf.setInt("ipc.client.connect.max.retries", 0);
        conf.setInt("ipc.client.connect.max.retries.on.timeouts", 0);
        return conf;
    }
}
