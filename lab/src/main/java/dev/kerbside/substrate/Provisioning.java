package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.config.YarnConfig;
import dev.kerbside.security.Hdfs;
import dev.kerbside.security.Kerberos;
import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/** Gives tdp_user what is tdp_user's in HDFS. May be repeated. In Kafka it is there from the beginning: {@link KafkaRights}. */
final class Provisioning {
    private final Endpoints endpoints;
    private final ImpatientClients clients;
    private final Principal hdfsSuperuser;

    Provisioning(Endpoints endpoints, ImpatientClients clients, Topology topology) {
        this.endpoints = endpoints;
        this.clients = clients;
        this.hdfsSuperuser = topology.nameNode().principal();
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

    /** In HDFS: the folder of the logs of ended containers, in which each user's belong to that user. */
    void containerLogs() throws IOException {
        Path logs = new Path(YarnConfig.LOGS);
        try (FileSystem fs = Hdfs.open(clients.hadoop(), Kerberos.login(endpoints, hdfsSuperuser))) {
            FileSystem.mkdirs(fs, logs, new FsPermission("1777"));
            fs.setOwner(logs, YarnConfig.USER, YarnConfig.USER);
        }
    }
}
