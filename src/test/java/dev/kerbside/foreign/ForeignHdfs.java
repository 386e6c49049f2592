package dev.kerbside.foreign;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.security.UserGroupInformation;

/**
 * Hadoop's own small cluster, with Kerberos, in a JVM of its own: {@code ForeignHdfs FOLDER REALM USER PASSWORD}. FOLDER, whose {@code server} is on the class path, has
 * krb5.conf, hdfs-localhost and HTTP-localhost (keytabs), store.p12 and trust.p12; when HDFS is up, it has conf, for clients. It ends with its
 * standard input.
 */
final class ForeignHdfs {
    /** What it says when it is up. */
    static final String READY = "The foreign HDFS is ready.";

    private static final String PASSWORD = "foreign.password";

    private ForeignHdfs() {}

    public static void main(String[] args) {
        try {
            serve(Path.of(args[0]), args[1], args[2], args[3]);
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            // Threads of the cluster would go on.
            System.exit(1);
        }
    }

    private static void serve(Path folder, String realm, String user, String password) throws Exception {
        Configuration conf = secured(folder, realm, password);
        UserGroupInformation.setConfiguration(conf);
        UserGroupInformation.loginUserFromKeytab(
                conf.get("dfs.namenode.kerberos.principal"), conf.get("dfs.namenode.keytab.file"));
        try (MiniDFSCluster cluster = new MiniDFSCluster.Builder(
                        conf, folder.resolve("data").toFile())
                .numDataNodes(1)
                .build()) {
            cluster.waitActive();
            FileSystem fs = cluster.getFileSystem();
            var home = new org.apache.hadoop.fs.Path("/user", user);
            FileSystem.mkdirs(fs, home, new FsPermission("700"));
            fs.setOwner(home, user, user);
            client(cluster, conf, folder);
            System.out.println(READY);
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static Configuration secured(Path folder, String realm, String password) throws Exception {
        Configuration conf = new Configuration();
        conf.set(PASSWORD, password);
        conf.set("hadoop.security.authentication", "kerberos");
        conf.set("hadoop.security.authorization", "true");
        conf.set("hadoop.rpc.protection", "authentication");
        conf.set("hadoop.security.auth_to_local", "RULE:[1:$1] RULE:[2:$1]");
        conf.set("dfs.replication", "1");
        conf.set("dfs.namenode.kerberos.principal", "hdfs/localhost@" + realm);
        conf.set("dfs.namenode.keytab.file", folder.resolve("hdfs-localhost").toString());
        conf.set("dfs.datanode.kerberos.principal", "hdfs/localhost@" + realm);
        conf.set("dfs.datanode.keytab.file", folder.resolve("hdfs-localhost").toString());
        conf.set("dfs.web.authentication.kerberos.principal", "HTTP/localhost@" + realm);
        conf.set(
                "dfs.web.authentication.kerberos.keytab",
                folder.resolve("HTTP-localhost").toString());
        conf.set("hadoop.http.filter.initializers", "org.apache.hadoop.security.AuthenticationFilterInitializer");
        conf.set("hadoop.http.authentication.type", "kerberos");
        conf.set("hadoop.http.authentication.kerberos.principal", "HTTP/localhost@" + realm);
        conf.set(
                "hadoop.http.authentication.kerberos.keytab",
                folder.resolve("HTTP-localhost").toString());
        Files.writeString(folder.resolve("signature"), password);
        conf.set(
                "hadoop.http.authentication.signature.secret.file",
                folder.resolve("signature").toString());
        conf.set("dfs.block.access.token.enable", "true");
        conf.set("dfs.data.transfer.protection", "authentication");
        conf.set("dfs.http.policy", "HTTPS_ONLY");
        conf.set("dfs.namenode.https-address", "localhost:0");
        conf.set("dfs.datanode.https.address", "localhost:0");
        conf.set("ignore.secure.ports.for.testing", "true");
        Path site = Files.createDirectories(folder.resolve("server"));
        Configuration server = new Configuration(false);
        store(server, "ssl.server.keystore", folder.resolve("store.p12"), password);
        server.set("ssl.server.keystore.keypassword", password);
        store(server, "ssl.server.truststore", folder.resolve("trust.p12"), password);
        write(server, site.resolve("ssl-server.xml"));
        return conf;
    }

    private static void client(MiniDFSCluster cluster, Configuration server, Path folder) throws Exception {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Configuration core = new Configuration(false);
        core.set("fs.defaultFS", "hdfs://localhost:" + cluster.getNameNodePort());
        for (String name :
                new String[] {"hadoop.security.authentication", "hadoop.rpc.protection", "hadoop.security.auth_to_local"
                }) {
            core.set(name, server.get(name));
        }
        write(core, conf.resolve("core-site.xml"));
        Configuration hdfs = new Configuration(false);
        hdfs.set(
                "dfs.namenode.https-address",
                "localhost:" + cluster.getNameNode().getHttpsAddress().getPort());
        for (String name : new String[] {
            "dfs.replication",
            "dfs.namenode.kerberos.principal",
            "dfs.datanode.kerberos.principal",
            "dfs.data.transfer.protection",
            "dfs.http.policy"
        }) {
            hdfs.set(name, server.get(name));
        }
        write(hdfs, conf.resolve("hdfs-site.xml"));
        Configuration ssl = new Configuration(false);
        store(ssl, "ssl.client.truststore", folder.resolve("trust.p12"), server.get(PASSWORD));
        write(ssl, conf.resolve("ssl-client.xml"));
    }

    private static void store(Configuration conf, String prefix, Path store, String password) {
        conf.set(prefix + ".type", "PKCS12");
        conf.set(prefix + ".location", store.toString());
        conf.set(prefix + ".password", password);
    }

    private static void write(Configuration conf, Path file) throws Exception {
        try (OutputStream out = Files.newOutputStream(file)) {
            conf.writeXml(out);
        }
    }
}
