package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
import dev.kerbside.config.Address;
import dev.kerbside.config.HadoopConfig;
import dev.kerbside.config.Jaas;
import dev.kerbside.config.KafkaConfig;
import dev.kerbside.config.KcatConf;
import dev.kerbside.config.Krb5Conf;
import dev.kerbside.config.ShellEnvironment;
import dev.kerbside.config.SparkConfig;
import dev.kerbside.config.TlsStores;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.process.Build;
import dev.kerbside.python.PythonHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client needs, in the lab's folder and on the edge node: see {@code kerberos/README.md}. */
public final class ClientKit {
    private ClientKit() {}

    /** Writes the kit of clients on this machine. */
    static Endpoints write(LabFolder folder, Cluster cluster) throws IOException {
        Endpoints endpoints = endpoints(folder.path(), cluster);
        files(endpoints, cluster, PythonHome.here().bin(), Build.programs())
                .forEach((place, text) -> folder.write(place, file -> Files.writeString(file, text)));
        folder.write(FolderPlan.ADMIN_PROPERTIES, administrator(endpoints, cluster));
        ClientCommands.write(folder, endpoints);
        return endpoints;
    }

    /**
     * The files of a client that finds the lab at these endpoints: path → text.
     *
     * @param python see {@link ShellEnvironment}
     * @param programs see there
     */
    public static Map<Path, String> files(Endpoints endpoints, Cluster cluster, Path python, Path programs) {
        TlsStores tls = cluster.tls(null);
        HadoopConfig.Client hadoop = cluster.hadoopClient();
        Map<Path, String> files = new LinkedHashMap<>(files(endpoints, tls, Map.of(), python, programs));
        files.put(endpoints.krb5Conf(), Krb5Conf.text(Address.of(endpoints.kdc())));
        files.put(endpoints.hadoopConf().resolve("core-site.xml"), hadoop.coreSite());
        files.put(endpoints.hadoopConf().resolve("hdfs-site.xml"), hadoop.hdfsSite());
        files.put(endpoints.hadoopConf().resolve("ssl-client.xml"), HadoopConfig.sslClient(tls));
        if (cluster.topology().yarn() != null) {
            files.put(endpoints.hadoopConf().resolve("yarn-site.xml"), YarnNodes.clientSite(cluster));
            files.merge(
                    endpoints.sparkProperties(),
                    SparkConfig.onYarn(
                            endpoints, tls.trust(), cluster.topology().yarn().jars()),
                    String::concat);
        }
        return files;
    }

    /**
     * Those of Kafka's clients, Spark's jobs and shells.
     *
     * @param kafka what a client of these brokers needs besides, or otherwise: as in client.properties
     */
    public static Map<Path, String> files(
            Endpoints endpoints, TlsStores tls, Map<String, String> kafka, Path python, Path programs) {
        Path kcat = endpoints.clientProperties().resolveSibling("kcat.conf");
        String ticket = Jaas.ticketCache(endpoints.ticketCache());
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(endpoints.clientProperties(), KafkaConfig.client(endpoints.bootstrapServers(), tls, ticket, kafka));
        files.put(endpoints.jaas(), Jaas.kafkaClientFile(Jaas.lasting(endpoints)));
        Map<String, String> spark = new HashMap<>(tls.trust());
        spark.putAll(kafka);
        files.put(endpoints.sparkProperties(), SparkConfig.LOOPBACK + SparkConfig.properties(endpoints, spark));
        files.put(kcat, KcatConf.text(endpoints, kafka));
        files.put(
                FolderPlan.ENVIRONMENT.in(endpoints.folder()),
                ShellEnvironment.text(endpoints, kcat, kafka, FolderPlan.LIB.in(endpoints.folder()), python, programs));
        return files;
    }

    private static Endpoints endpoints(Path lab, Cluster cluster) {
        Topology topology = cluster.topology();
        return new Endpoints(
                lab,
                Principal.REALM,
                topology.kdcFromOutside().toString(),
                names(topology.services()),
                names(cluster.users()),
                Principal.TDP_USER,
                names(topology),
                FolderPlan.KRB5_CONF.in(lab),
                FolderPlan.KEYTABS.in(lab),
                FolderPlan.TICKET_CACHE.in(lab),
                null,
                cluster.tls(null).truststore(),
                FolderPlan.CA_CERTIFICATE.in(lab),
                FolderPlan.HADOOP_CONF.in(lab),
                topology.hdfs(),
                topology.webHdfs(),
                topology.bootstrapFromOutside(),
                FolderPlan.CLIENT_PROPERTIES.in(lab),
                FolderPlan.ADMIN_PROPERTIES.in(lab),
                FolderPlan.JAAS.in(lab),
                Files.exists(FolderPlan.HOSTS.in(lab)) ? FolderPlan.HOSTS.in(lab) : null,
                FolderPlan.SPARK_PROPERTIES.in(lab),
                null,
                topology.yarnWeb());
    }

    /** The tutorial's, with as many replicas as there are brokers, three at most. */
    public static TutorialNames names(Topology topology) {
        TutorialNames tdp = TutorialNames.TDP;
        return new TutorialNames(
                tdp.topic(),
                tdp.prefix(),
                tdp.group(),
                tdp.partitions(),
                Math.min(topology.brokers().size(), tdp.replicas()),
                tdp.home());
    }

    /** As {@link Endpoints} has them. */
    public static List<String> names(List<Principal> principals) {
        return principals.stream().map(Principal::name).toList();
    }

    /** Kafka's superuser, a broker's principal: only where the brokers' keytabs are. */
    private static String administrator(Endpoints endpoints, Cluster cluster) {
        Principal broker = cluster.topology().services().stream()
                .filter(service -> service.primary().equals("kafka"))
                .findFirst()
                .orElseThrow();
        return KafkaConfig.client(
                endpoints.bootstrapServers(),
                cluster.tls(null),
                Jaas.keytab(broker, endpoints.keytab(broker)),
                Map.of());
    }
}
