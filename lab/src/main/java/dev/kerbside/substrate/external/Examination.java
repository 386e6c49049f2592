package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.explain.Diagnosis;
import dev.kerbside.process.HostNames;
import dev.kerbside.security.Kerberos;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Each value of a cluster's file by its use: KDC, ticket, HDFS, brokers, rights, probes. What cannot hold
 * because something before it does not is not tried.
 */
final class Examination {
    /** What is tried, what the file says of it, and what must hold before. */
    private record Check(String said, List<String> after, boolean needed, Callable<String> attempt) {}

    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final Endpoints lab;
    private final ClusterFile cluster;

    /** @param ledger where probes are written down */
    Examination(Endpoints lab, Ledger ledger, ClusterFile cluster) {
        this.lab = lab;
        this.cluster = cluster;
        if (lab.hosts() != null) {
            HostNames.useForeign(lab.hosts());
        }
        HdfsChecks hdfs = new HdfsChecks(lab, ledger, cluster.mayUse());
        KafkaChecks kafka = new KafkaChecks(lab, ledger, cluster.mayUse());
        add("ticket", "principal keytab krb5.conf", "", this::ticket);
        add("namenode", "hadoop.conf", "ticket", hdfs::nameNode);
        add("folder", "hdfs.home existing", "namenode", hdfs::home);
        add("hdfs file", "hdfs.home", "folder", hdfs::probe);
        // For people's own clients: no step uses it.
        add("webhdfs", "hadoop.conf", "namenode", false, hdfs::web);
        String brokers = "kafka.bootstrap.servers kafka.client.properties";
        add("certificates", brokers + " truststore", "", kafka::certificates);
        add("kafka login", "principal " + brokers, "ticket, certificates", kafka::login);
        add("brokers", brokers, "kafka login", kafka::brokers);
        add(
                "topic",
                "kafka.topic kafka.prefix kafka.partitions kafka.replicas existing",
                "kafka login",
                kafka::creation);
        add("records", "kafka.topic kafka.prefix", "topic", kafka::probe);
        add("group", "kafka.topic kafka.group", "kafka login", kafka::group);
        if (lab.yarn() != null) {
            YarnChecks yarn = new YarnChecks(lab, ledger);
            add("yarn", "hadoop.conf", "ticket", yarn::resourceManager);
            add("container", "spark.yarn.queue", "yarn", yarn::application);
            add("token", brokers, "kafka login", new TokenCheck(lab)::token);
        }
    }

    private void add(String what, String keys, String after, Callable<String> attempt) {
        add(what, keys, after, true, attempt);
    }

    private void add(String what, String keys, String after, boolean needed, Callable<String> attempt) {
        checks.put(
                what,
                new Check(
                        cluster.said(List.of(keys.split(" "))),
                        after.isEmpty() ? List.of() : List.of(after.split(", ")),
                        needed,
                        attempt));
    }

    private String ticket() throws Exception {
        Kerberos.authenticate(lab);
        Kerberos.use(lab);
        return "%s has a ticket of realm %s".formatted(lab.user(), lab.realm());
    }

    /** Tries all, and says each as it is found. */
    List<Finding> all(Consumer<Finding> listener) {
        Kerberos.use(lab.krb5Conf());
        Map<String, Finding> found = new LinkedHashMap<>();
        checks.forEach((what, check) -> {
            Finding finding = check.after().stream()
                    .filter(before -> !found.get(before).holds())
                    .findFirst()
                    .map(before -> new Finding(
                            what,
                            check.said(),
                            "not tried, because this does not hold: " + before,
                            null,
                            false,
                            check.needed()))
                    .orElseGet(() -> attempt(what, check));
            found.put(what, finding);
            listener.accept(finding);
        });
        return new ArrayList<>(found.values());
    }

    private static Finding attempt(String what, Check check) {
        try {
            return new Finding(what, check.said(), check.attempt().call(), null, true, check.needed());
        } catch (Exception e) {
            return new Finding(what, check.said(), null, e, true, check.needed());
        }
    }

    /**
     * The same until one does not hold.
     *
     * @throws LabException then, in one line
     */
    void require(Consumer<Finding> listener) {
        for (Finding finding : all(listener)) {
            if (finding.problem() != null && finding.needed()) {
                throw LabException.cannotStart(
                        "The cluster does not do what the lab needs: %s: %s. %sThe file says %s. All that it has to do, one line each: lab connect --check FILE"
                                .formatted(
                                        finding.what(),
                                        finding.words().replaceFirst("[.]$", ""),
                                        finding.diagnoses().stream()
                                                .findFirst()
                                                .map(Diagnosis::advice)
                                                .filter(advice -> !advice.isEmpty())
                                                .map(advice -> advice + " ")
                                                .orElse(""),
                                        finding.said()),
                        finding.problem());
            }
        }
    }
}
