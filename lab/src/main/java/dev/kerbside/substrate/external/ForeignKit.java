package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.config.SparkConfig;
import dev.kerbside.config.TlsStores;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.process.Build;
import dev.kerbside.process.HostNames;
import dev.kerbside.python.PythonHome;
import dev.kerbside.security.Kerberos;
import dev.kerbside.substrate.ClientCommands;
import dev.kerbside.substrate.ClientKit;
import dev.kerbside.substrate.Passwords;
import dev.kerbside.text.Messages;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * The kit of a cluster's client, made of what its file says and put where any lab has it, so that nobody who uses a lab
 * need ask whose it is. What the file names is copied: it may change while the lab is connected.
 */
final class ForeignKit {
    private static final List<String> SITES =
            List.of("core-site.xml", "hdfs-site.xml", "ssl-client.xml", "yarn-site.xml");

    private final LabFolder folder;
    private final ClusterFile cluster;
    private final String tag;

    private ForeignKit(LabFolder folder, ClusterFile cluster, String tag) {
        this.folder = folder;
        this.cluster = cluster;
        this.tag = tag;
    }

    /**
     * Writes the kit.
     *
     * @param tag of the lab's applications on the cluster's YARN
     */
    static Endpoints write(LabFolder folder, ClusterFile cluster, String tag)
            throws IOException, GeneralSecurityException {
        return new ForeignKit(folder, cluster, tag).write();
    }

    private Endpoints write() throws IOException, GeneralSecurityException {
        Path lab = folder.path();
        Properties client = properties(cluster.clientProperties());
        String mechanism = client.getProperty("sasl.mechanism", "GSSAPI").strip();
        if (!mechanism.equals("GSSAPI")) {
            throw LabException.usage("%s says sasl.mechanism=%s, and the lab logs in with Kerberos only: GSSAPI."
                    .formatted(cluster.clientProperties(), mechanism));
        }
        String protocol = client.getProperty("security.protocol", "").strip();
        if (!protocol.startsWith("SASL_") && !protocol.isEmpty()) {
            throw LabException.usage(
                    "%s says security.protocol=%s, with which nobody logs in: say SASL_SSL, or SASL_PLAINTEXT."
                            .formatted(cluster.clientProperties(), protocol));
        }
        String password = new Passwords().next();
        Trust trust = trust(client);
        write(trust, password);
        folder.write(FolderPlan.KRB5_CONF, Krb5Includes.flat(cluster.krb5Conf()));
        requireReadable(FolderPlan.KRB5_CONF.in(lab));
        for (String site : SITES) {
            Path given = cluster.hadoopConf().resolve(site);
            if (Files.exists(given)) {
                copy(given, FolderPlan.HADOOP_CONF.in(lab).resolve(site));
            }
        }
        if (cluster.keytab() != null) {
            copy(cluster.keytab(), FolderPlan.KEYTAB.in(lab, cluster.principal().keytabName()));
        }
        if (cluster.hosts() != null) {
            // Java asks nobody else then, not even for itself.
            folder.write(
                    FolderPlan.HOSTS,
                    "127.0.0.1 localhost\n127.0.0.1 %s\n%s"
                            .formatted(HostNames.machine(), Files.readString(cluster.hosts())));
        }
        Endpoints endpoints = endpoints(lab);
        TlsStores tls = new TlsStores(null, endpoints.truststore(), password);
        Map<Path, String> files = ClientKit.files(
                endpoints, tls, otherwise(client), PythonHome.here().bin(), Build.programs());
        if (endpoints.yarn() != null) {
            files.put(endpoints.sparkProperties(), onYarn(endpoints, trust, otherwise(client)));
        }
        files.merge(endpoints.sparkProperties(), SparkConfig.others(spark()), String::concat);
        for (Map.Entry<Path, String> file : files.entrySet()) {
            folder.write(file.getKey(), place -> Files.writeString(place, file.getValue()));
        }
        ClientCommands.write(folder, endpoints);
        return endpoints;
    }

    /** What the person says, and the lab's tag beside the person's own. */
    private Map<String, String> spark() {
        Map<String, String> spark = new TreeMap<>(cluster.spark());
        if (cluster.onYarn()) {
            spark.merge(SparkConfig.TAGS, tag, (theirs, own) -> theirs + "," + own);
        }
        return spark;
    }

    private void requireReadable(Path krb5Conf) {
        try {
            Kerberos.use(krb5Conf);
        } catch (LabException e) {
            throw LabException.usage(e.getMessage().replace(krb5Conf.toString(), "krb5.conf=" + cluster.krb5Conf()), e);
        }
    }

    private void copy(Path from, Path to) {
        // Into the file that is there, which has the plan's mode.
        folder.write(to, place -> {
            try (OutputStream out = Files.newOutputStream(place)) {
                Files.copy(from, out);
            }
        });
    }

