package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.LabFolder;
import dev.kerbside.Principal;
import dev.kerbside.config.Commands;
import dev.kerbside.config.HadoopConfig;
import dev.kerbside.config.Jaas;
import dev.kerbside.config.KafkaConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes what a client needs into the lab's folder: see {@code kerberos/README.md}. */
final class ClientKit {
    private ClientKit() {}

    static Endpoints write(LabFolder folder, Cluster cluster) throws IOException {
        Endpoints endpoints = endpoints(folder.path(), cluster);
        HadoopConfig.Client hadoop = cluster.hadoopClient();
        Path hadoopConf = folder.folder("hadoop");
        Files.writeString(hadoopConf.resolve("core-site.xml"), hadoop.coreSite());
        Files.writeString(hadoopConf.resolve("hdfs-site.xml"), hadoop.hdfsSite());
        Files.writeString(hadoopConf.resolve("ssl-client.xml"), HadoopConfig.sslClient(cluster.tls(null)));
        Path kafka = folder.folder("kafka");
        Files.writeString(
                endpoints.clientProperties(),
                KafkaConfig.client(
                        cluster.bootstrapServers(), cluster.tls(null), Jaas.ticketCache(endpoints.ticketCache())));
        String keytabLogin = Jaas.keytab(Principal.TDP_USER, endpoints.keytab(Principal.TDP_USER));
        Files.writeString(endpoints.jaas(), Jaas.kafkaClientFile(keytabLogin));
        Files.writeString(endpoints.sparkProperties(), sparkProperties(endpoints, cluster));
        Files.writeString(kcat(endpoints), kcatConf(endpoints));
        Files.writeString(ClientCommands.environment(endpoints), environment(endpoints));
        ClientCommands.write(folder, endpoints);
        Secrets.restrict(hadoopConf);
        Secrets.restrict(kafka);
        return endpoints;
    }

    private static Endpoints endpoints(Path folder, Cluster cluster) {
        return new Endpoints(
                folder,
                Principal.REALM,
                cluster.kdc().toString(),
                cluster.principals().stream()
                        .filter(principal -> principal.instance() != null)
                        .map(Principal::name)
                        .toList(),
                folder.resolve("krb5.conf"),
                folder.resolve("keytabs"),
                folder.resolve("krb5cc_tdp_user"),
                cluster.tls(null).truststore(),
                folder.resolve("tls/ca.pem"),
                folder.resolve("hadoop"),
                "hdfs://" + cluster.nameNode().rpc(),
                "https://" + cluster.nameNode().https() + "/webhdfs/v1",
                cluster.bootstrapServers(),
                folder.resolve("kafka/client.properties"),
                folder.resolve("kafka/kafka_client_jaas.conf"),
                folder.resolve("kafka/spark.properties"));
    }

    /** Settings of a Spark job: its login to HDFS, and Kafka's options under {@code spark.nyctaxi.kafka.}. */
    private static String sparkProperties(Endpoints endpoints, Cluster cluster) {
        return """
                spark.driver.host=localhost
                spark.driver.bindAddress=127.0.0.1
                spark.kerberos.principal=%s
                spark.kerberos.keytab=%s
                spark.nyctaxi.kafka.bootstrap.servers=%s
                spark.nyctaxi.kafka.ssl.truststore.location=%s
                spark.nyctaxi.kafka.ssl.truststore.password=%s
                spark.redaction.regex=(?i)secret|password|token
                """
                .formatted(
                        Principal.TDP_USER,
                        endpoints.keytab(Principal.TDP_USER),
                        endpoints.bootstrapServers(),
                        endpoints.truststore(),
                        cluster.tlsPassword());
    }

    private static Path kcat(Endpoints endpoints) {
        return endpoints.clientProperties().resolveSibling("kcat.conf");
    }

    /** librdkafka's settings: the CA as PEM, and the ticket that kinit obtained. */
    private static String kcatConf(Endpoints endpoints) {
        return """
                bootstrap.servers=%s
                security.protocol=SASL_SSL
                sasl.mechanisms=GSSAPI
                sasl.kerberos.service.name=kafka
                # Use the ticket cache of KRB5CCNAME; otherwise librdkafka runs kinit itself and asks for a keytab.
                sasl.kerberos.min.time.before.relogin=0
                ssl.ca.location=%s
                """
                .formatted(endpoints.bootstrapServers(), endpoints.caCertificate());
    }

    /** Variables, and the lab's commands at the head of PATH, once. */
    private static String environment(Endpoints endpoints) {
        String krb5 = "-Djava.security.krb5.conf=" + endpoints.krb5Conf();
        String jaas = "-Djava.security.auth.login.config=" + endpoints.jaas();
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("LAB_DIR", endpoints.folder());
        variables.put("KRB5_CONFIG", endpoints.krb5Conf());
        variables.put("KRB5CCNAME", "FILE:" + endpoints.ticketCache());
        variables.put("HADOOP_CONF_DIR", endpoints.hadoopConf());
        variables.put("HADOOP_OPTS", option(krb5));
        variables.put("KAFKA_OPTS", option(krb5) + " " + option(jaas));
        variables.put("SPARK_SUBMIT_OPTS", option(krb5) + " " + option(jaas));
        variables.put("KCAT_CONFIG", kcat(endpoints));
        variables.put("LAB_BOOTSTRAP", endpoints.bootstrapServers());
        variables.put("LAB_CLIENT_PROPERTIES", endpoints.clientProperties());
        variables.put("LAB_SPARK_PROPERTIES", endpoints.sparkProperties());
        variables.put("LAB_HDFS", endpoints.hdfs());
        variables.put("LAB_WEBHDFS", endpoints.webHdfs());
        variables.put("LAB_CA", endpoints.caCertificate());
        variables.put("LAB_KEYTAB", endpoints.keytab(Principal.TDP_USER));
        variables.put("LAB_SERVICES", String.join(" ", endpoints.services()));
        StringBuilder text = new StringBuilder("# For your shell:  eval \"$(lab/bin/lab env)\"\n");
        variables.forEach(
                (name, value) -> text.append("export %s=%s\n".formatted(name, Commands.quoted(value.toString()))));
        return text.append("export PATH=\"$LAB_DIR/bin:${PATH#\"$LAB_DIR/bin:\"}\"\n")
                .toString();
    }

    /** A flag in a variable. Only the lab's commands and Spark know quotes there; Kafka's and Hadoop's own do not. */
    private static String option(String flag) {
        return flag.contains(" ") ? "\"" + flag + "\"" : flag;
    }
}
