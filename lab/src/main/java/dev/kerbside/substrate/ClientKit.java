package dev.kerbside.substrate;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.config.Address;
import dev.kerbside.config.Commands;
import dev.kerbside.config.HadoopConfig;
import dev.kerbside.config.Jaas;
import dev.kerbside.config.KafkaConfig;
import dev.kerbside.config.Krb5Conf;
import dev.kerbside.config.TlsStores;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.process.HostNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes what a client needs into the lab's folder: see {@code kerberos/README.md}. */
public final class ClientKit {
    /** Where Debian, and others, put it. */
    private static final List<String> WRAPPERS = Stream.of(
                    "/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
            .map(folder -> folder + "/libnss_wrapper.so")
            .toList();

    /** For a shell: what a person has set and a client of the lab would follow; of the proxies, that the lab has none. */
    private static final String NOT_FOR_THE_LAB =
            """
            unset KRB5_KTNAME KRB5_CLIENT_KTNAME HADOOP_TOKEN_FILE_LOCATION HADOOP_PROXY_USER
            # No proxy stands before the lab. Some programs read one of the two, some the other.
            lab_direct=localhost,127.0.0.1,::1,.tdp
            no_proxy=${no_proxy:-${NO_PROXY-}}
            NO_PROXY=${NO_PROXY:-$no_proxy}
            case ",$no_proxy," in *",$lab_direct,"*) ;; *) no_proxy=${no_proxy:+$no_proxy,}$lab_direct ;; esac
            case ",$NO_PROXY," in *",$lab_direct,"*) ;; *) NO_PROXY=${NO_PROXY:+$NO_PROXY,}$lab_direct ;; esac
            export no_proxy NO_PROXY
            unset lab_direct
            """;

    private ClientKit() {}

    /** Writes the kit of clients on this machine. */
    static Endpoints write(LabFolder folder, Cluster cluster) throws IOException {
        Endpoints endpoints = endpoints(folder.path(), cluster);
        Map<Path, String> files = files(endpoints, cluster);
        files.put(endpoints.clientProperties().resolveSibling("admin.properties"), administrator(endpoints, cluster));
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.writeString(file.getKey(), file.getValue());
            Files.setPosixFilePermissions(file.getKey(), PosixFilePermissions.fromString("rw-------"));
        }
        ClientCommands.write(folder, endpoints);
        return endpoints;
    }

    /** The files of a client that finds the lab at these endpoints: path → text. */
    public static Map<Path, String> files(Endpoints endpoints, Cluster cluster) {
        HadoopConfig.Client hadoop = cluster.hadoopClient();
        TlsStores tls = cluster.tls(null);
        String keytabLogin = Jaas.keytab(Principal.TDP_USER, endpoints.keytab(Principal.TDP_USER));
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(endpoints.krb5Conf(), Krb5Conf.text(Address.of(endpoints.kdc())));
        files.put(endpoints.hadoopConf().resolve("core-site.xml"), hadoop.coreSite());
        files.put(endpoints.hadoopConf().resolve("hdfs-site.xml"), hadoop.hdfsSite());
        files.put(endpoints.hadoopConf().resolve("ssl-client.xml"), HadoopConfig.sslClient(tls));
        files.put(
                endpoints.clientProperties(),
                KafkaConfig.client(endpoints.bootstrapServers(), tls, Jaas.ticketCache(endpoints.ticketCache())));
        files.put(endpoints.jaas(), Jaas.kafkaClientFile(keytabLogin));
        files.put(endpoints.sparkProperties(), sparkProperties(endpoints, cluster));
        files.put(kcat(endpoints), kcatConf(endpoints));
        files.put(ClientCommands.environment(endpoints), environment(endpoints));
        return files;
    }

    private static Endpoints endpoints(Path folder, Cluster cluster) {
        Topology layout = cluster.layout();
        return new Endpoints(
                folder,
                Principal.REALM,
                layout.kdcFromOutside().toString(),
                layout.services().stream().map(Principal::name).toList(),
                folder.resolve("krb5.conf"),
                folder.resolve("keytabs"),
                folder.resolve("krb5cc_tdp_user"),
                cluster.tls(null).truststore(),
                folder.resolve("tls/ca.pem"),
                folder.resolve("hadoop"),
                layout.hdfs(),
                layout.webHdfs(),
                layout.bootstrapFromOutside(),
                folder.resolve("kafka/client.properties"),
                folder.resolve("kafka/kafka_client_jaas.conf"),
                Files.exists(HostNames.file(folder)) ? HostNames.file(folder) : null,
                folder.resolve("kafka/spark.properties"));
    }

