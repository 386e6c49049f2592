package dev.kerbside.config;

import dev.kerbside.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The texts of Hadoop's configuration files: Kerberos everywhere, RPC and data transfer with privacy, block tokens,
 * HTTPS only, WebHDFS behind SPNEGO. No privileged ports and no root are needed: SASL protects the data transfer.
 */
public final class HadoopConfig {
    private HadoopConfig() {}

    /** The NameNode's listeners and service principals, as every party must know them. */
    public record NameNode(Address rpc, Address https, Principal principal, Principal dataNodePrincipal) {}

    /** A DataNode's listeners. */
    public record DataNode(Address data, Address ipc, Address https) {}

    /** {@code core-site.xml} and {@code hdfs-site.xml} of a client. */
    public record Client(String coreSite, String hdfsSite) {}

    /** What the HTTP servers of a node need for SPNEGO. */
    public record Spnego(Principal principal, Path keytab, Path signatureSecret) {}

    /** The client's files; every server's begin with the same values. */
    public static Client client(NameNode nameNode, int replication) {
        return new Client(xml(core(nameNode)), xml(hdfs(nameNode, replication)));
    }

    /**
     * {@code core-site.xml} of a server: the client's, and authentication of every page and REST call; each user is their
     * own group.
     *
     * @param yarn the ResourceManager's host; null where there is none
     */
    public static String serverCoreSite(NameNode nameNode, Spnego spnego, List<Principal> users, String yarn) {
        Map<String, String> conf = core(nameNode);
        if (yarn != null) {
            // For a job that outlives its tokens YARN asks for new ones, from its own host and for these users only.
            conf.put("hadoop.proxyuser.yarn.hosts", yarn);
            conf.put(
                    "hadoop.proxyuser.yarn.users",
                    users.stream().map(Principal::primary).collect(Collectors.joining(",")));
        }
        // Without this block, dfs.web.authentication.* alone lets anybody in with ?user.name=hdfs (seen on 3.4.3).
        conf.put("hadoop.http.filter.initializers", "org.apache.hadoop.security.AuthenticationFilterInitializer");
        conf.put("hadoop.http.authentication.type", "kerberos");
        conf.put("hadoop.http.authentication.simple.anonymous.allowed", "false");
        conf.put(
                "hadoop.http.authentication.kerberos.principal",
                spnego.principal().toString());
        conf.put("hadoop.http.authentication.kerberos.keytab", spnego.keytab().toString());
        conf.put(
                "hadoop.http.authentication.signature.secret.file",
                spnego.signatureSecret().toString());
        // The operating system knows none of the lab's users: their groups are said here.
        conf.put("hadoop.security.group.mapping", "org.apache.hadoop.security.NullGroupsMapping");
        conf.put(
                "hadoop.user.group.static.mapping.overrides",
                users.stream()
                        .map(user -> "%1$s=%1$s;".formatted(user.primary()))
                        .collect(Collectors.joining("", "hdfs=hdfs;yarn=yarn;", "dr.who=;")));
        bounds(conf);
        return xml(conf);
    }

    /**
     * What somebody without a login may cost a server. It makes room for the bytes that a caller announces, so
     * connections times bytes must fit into its heap (64 MiB of 192); what says nothing makes room for others.
     */
    private static void bounds(Map<String, String> conf) {
        conf.put("ipc.maximum.data.length", "524288");
        conf.put("ipc.server.max.connections", "128");
        // With more than these, idle ones are closed: looked for every 5 s, idle for twice maxidletime.
        conf.put("ipc.client.idlethreshold", "32");
        conf.put("ipc.client.kill.max", "128");
        conf.put("ipc.client.connection.idle-scan-interval.ms", "5000");
        conf.put("ipc.client.connection.maxidletime", "5000");
        conf.put("hadoop.http.idle_timeout.ms", "15000");
    }

    /**
     * {@code hdfs-site.xml} of the NameNode.
     *
     * @param tokenLife of delegation tokens; null for Hadoop's own
     */
    public static String nameNode(
            NameNode nameNode,
            int replication,
            String bind,
            Path data,
            Path keytab,
            Spnego spnego,
            Duration tokenLife) {
        Map<String, String> conf = hdfs(nameNode, replication);
        conf.put("dfs.namenode.rpc-address", nameNode.rpc().toString());
        conf.put("dfs.namenode.rpc-bind-host", bind);
        conf.put("dfs.namenode.https-bind-host", bind);
        conf.put("dfs.namenode.name.dir", data.toUri().toString());
        conf.put("dfs.namenode.keytab.file", keytab.toString());
        conf.put("dfs.namenode.safemode.extension", "0");
        conf.put("dfs.namenode.handler.count", "4");
        conf.put("dfs.permissions.superusergroup", "hdfs");
        if (tokenLife != null) {
            conf.put("dfs.namenode.delegation.token.renew-interval", String.valueOf(tokenLife.toMillis()));
            conf.put("dfs.namenode.delegation.token.max-lifetime", String.valueOf(tokenLife.toMillis()));
        }
        web(conf, spnego);
        return xml(conf);
    }

