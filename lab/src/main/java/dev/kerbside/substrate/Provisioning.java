package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.Kerberos;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * Gives tdp_user what is tdp_user's, and nobody else anything: a home in HDFS, and the topics, groups and transactional
 * ids that begin with {@code tdp-user-}. May be repeated.
 */
final class Provisioning {
    /** What the names of tdp_user's topics, groups and transactional ids begin with. */
    static final String PREFIX = "tdp-user-";

    private static final int SECONDS = 10;

    private final Endpoints endpoints;
    private final ImpatientClients clients;
    private final Principal hdfsSuperuser;
    private final Principal kafkaSuperuser;

    Provisioning(Endpoints endpoints, ImpatientClients clients, Topology topology) {
        this.endpoints = endpoints;
        this.clients = clients;
        this.hdfsSuperuser = topology.nameNode().principal();
        this.kafkaSuperuser = Topology.principal(topology.brokers().get(0));
    }

    /** In HDFS: a home, and a folder for everybody's temporary files. */
    void home() throws IOException {
        String owner = Principal.TDP_USER.primary();
        Path home = new Path("/user", owner);
        try (FileSystem fs = Hdfs.open(clients.hadoop(), Kerberos.login(endpoints, hdfsSuperuser))) {
            if (fs.exists(home) && fs.getFileStatus(home).getOwner().equals(owner)) {
                return;
            }
            FileSystem.mkdirs(fs, new Path("/user"), new FsPermission("755"));
            FileSystem.mkdirs(fs, new Path("/tmp"), new FsPermission("1777"));
            FileSystem.mkdirs(fs, home, new FsPermission("700"));
            fs.setOwner(home, owner, owner);
        }
    }

    /** In Kafka: everything on the topics, groups and transactions of his prefix, and nothing to anybody else. */
    void rights() throws Exception {
        AccessControlEntry all = new AccessControlEntry(
                "User:" + Principal.TDP_USER.primary(), "*", AclOperation.ALL, AclPermissionType.ALLOW);
        try (Admin admin = Admin.create(clients.kafka(kafkaSuperuser))) {
            admin.createAcls(Stream.of(ResourceType.TOPIC, ResourceType.GROUP, ResourceType.TRANSACTIONAL_ID)
                            .map(type -> new ResourcePattern(type, PREFIX, PatternType.PREFIXED))
                            .map(pattern -> new AclBinding(pattern, all))
                            .toList())
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
        }
    }
}
