package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.LabFolder;
import dev.kerbside.Principal;
import dev.kerbside.config.HadoopConfig;
import dev.kerbside.config.Jaas;
import dev.kerbside.config.KafkaConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
        Files.writeString(folder.path().resolve("env.sh"), environment(folder.path(), endpoints));
        Secrets.restrict(hadoopConf);
        Secrets.restrict(kafka);
        return endpoints;
    }

    private static Endpoints endpoints(Path folder, Cluster cluster) {
        return new Endpoints(
                folder,
                Principal.REALM,
                cluster.kdc().toString(),
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

    /** Settings of a Spark job: its login to HDFS, and Kafka's options under {@code spark.kerbside.kafka.}. */
    private static String sparkProperties(Endpoints endpoints, Cluster cluster) {
        return """
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

    private static String environment(Path folder, Endpoints endpoints) {
        return """
                # For your shell:  eval "$(lab/bin/lab env)"
                export LAB_DIR='%1$s'
                export KRB5_CONFIG='%2$s'
                export KRB5CCNAME='FILE:%3$s'
                export HADOOP_CONF_DIR='%4$s'
                export KAFKA_OPTS='-Djava.security.krb5.conf=%2$s -Djava.security.auth.login.config=%5$s'
                export LAB_BOOTSTRAP='%6$s'
                export LAB_CLIENT_PROPERTIES='%7$s'
                export LAB_HDFS='%8$s'
                export LAB_WEBHDFS='%9$s'
                export LAB_CA='%10$s'
                export LAB_KEYTAB='%11$s'
                """
                .formatted(
                        folder,
                        endpoints.krb5Conf(),
                        endpoints.ticketCache(),
                        endpoints.hadoopConf(),
                        endpoints.jaas(),
                        endpoints.bootstrapServers(),
                        endpoints.clientProperties(),
                        endpoints.hdfs(),
                        endpoints.webHdfs(),
                        endpoints.caCertificate(),
                        endpoints.keytab(Principal.TDP_USER));
    }
}
