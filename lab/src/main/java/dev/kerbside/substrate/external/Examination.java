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
    /** What is tried, and what must hold before. */
    private record Check(List<String> after, boolean needed, Callable<String> attempt) {}

    private final Map<String, Check> checks = new LinkedHashMap<>();
    private final Endpoints lab;

    /**
     * @param ledger where probes are written down
     * @param mayUse whether topic and folder may be there already
     */
    Examination(Endpoints lab, Ledger ledger, boolean mayUse) {
        this.lab = lab;
        if (lab.hosts() != null) {
            HostNames.useForeign(lab.hosts());
        }
        HdfsChecks hdfs = new HdfsChecks(lab, ledger, mayUse);
        KafkaChecks kafka = new KafkaChecks(lab, ledger, mayUse);
        add("ticket", List.of(), this::ticket);
        add("namenode", List.of("ticket"), hdfs::nameNode);
        add("folder", List.of("namenode"), hdfs::home);
        add("hdfs file", List.of("folder"), hdfs::probe);
        // For people's own clients: no step uses it.
        checks.put("webhdfs", new Check(List.of("namenode"), false, hdfs::web));
        add("certificates", List.of(), kafka::certificates);
        add("kafka login", List.of("ticket", "certificates"), kafka::login);
        add("brokers", List.of("kafka login"), kafka::brokers);
        add("topic", List.of("kafka login"), kafka::creation);
        add("records", List.of("topic"), kafka::probe);
        add("group", List.of("kafka login"), kafka::group);
        if (lab.yarn() != null) {
            YarnChecks yarn = new YarnChecks(lab);
            add("yarn", List.of("ticket"), yarn::resourceManager);
            add("container", List.of("yarn"), yarn::application);
            add("token", List.of("kafka login"), new TokenCheck(lab)::token);
        }
    }

    private void add(String what, List<String> after, Callable<String> attempt) {
        checks.put(what, new Check(after, true, attempt));
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
                            what, "not tried, because this does not hold: " + before, null, false, check.needed()))
                    .orElseGet(() -> attempt(what, check));
            found.put(what, finding);
            listener.accept(finding);
        });
        return new ArrayList<>(found.values());
    }

    private static Finding attempt(String what, Check check) {
        try {
            return new Finding(what, check.attempt().call(), null, true, check.needed());
        } catch (Exception e) {
            return new Finding(what, null, e, true, check.needed());
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
                        "The cluster does not do what the lab needs: %s: %s. %s"
                                .formatted(
                                        finding.what(),
                                        finding.words().replaceFirst("[.]$", ""),
                                        finding.diagnoses().stream()
                                                .findFirst()
                                                .map(Diagnosis::advice)
                                                .orElse(
                                                        "All that it has to do, one line each: lab connect --check FILE")),
                        finding.problem());
            }
        }
    }
}
