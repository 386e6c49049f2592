package dev.kerbside.config;

import dev.kerbside.Endpoints;
import dev.kerbside.process.HostNames;
import dev.kerbside.process.NameServiceWrapper;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The text of {@code env.sh}, which a shell sources to be a client of the lab. */
public final class ShellEnvironment {
    /** For a shell: what a person has set and a client of the lab would follow; of the proxies, that the lab has none. */
    private static final String NOT_FOR_THE_LAB =
            """
            unset KRB5_KTNAME KRB5_CLIENT_KTNAME HADOOP_TOKEN_FILE_LOCATION HADOOP_PROXY_USER
            # No proxy stands before the lab. Some programs read one of the two, some the other.
            lab_direct=localhost,127.0.0.1,::1,.tdp%s
            no_proxy=${no_proxy:-${NO_PROXY-}}
            NO_PROXY=${NO_PROXY:-$no_proxy}
            case ",$no_proxy," in *",$lab_direct,"*) ;; *) no_proxy=${no_proxy:+$no_proxy,}$lab_direct ;; esac
            case ",$NO_PROXY," in *",$lab_direct,"*) ;; *) NO_PROXY=${NO_PROXY:+$NO_PROXY,}$lab_direct ;; esac
            export no_proxy NO_PROXY
            unset lab_direct
            """;

    private ShellEnvironment() {}

    /**
     * Variables, and the lab's commands at the head of PATH, once.
     *
     * @param kcatConf where {@link KcatConf} is
     * @param kafka what a client of the brokers needs otherwise, as in client.properties
     * @param sparkHome SPARK_HOME: that of {@link Commands}
     * @param python folder of the Python that comes before the system's, which need not be there; {@code null}: none does
     * @param programs folder of the course's programs in Python
     */
    public static String text(
            Endpoints endpoints, Path kcatConf, Map<String, String> kafka, Path sparkHome, Path python, Path programs) {
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
        variables.put("SPARK_HOME", sparkHome);
        variables.put("LAB_PROGRAMS", programs);
        variables.put("KCAT_CONFIG", kcatConf);
        variables.put("LAB_BOOTSTRAP", endpoints.bootstrapServers());
        variables.put("LAB_KAFKA_SERVICE", kafka.getOrDefault("sasl.kerberos.service.name", "kafka"));
        variables.put("LAB_KAFKA_PROTOCOL", kafka.getOrDefault("security.protocol", "SASL_SSL"));
        variables.put("LAB_CLIENT_PROPERTIES", endpoints.clientProperties());
        variables.put("LAB_SPARK_PROPERTIES", endpoints.sparkProperties());
        variables.put("LAB_HDFS", endpoints.hdfs());
        variables.put("LAB_WEBHDFS", endpoints.webHdfs());
        if (endpoints.yarn() != null) {
            variables.put("LAB_YARN", endpoints.yarn());
        }
        variables.put("LAB_CA", endpoints.caCertificate());
        variables.put("LAB_KEYTAB", endpoints.keytab());
        variables.put("LAB_PRINCIPAL", endpoints.user());
        variables.put("LAB_TOPIC", endpoints.names().topic());
        variables.put("LAB_PARTITIONS", endpoints.names().partitions());
        variables.put("LAB_REPLICAS", endpoints.names().replicas());
        variables.put("LAB_HOME", endpoints.names().home());
        variables.put("LAB_SERVICES", String.join(" ", endpoints.services()));
        StringBuilder text = new StringBuilder("# For your shell:  eval \"$(lab/bin/lab env)\"\n");
        variables.forEach(
                (name, value) -> text.append("export %s=%s\n".formatted(name, Commands.quoted(value.toString()))));
        text.append(NOT_FOR_THE_LAB.formatted(direct(endpoints.webHdfs())));
        if (endpoints.hosts() != null) {
            text.append(nativeNames(endpoints.hosts()));
        }
        if (python != null) {
            text.append("lab_python=%s\n".formatted(Commands.quoted(python.toString())));
            text.append("PATH=\"$lab_python:${PATH#\"$LAB_DIR/bin:$lab_python:\"}\"\nunset lab_python\n");
        }
        return text.append("export PATH=\"$LAB_DIR/bin:${PATH#\"$LAB_DIR/bin:\"}\"\n")
                .toString();
    }

    /** The host of a server besides those that every lab has. */
    private static String direct(String server) {
        String host =
                server == null ? "localhost" : URI.create(server).getAuthority().replaceFirst(":\\d+$", "");
        return host.equals("localhost") || host.endsWith(".tdp") ? "" : "," + host;
    }

    /** Native clients learn names that only the lab knows from libnss_wrapper, once it is installed. */
    private static String nativeNames(Path hosts) {
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
                .formatted(String.join(" ", NameServiceWrapper.PLACES), Commands.quoted(hosts.toString()));
    }

    /** A flag in a variable. Only the lab's commands and Spark know quotes there; Kafka's and Hadoop's own do not. */
    private static String option(String flag) {
        return flag.contains(" ") ? "\"" + flag + "\"" : flag;
    }
}