    /** Settings of a Spark job: its manners, its login to HDFS, and Kafka's options under {@code spark.nyctaxi.kafka.}. */
    private static String sparkProperties(Endpoints endpoints, Cluster cluster) {
        return """
                spark.driver.host=localhost
                spark.driver.bindAddress=127.0.0.1
                # The driver's ports are open to every user of this machine. With authentication Spark makes a secret for
                # each job, in its memory only, and answers nobody who does not know it; what moves is encrypted.
                spark.authenticate=true
                spark.network.crypto.enabled=true
                spark.network.crypto.authEngineVersion=2
                spark.network.crypto.saslFallback=false
                # The web interface would ask nobody who they are.
                spark.ui.enabled=false
                # A query without new data asks the brokers for some every 10 ms otherwise.
                spark.sql.streaming.pollingDelay=100ms
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

    /** Kafka's superuser, a broker's principal: only where the brokers' keytabs are. */
    private static String administrator(Endpoints endpoints, Cluster cluster) {
        Principal broker = cluster.layout().services().stream()
                .filter(service -> service.primary().equals("kafka"))
                .findFirst()
                .orElseThrow();
        return KafkaConfig.client(
                endpoints.bootstrapServers(), cluster.tls(null), Jaas.keytab(broker, endpoints.keytab(broker)));
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
                # The brokers listen on 127.0.0.1, and localhost may be ::1 first.
                broker.address.family=v4
                ssl.ca.location=%s
                """
                .formatted(endpoints.bootstrapServers(), endpoints.caCertificate());
    }

    /** Variables, and the lab's commands at the head of PATH, once. */
    private static String environment(Endpoints endpoints) {
        String krb5 = option("-Djava.security.krb5.conf=" + endpoints.krb5Conf())
                + (endpoints.hosts() == null ? "" : " " + option(HostNames.flag(endpoints.hosts())));
        String jaas = option("-Djava.security.auth.login.config=" + endpoints.jaas());
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("LAB_DIR", endpoints.folder());
        variables.put("KRB5_CONFIG", endpoints.krb5Conf());
        variables.put("KRB5CCNAME", "FILE:" + endpoints.ticketCache());
        variables.put("HADOOP_CONF_DIR", endpoints.hadoopConf());
        variables.put("HADOOP_OPTS", krb5);
        variables.put("KAFKA_OPTS", krb5 + " " + jaas);
        variables.put("SPARK_SUBMIT_OPTS", krb5 + " " + jaas);
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
        text.append(NOT_FOR_THE_LAB);
        if (endpoints.hosts() != null) {
            text.append(nativeNames(endpoints));
        }
        return text.append("export PATH=\"$LAB_DIR/bin:${PATH#\"$LAB_DIR/bin:\"}\"\n")
                .toString();
    }

    /** Native clients learn names that only the lab knows from libnss_wrapper, once it is installed. */
    private static String nativeNames(Endpoints endpoints) {
        return """
                for lab_wrapper in %s; do
                    if [ -e "$lab_wrapper" ]; then
                        export NSS_WRAPPER_HOSTS=%s
                        case ":${LD_PRELOAD-}:" in
                            *libnss_wrapper.so:*) ;;
                            *) export LD_PRELOAD="$lab_wrapper${LD_PRELOAD:+:$LD_PRELOAD}" ;;
                        esac
                        break
                    fi
                done
                unset lab_wrapper
                """
                .formatted(
                        String.join(" ", WRAPPERS),
                        Commands.quoted(endpoints.hosts().toString()));
    }

    public static boolean wrapperIsInstalled() {
        return WRAPPERS.stream().anyMatch(wrapper -> Files.exists(Path.of(wrapper)));
    }

    /** A flag in a variable. Only the lab's commands and Spark know quotes there; Kafka's and Hadoop's own do not. */
    private static String option(String flag) {
        return flag.contains(" ") ? "\"" + flag + "\"" : flag;
    }
}