    /** {@code hdfs-site.xml} of a DataNode. */
    public static String dataNode(
            NameNode nameNode, DataNode self, int replication, String bind, Path data, Path keytab, Spnego spnego) {
        Map<String, String> conf = hdfs(nameNode, replication);
        conf.put("dfs.datanode.hostname", self.data().host());
        conf.put("dfs.datanode.address", bind + ":" + self.data().port());
        conf.put("dfs.datanode.ipc.address", bind + ":" + self.ipc().port());
        conf.put("dfs.datanode.https.address", bind + ":" + self.https().port());
        // A plain path: the DataNode takes a URI's %20 for the name of the folder.
        conf.put("dfs.datanode.data.dir", data.toString());
        conf.put("dfs.datanode.keytab.file", keytab.toString());
        conf.put("dfs.datanode.handler.count", "3");
        // A thread a connection, four times fewer than Hadoop's own; DataNodeMain ends those that say nothing.
        conf.put("dfs.datanode.max.transfer.threads", "1024");
        web(conf, spnego);
        return xml(conf);
    }

    /** {@code ssl-server.xml}: the node's certificate. */
    public static String sslServer(TlsStores tls) {
        Map<String, String> conf = trust("ssl.server.", tls);
        conf.put("ssl.server.keystore.type", "PKCS12");
        conf.put("ssl.server.keystore.location", tls.keystore().toString());
        conf.put("ssl.server.keystore.password", tls.password());
        conf.put("ssl.server.keystore.keypassword", tls.password());
        return xml(conf);
    }

    /** {@code ssl-client.xml}: whom a client trusts. */
    public static String sslClient(TlsStores tls) {
        return xml(trust("ssl.client.", tls));
    }

    private static Map<String, String> trust(String prefix, TlsStores tls) {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put(prefix + "truststore.type", "PKCS12");
        conf.put(prefix + "truststore.location", tls.truststore().toString());
        conf.put(prefix + "truststore.password", tls.password());
        return conf;
    }

    private static Map<String, String> core(NameNode nameNode) {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("fs.defaultFS", "hdfs://" + nameNode.rpc());
        conf.put("hadoop.security.authentication", "kerberos");
        conf.put("hadoop.security.authorization", "true");
        conf.put("hadoop.rpc.protection", "privacy");
        conf.put("hadoop.ssl.enabled.protocols", "TLSv1.2,TLSv1.3");
        if (!nameNode.rpc().host().equals("localhost")) {
            // A token names its server: by the name, because addresses differ inside and outside of containers.
            conf.put("hadoop.security.token.service.use_ip", "false");
        }
        String realm = Principal.REALM.replace(".", "\\.");
        conf.put(
                "hadoop.security.auth_to_local",
                ("RULE:[2:$1@$0](nn@%1$s)s/.*/hdfs/ RULE:[2:$1@$0](dn@%1$s)s/.*/hdfs/ "
                                + "RULE:[2:$1@$0](rm@%1$s)s/.*/yarn/ RULE:[2:$1@$0](nm@%1$s)s/.*/yarn/ "
                                + "RULE:[2:$1@$0](HTTP@%1$s)s/@.*// RULE:[1:$1@$0](.*@%1$s)s/@.*//")
                        .formatted(realm));
        return conf;
    }

    private static Map<String, String> hdfs(NameNode nameNode, int replication) {
        Map<String, String> conf = new LinkedHashMap<>();
        conf.put("dfs.replication", String.valueOf(replication));
        conf.put("dfs.http.policy", "HTTPS_ONLY");
        conf.put("dfs.namenode.https-address", nameNode.https().toString());
        conf.put("dfs.namenode.kerberos.principal", nameNode.principal().toString());
        conf.put("dfs.datanode.kerberos.principal", nameNode.dataNodePrincipal().toString());
        conf.put("dfs.block.access.token.enable", "true");
        conf.put("dfs.data.transfer.protection", "privacy");
        // Named on both sides: three times the speed of the default cipher.
        conf.put("dfs.encrypt.data.transfer.cipher.suites", "AES/CTR/NoPadding");
        conf.put("dfs.client.use.datanode.hostname", "true");
        conf.put("dfs.datanode.use.datanode.hostname", "true");
        conf.put("dfs.heartbeat.interval", "1");
        conf.put("fs.permissions.umask-mode", "027");
        return conf;
    }

    private static void web(Map<String, String> conf, Spnego spnego) {
        conf.put("dfs.web.authentication.kerberos.principal", spnego.principal().toString());
        conf.put("dfs.web.authentication.kerberos.keytab", spnego.keytab().toString());
    }

    static String xml(Map<String, String> conf) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration>\n");
        conf.forEach((name, value) -> text.append("  <property><name>%s</name><value>%s</value></property>\n"
                .formatted(name, value.replace("&", "&amp;").replace("<", "&lt;"))));
        return text.append("</configuration>\n").toString();
    }
}
