package dev.kerbside.substrate.containers;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.config.Commands;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.process.TemporaryFiles;
import dev.kerbside.substrate.ClientCommands;
import dev.kerbside.substrate.ClientKit;
import dev.kerbside.substrate.Cluster;
import dev.kerbside.substrate.Topology;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * TDP's edge node: a host without services, where tdp_user works. Commands, configuration and keytab lie where TDP has
 * them, and the programs of the tutorial, in the lab's own wording, in tdp_user's home.
 */
final class Edge {
    /** Its name. */
    static final String HOST = "edge-01.tdp";

    private static final Path HOME = Path.of("/home", Principal.TDP_USER.primary());

    private static final String PRODUCER = "stream_taxi_data_kafka_producer.py";

    /** The job imports the modules that come after it. */
    private static final List<String> PROGRAMS = List.of(
            PRODUCER, "stream_taxi_data_spark.py", "job_settings.py", "dead_letters.py", "dead_letter_position.py");

    private static final Path BIN = Path.of("/bin");

    /** Debian's JVMs trust whom this file has. */
    private static final Path JVM_AUTHORITIES = Path.of("/etc/ssl/certs/java/cacerts");

    private Edge() {}

    /** What a client there needs; keys from the lab's folder on this machine. */
    static Archive files(Cluster cluster, Path labFolder) throws IOException {
        Endpoints endpoints = endpoints(cluster);
        Archive files = new Archive();
        Map<Path, String> kit = ClientKit.files(endpoints, cluster, null, HOME);
        kit.forEach(files::put);
        for (String role : List.of("producer.properties", "consumer.properties")) {
            files.put(endpoints.clientProperties().resolveSibling(role), kit.get(endpoints.clientProperties()));
        }
        Commands commands = ClientCommands.of(
                endpoints,
                "java",
                Image.classpath(),
                List.of(),
                endpoints.sparkProperties().getParent());
        commands.files().forEach(files::put);
        files.folder(FolderPlan.LIB_JARS.in(endpoints.folder()));
        files.folder(TemporaryFiles.of(FolderPlan.LIB.in(endpoints.folder())));
        commands.scripts().forEach((name, script) -> files.putCommand(BIN.resolve(name), script));
        commands.gateway().forEach(files::putCommand);
        files.link(FolderPlan.LIB.in(endpoints.folder()).resolve("python"), Path.of(Image.PYSPARK));
        files.put(HOME.resolve(".bash_profile"), profile(endpoints));
        for (String program : PROGRAMS) {
            try (InputStream text = Edge.class.getResourceAsStream(program)) {
                files.put(HOME.resolve(program), text.readAllBytes());
            }
        }
        files.link(HOME.resolve("producer.py"), Path.of(PRODUCER));
        files.put(JVM_AUTHORITIES, Authorities.with(FolderPlan.CA_CERTIFICATE.in(labFolder)));
        for (Principal user : cluster.users()) {
            byte[] keytab = Files.readAllBytes(FolderPlan.KEYTAB.in(labFolder, user.keytabName()));
            files.put(endpoints.keytab(user), keytab);
            if (user.equals(Principal.TDP_USER)) {
                files.put(HOME.resolve(user.keytabName()), keytab);
            }
        }
        for (String file : List.of(
                FolderPlan.TRUSTSTORE.path(),
                FolderPlan.CA_CERTIFICATE.path(),
                FolderPlan.PASSWORD.path(Principal.TDP_USER.name()))) {
            files.put(Archive.LAB.resolve(file), Files.readAllBytes(labFolder.resolve(file)));
        }
        return files;
    }

    /** OpenSSL, and so Python, reads the authorities of this file and those of the system's folder. */
    private static String profile(Endpoints endpoints) {
        return """
                . %s
                export SSL_CERT_FILE=%s
                PS1='[\\u@\\h \\W]$ '
                """
                .formatted(ClientCommands.environment(endpoints), endpoints.caCertificate());
    }

    private static Endpoints endpoints(Cluster cluster) {
        Topology topology = cluster.topology();
        Path lab = Archive.LAB;
        return new Endpoints(
                lab,
                Principal.REALM,
                topology.kdc().toString(),
                ClientKit.names(topology.services()),
                ClientKit.names(cluster.users()),
                Principal.TDP_USER,
                ClientKit.names(topology),
                Path.of("/etc/krb5.conf"),
                FolderPlan.KEYTABS.in(lab),
                Path.of("/tmp/krb5cc_" + Archive.USER),
                null,
                cluster.tls(null).truststore(),
                FolderPlan.CA_CERTIFICATE.in(lab),
                Path.of("/etc/hadoop/conf"),
                topology.hdfs(),
                topology.webHdfs(),
                topology.bootstrap(),
                Path.of("/etc/kafka/conf/client.properties"),
                null,
                Path.of("/etc/kafka/conf/kafka_client_jaas.conf"),
                null,
                Path.of("/etc/spark3/conf/spark-defaults.conf"),
                null,
                topology.yarnWeb());
    }
}