    private static Properties properties(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw LabException.usage("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
        return properties;
    }

    private Trust trust(Properties client) {
        String named = client.getProperty("ssl.truststore.location");
        Path store = cluster.truststore() != null
                ? cluster.truststore()
                : named == null ? null : cluster.clientProperties().resolveSibling(named);
        String given = cluster.truststorePassword() != null
                ? cluster.truststorePassword()
                : client.getProperty("ssl.truststore.password");
        if (store != null && !Files.isReadable(store)) {
            throw LabException.usage(
                    "The truststore %s is no file that you can read. Nothing was done.".formatted(store));
        }
        String certificates = client.getProperty("ssl.truststore.certificates");
        return store != null
                ? Trust.of(store, given)
                : certificates != null ? Trust.ofPem(certificates) : Trust.ofJava();
    }

    private void write(Trust trust, String password) throws IOException, GeneralSecurityException {
        KeyStore own = trust.keyStore(password);
        folder.write(FolderPlan.TRUSTSTORE.in(folder.path()), place -> {
            try (OutputStream out = Files.newOutputStream(place)) {
                own.store(out, password.toCharArray());
            } catch (GeneralSecurityException e) {
                throw new IOException(e);
            }
        });
        folder.write(FolderPlan.CA_CERTIFICATE, trust.pem());
    }

    /** What the person's properties say, but for what the lab says itself; paths as from the person's file. */
    private Map<String, String> otherwise(Properties client) {
        Map<String, String> otherwise = new TreeMap<>();
        client.stringPropertyNames().stream()
                .filter(name -> name.matches("security\\.protocol|sasl\\..*|ssl\\..*"))
                .filter(name -> !name.startsWith("ssl.truststore.") && !name.equals("sasl.jaas.config"))
                .forEach(name -> otherwise.put(name, client.getProperty(name).strip()));
        otherwise.computeIfPresent(
                "ssl.keystore.location",
                (name, path) -> cluster.clientProperties().resolveSibling(path).toString());
        return otherwise;
    }

    /** No certificate lies in a file then, because YARN's containers have no file of this machine. */
    private String onYarn(Endpoints endpoints, Trust trust, Map<String, String> otherwise) {
        if (otherwise.containsKey("ssl.keystore.location")) {
            throw LabException.usage(
                    "%s names a file, ssl.keystore.location, which YARN's containers have not (spark.master=yarn). Give it as PEM: ssl.keystore.key and ssl.keystore.certificate.chain."
                            .formatted(cluster.clientProperties()));
        }
        Map<String, String> kafka = new TreeMap<>(otherwise);
        kafka.put("ssl.truststore.type", "PEM");
        kafka.put("ssl.truststore.certificates", trust.pem());
        return SparkConfig.properties(endpoints, kafka)
                + SparkConfig.onClustersYarn(
                        endpoints,
                        kafka,
                        endpoints.hdfs() + SparkLibraries.place(endpoints),
                        endpoints.hdfs() + SparkLibraries.place(endpoints).getParent());
    }

    private Endpoints endpoints(Path lab) {
        Configuration hadoop = hadoop(FolderPlan.HADOOP_CONF.in(lab));
        return new Endpoints(
                lab,
                cluster.principal().realm(),
                "see krb5.conf",
                List.of(),
                List.of(cluster.principal().name()),
                cluster.principal(),
                cluster.names(),
                FolderPlan.KRB5_CONF.in(lab),
                FolderPlan.KEYTABS.in(lab),
                FolderPlan.TICKET_CACHE.in(lab),
                cluster.keytab() == null ? OwnTicket.file() : null,
                FolderPlan.TRUSTSTORE.in(lab),
                FolderPlan.CA_CERTIFICATE.in(lab),
                FolderPlan.HADOOP_CONF.in(lab),
                hadoop.get("fs.defaultFS"),
                WebAddress.of(hadoop),
                cluster.bootstrapServers(),
                FolderPlan.CLIENT_PROPERTIES.in(lab),
                null,
                FolderPlan.JAAS.in(lab),
                cluster.hosts() == null ? null : FolderPlan.HOSTS.in(lab),
                FolderPlan.SPARK_PROPERTIES.in(lab),
                cluster.sparkMaster(),
                cluster.onYarn() ? WebAddress.ofYarn(hadoop) : null);
    }

    private Configuration hadoop(Path conf) {
        Configuration hadoop = new Configuration(false);
        for (String site : SITES) {
            hadoop.addResource(new org.apache.hadoop.fs.Path(conf.resolve(site).toUri()));
        }
        try {
            hadoop.size();
        } catch (RuntimeException e) {
            throw LabException.usage(
                    "A file of Hadoop's is no XML, below hadoop.conf=%s: %s."
                            .formatted(cluster.hadoopConf(), Messages.first(Messages.innermost(e))),
                    e);
        }
        if (!hadoop.get("fs.defaultFS", "").startsWith("hdfs://")) {
            throw LabException.usage(
                    "core-site.xml says fs.defaultFS=%s, which is no HDFS. Is hadoop.conf the right folder?"
                            .formatted(hadoop.get("fs.defaultFS")));
        }
        if (!hadoop.get("hadoop.security.authentication", "simple").equals("kerberos")) {
            throw LabException.usage(
                    "core-site.xml does not say hadoop.security.authentication=kerberos. Is hadoop.conf the folder of your cluster?");
        }
        return hadoop;
    }
}
