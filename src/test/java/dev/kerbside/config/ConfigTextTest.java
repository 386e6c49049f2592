package dev.kerbside.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Principal;
import dev.kerbside.security.Kerberos;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.HadoopKerberosName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTextTest {
    private static final TlsStores TLS = new TlsStores(Path.of("/k.p12"), Path.of("/t.p12"), "s<e&cret");
    private static final Principal NN = Principal.service("nn", "localhost");
    private static final HadoopConfig.NameNode NAME_NODE = new HadoopConfig.NameNode(
            new Address("localhost", 1), new Address("localhost", 2), NN, Principal.service("dn", "localhost"));
    private static final HadoopConfig.Spnego SPNEGO = new HadoopConfig.Spnego(
            Principal.service("HTTP", "localhost"), Path.of("/http.keytab"), Path.of("/signature"));

    @Test
    void brokersTalkSaslSslOnEveryListenerAndNobodyIsAllowedByDefault() throws Exception {
        KafkaConfig.Broker first = broker(1);
        Properties broker = properties(KafkaConfig.broker(
                first,
                List.of(first, broker(2), broker(3)),
                "127.0.0.1",
                Path.of("/data"),
                TLS,
                Principal.service("kafka", "localhost"),
                Path.of("/kafka.keytab"),
                "the secret of tokens",
                null));

        assertThat(broker)
                .containsEntry("listener.security.protocol.map", "CLIENT:SASL_SSL,CONTROLLER:SASL_SSL")
                .containsEntry("controller.quorum.voters", "1@localhost:21,2@localhost:22,3@localhost:23")
                .containsEntry("sasl.enabled.mechanisms", "GSSAPI")
                .containsEntry("listener.name.client.sasl.enabled.mechanisms", "GSSAPI,SCRAM-SHA-512")
                .doesNotContainKey("listener.name.controller.sasl.enabled.mechanisms")
                .containsEntry("delegation.token.secret.key", "the secret of tokens")
                .containsEntry("allow.everyone.if.no.acl.found", "false")
                .containsEntry("super.users", "User:kafka")
                .containsEntry("default.replication.factor", "3")
                .containsEntry("min.insync.replicas", "2");
        assertThat(broker.getProperty("listeners")).doesNotContain("PLAINTEXT").contains("127.0.0.1");
        assertThat(broker.getProperty("listener.name.client.gssapi.sasl.jaas.config"))
                .contains("useKeyTab=true", "keyTab=\"/kafka.keytab\"", "kafka/localhost@REALM.TDP");
    }

    /** Servers make room for what a caller says that will come. The smallest heap is a DataNode's, of 192 MiB. */
    @Test
    void whatStrangersClaimOnAllConnectionsTogetherFitsIntoHalfOfAServersHeap() throws Exception {
        Configuration hadoop = hadoop(HadoopConfig.serverCoreSite(NAME_NODE, SPNEGO, Principal.USERS, null));
        assertThat(hadoop.getLong("ipc.maximum.data.length", 1 << 27) * hadoop.getInt("ipc.server.max.connections", 0))
                .isBetween(1L << 20, 96L << 20);

        Properties broker = properties(KafkaConfig.broker(
                broker(1),
                List.of(broker(1)),
                "127.0.0.1",
                Path.of("/data"),
                TLS,
                Principal.service("kafka", "localhost"),
                Path.of("/kafka.keytab"),
                "the secret of tokens",
                null));
        long beforeALogin = number(broker, "max.connections") * number(broker, "sasl.server.max.receive.size");
        long after = number(broker, "queued.max.request.bytes") + number(broker, "socket.request.max.bytes");
        assertThat(beforeALogin + after).isBetween(1L << 20, 128L << 20);
        assertThat(number(broker, "queued.max.request.bytes"))
                .isGreaterThan(number(broker, "socket.request.max.bytes"));
    }

    private static long number(Properties properties, String name) {
        return Long.parseLong(properties.getProperty(name));
    }

    @Test
    void aPublishedListenerIsAsSecureAsTheOthersAndAdvertisesItsOwnPort() throws Exception {
        Address inside = new Address("worker-01.tdp", 9092);
        Address published = new Address("worker-01.tdp", 21000);
        KafkaConfig.Broker first = new KafkaConfig.Broker(1, inside, new Address("worker-01.tdp", 21001), published);
        Properties broker = properties(KafkaConfig.broker(
                first,
                List.of(first),
                "0.0.0.0",
                Path.of("/data"),
                TLS,
                Principal.service("kafka", "worker-01.tdp"),
                Path.of("/kafka.keytab"),
                "the secret of tokens",
                null));

        assertThat(first.outside()).isEqualTo(published);
        assertThat(broker)
                .containsEntry(
                        "listeners", "CLIENT://0.0.0.0:9092,PUBLISHED://0.0.0.0:21000,CONTROLLER://0.0.0.0:21001")
                .containsEntry(
                        "advertised.listeners",
                        "CLIENT://worker-01.tdp:9092,PUBLISHED://worker-01.tdp:21000,CONTROLLER://worker-01.tdp:21001")
                .containsEntry(
                        "listener.security.protocol.map", "CLIENT:SASL_SSL,PUBLISHED:SASL_SSL,CONTROLLER:SASL_SSL")
                .containsKey("listener.name.published.gssapi.sasl.jaas.config")
                .containsEntry("listener.name.published.sasl.enabled.mechanisms", "GSSAPI,SCRAM-SHA-512");
    }

    @Test
    void hdfsServersProtectRpcDataTransferAndEveryPage() {
        Configuration core = hadoop(HadoopConfig.serverCoreSite(NAME_NODE, SPNEGO, Principal.USERS, null));
        Configuration hdfs = hadoop(
                HadoopConfig.nameNode(NAME_NODE, 1, "127.0.0.1", Path.of("/d"), Path.of("/nn.keytab"), SPNEGO, null));

        assertThat(core.get("hadoop.security.authentication")).isEqualTo("kerberos");
        assertThat(core.get("hadoop.rpc.protection")).isEqualTo("privacy");
        assertThat(core.get("hadoop.http.filter.initializers")).endsWith("AuthenticationFilterInitializer");
        assertThat(core.get("hadoop.http.authentication.simple.anonymous.allowed"))
                .isEqualTo("false");
        assertThat(hdfs.get("dfs.http.policy")).isEqualTo("HTTPS_ONLY");
        assertThat(hdfs.get("dfs.data.transfer.protection")).isEqualTo("privacy");
        assertThat(hdfs.get("dfs.block.access.token.enable")).isEqualTo("true");
        assertThat(hdfs.get("dfs.namenode.rpc-bind-host")).isEqualTo("127.0.0.1");
    }

    @Test
    void passwordsWithMarkupSurviveHadoopsXml() {
        assertThat(hadoop(HadoopConfig.sslServer(TLS)).get("ssl.server.keystore.password"))
                .isEqualTo("s<e&cret");
    }

    @Test
    void onlyServicePrincipalsOfHdfsBecomeTheSuperuser(@TempDir Path folder) throws Exception {
        Kerberos.use(Files.writeString(folder.resolve("krb5.conf"), Krb5Conf.text(new Address("localhost", 1))));
        HadoopKerberosName.setConfiguration(
                hadoop(HadoopConfig.client(NAME_NODE, 1).coreSite()));

        assertThat(shortName("nn/localhost@REALM.TDP")).isEqualTo("hdfs");
        assertThat(shortName("dn/localhost@REALM.TDP")).isEqualTo("hdfs");
        assertThat(shortName("tdp_user@REALM.TDP")).isEqualTo("tdp_user");
        assertThat(shortName("HTTP/localhost@REALM.TDP")).isEqualTo("HTTP");
    }

    @Test
    void krb5ConfKnowsTheKdcByTcpOnlyAndAesOnly() {
        String text = Krb5Conf.text(new Address("localhost", 8888));

        assertThat(text)
                .contains(
                        "default_realm = REALM.TDP", "kdc = localhost:8888", "udp_preference_limit = 1", "rdns = false")
                .contains("permitted_enctypes = aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96")
                .doesNotContain("{realm}", "{kdc}", "{enctypes}");
    }

    @Test
    void aRecordOfStoresNeverPrintsItsPassword() {
        assertThat(TLS.toString()).doesNotContain("cret");
    }

    private static KafkaConfig.Broker broker(int id) {
        return new KafkaConfig.Broker(id, new Address("localhost", 10 + id), new Address("localhost", 20 + id), null);
    }

    private static String shortName(String principal) throws Exception {
        return new HadoopKerberosName(principal).getShortName();
    }

    private static Configuration hadoop(String xml) {
        Configuration conf = new Configuration(false);
        conf.addResource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return conf;
    }

    private static Properties properties(String text) throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        return properties;
    }

    /** Kafka's programs read such files as ISO 8859-1. */
    @Test
    void propertiesSurviveAFolderOfAnyLetters() throws Exception {
        Path store = Path.of("/home/größe 日本 😀/truststore.p12");
        Properties read = new Properties();
        read.load(new ByteArrayInputStream(
                KafkaConfig.client("localhost:1", new TlsStores(null, store, "secret"), "login required;", Map.of())
                        .getBytes(ISO_8859_1)));
        assertThat(read.getProperty("ssl.truststore.location")).isEqualTo(store.toString());
    }
}
