package dev.kerbside.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.explain.Diagnosis;
import dev.kerbside.security.CertificateAuthority;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.security.Keytabs;
import dev.kerbside.security.TicketFile;
import dev.kerbside.substrate.external.ExternalPlatform;
import dev.kerbside.substrate.external.Finding;
import dev.kerbside.testkit.Launcher;
import dev.kerbside.testkit.RunningLab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is wrong with the description of a cluster, or with the rights on it, each provoked for real. The examination names
 * it in the words of whoever refuses; a lab there does not start, says why in one line, and leaves nothing behind.
 */
@ExtendWith(RunningLab.class)
class MisconfigurationsIT {
    private static final String[] FOLDERS = {"/user", "/user/tdp_user", "/tmp"};

    /** Kerby gives no ticket for less. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private Endpoints lab;
    private ClusterText right;
    private List<String> before;

    @BeforeEach
    void open(Endpoints running) throws Exception {
        lab = running;
        right = ClusterText.of(lab, folder);
        Kerberos.use(lab);
        before = Remains.of(lab, FOLDERS);
    }

    /** Whatever was refused: nothing was made, and the probes are gone. */
    @AfterEach
    void nothingRemains() throws Exception {
        Kerberos.use(lab);
        // A broker learns of a deletion a moment after another.
        Awaitility.await("nothing but what was there before")
                .untilAsserted(() -> assertThat(Remains.of(lab, FOLDERS)).isEqualTo(before));
    }

    @Test
    void whatIsRightHolds() throws Exception {
        assertThat(examine(right)).allMatch(Finding::holds);
    }

    @Test
    void aKeytabWithAnotherKey() throws Exception {
        Path keytab = folder.resolve("old.keytab");
        Keytabs.write(keytab, lab.user().toString(), Keytabs.keys(lab.user().toString(), "the password before"));
        refused(right.with("keytab", keytab), "ticket", "wrong-key");
    }

    @Test
    void anotherRealm() throws Exception {
        Path keytab = folder.resolve("foreign.keytab");
        String foreign = "tdp_user@EXAMPLE.ORG";
        Keytabs.write(keytab, foreign, Keytabs.keys(foreign, "any"));
        refused(
                right.with("principal", foreign).with("keytab", keytab),
                "ticket",
                null,
                "Cannot locate KDC|Cannot find KDC for realm EXAMPLE.ORG");
    }

    @Test
    void aKeytabOfSomebodyElse() throws Exception {
        refused(right.with("keytab", lab.keytab(Principal.OTHER_USER)), "ticket", null, "Unable to obtain password");
    }

    /** With keytab=ticket: Java's own words are those of a keytab. */
    @Test
    void aTicketThatHasEndedAndOneOfSomebodyElse() throws Exception {
        Path cache = folder.resolve("ticket");
        Kerberos.kinit(lab.krb5Conf(), lab.user(), lab.keytab(), cache, SHORTEST_LIFE);
        Instant end = TicketFile.read(cache).get(0).end();
        Awaitility.await("the ticket has ended").until(() -> Instant.now().isAfter(end));
        assertThat(checkedWith(cache)).contains("The ticket in " + cache + " ended at", "kinit " + lab.user());

        Files.delete(cache);
        Principal other = Principal.OTHER_USER;
        Kerberos.kinit(lab.krb5Conf(), other, lab.keytab(other), cache);
        assertThat(checkedWith(cache)).contains("is of %s, and not of %s".formatted(other, lab.user()));
    }

    private String checkedWith(Path cache) throws Exception {
        Launcher launcher = new Launcher(folder);
        ProcessBuilder check = launcher.builder(
                "connect", "--check", right.with("keytab", "ticket").write().toString());
        check.environment().put("KRB5CCNAME", "FILE:" + cache);
        assertThat(Launcher.finish(check.start())).isEqualTo(1);
        return launcher.output();
    }

    @Test
    void anUnknownUser() throws Exception {
        Path keytab = folder.resolve("nobody.keytab");
        String nobody = "nobody@" + lab.realm();
        Keytabs.write(keytab, nobody, Keytabs.keys(nobody, "any"));
        refused(
                right.with("principal", nobody).with("keytab", keytab),
                "ticket",
                null,
                "Client not found|CLIENT_NOT_FOUND");
    }

    @Test
    void noKdcWhereKrb5ConfSays() throws Exception {
        refused(
                right.with("krb5.conf", right.edited(lab.krb5Conf(), lab.kdc(), ClusterText.closed())),
                "ticket",
                null,
                "Connection refused|Cannot contact any KDC|Receive timed out");
    }

    @Test
    void noNameNodeWhereCoreSiteSays() throws Exception {
        String address = lab.hdfs().replace("hdfs://", "");
        Path conf = right.edited(lab, "core-site.xml", address, ClusterText.closed());
        refused(right.with("hadoop.conf", conf), "namenode", null, "Connection refused");
    }

    @Test
    void noRightToMakeTheFolder() throws Exception {
        refused(right.with("hdfs.home", "/user/foreign-it"), "folder", null, "Permission denied");
    }

    @Test
    void theFolderAboveIsNotThere() throws Exception {
        refused(right.with("hdfs.home", "/user/nobody/foreign-it"), "folder", null, "There is no /user/nobody");
    }

    @Test
    void webHdfsThatNobodyVouchesFor() throws Exception {
        Path conf = right.edited(
                lab,
                "ssl-client.xml",
                lab.truststore().toString(),
                othersTruststore().toString());
        Finding found = examine(right.with("hadoop.conf", conf)).stream()
                .filter(finding -> finding.problem() != null)
                .findFirst()
                .orElseThrow();
        assertThat(found.what()).isEqualTo("webhdfs");
        assertThat(found.words()).contains("PKIX path");
        assertThat(found.stops()).as("no step needs it").isFalse();
    }

    @Test
    void anotherTruststore() throws Exception {
        Path pem = folder.resolve("other.pem");
        new CertificateAuthority("Another authority").writePem(pem);
        refused(right.with("truststore", pem), "certificates", null, "PKIX path");
    }

    @Test
    void noBrokerThere() throws Exception {
        refused(
                right.with("kafka.bootstrap.servers", ClusterText.closed()),
                "certificates",
                null,
                "Connection refused");
    }

    @Test
    void aListenerWithTlsForAClientWithout() throws Exception {
        Path client = right.edited(lab.clientProperties(), "SASL_SSL", "SASL_PLAINTEXT");
        refused(right.with("kafka.client.properties", client), "certificates", null, "speaks TLS");
    }

    @Test
    void anotherServiceName() throws Exception {
        Path client = right.edited(
                lab.clientProperties(), "sasl.kerberos.service.name=kafka", "sasl.kerberos.service.name=stream");
        refused(right.with("kafka.client.properties", client), "kafka login", "wrong-service-name");
    }

    @Test
    void noRightToCreateTopics() throws Exception {
        Principal other = Principal.OTHER_USER;
        refused(
                right.with("principal", other).with("keytab", lab.keytab(other)).with("hdfs.home", "/tmp/foreign-it"),
                "topic",
                null,
                "Authorization failed|not authorized");
    }

    /** An administrator made both topics, and gave the rights to them: that is enough for the tutorial. */
    @Test
    void whoMayNotCreateTopicsUsesThoseThatWereLent() throws Exception {
        Principal other = Principal.OTHER_USER;
        String topic = "foreign-lent";
        List<NewTopic> both = Stream.of(topic, topic + "-dead-letter")
                .map(name -> new NewTopic(name, 3, (short) 3))
                .toList();
        // Not CREATE. To delete records takes DELETE.
        List<AclBinding> rights = Stream.of(AclOperation.READ, AclOperation.WRITE, AclOperation.DELETE)
                .map(operation -> right(ResourceType.TOPIC, topic, other, operation))
                .collect(Collectors.toCollection(ArrayList::new));
        rights.add(right(ResourceType.GROUP, topic, other, AclOperation.READ));
        try (Admin superuser = Admin.create(KafkaLogin.administrator(lab))) {
            superuser.createTopics(both).all().get();
            superuser.createAcls(rights).all().get();
            try {
                List<Finding> findings = examine(right.with("principal", other)
                        .with("keytab", lab.keytab(other))
                        .with("hdfs.home", "/tmp/foreign-it")
                        .with("kafka.topic", topic)
                        .with("existing", "use"));
                assertThat(findings).noneMatch(Finding::stops);
                assertThat(findings).extracting(Finding::found).anyMatch(found -> found.contains("is empty again"));
            } finally {
                superuser
                        .deleteAcls(rights.stream().map(AclBinding::toFilter).toList())
                        .all()
                        .get();
                superuser
                        .deleteTopics(both.stream().map(NewTopic::name).toList())
                        .all()
                        .get();
            }
        }
    }

    private static AclBinding right(ResourceType type, String prefix, Principal user, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, prefix, PatternType.PREFIXED),
                new AccessControlEntry("User:" + user.primary(), "*", operation, AclPermissionType.ALLOW));
    }

    @Test
    void moreReplicasThanBrokers() throws Exception {
        refused(right.with("kafka.replicas", 9), "topic", null, "replication factor|Unable to replicate");
    }

    @Test
    void noRightToTheGroup() throws Exception {
        refused(right.with("kafka.group", "somebody-elses"), "group", null, "Not authorized to access group");
    }

    /** One line, with what, why and what next; and the examination names the same, with its cure. */
    private void refused(ClusterText wrong, String what, String id, String... words) throws Exception {
        Path file = wrong.write();
        List<Finding> findings = examine(file);
        Finding found = findings.stream()
                .filter(finding -> finding.problem() != null)
                .findFirst()
                .orElseThrow();
        assertThat(found.what()).isEqualTo(what);
        Stream.of(words).forEach(word -> assertThat(found.words()).containsPattern(word));
        if (id != null) {
            assertThat(found.diagnoses()).extracting(Diagnosis::id).contains(id);
        }
        LabConfig config = LabConfig.in(folder.resolve("lab")).cluster(file).build();
        LabException refusal = catchThrowableOfType(LabException.class, () -> Lab.start(config));
        assertThat(found.said()).as("what the file says of it").isNotEmpty();
        assertThat(refusal)
                .hasMessageContainingAll("The cluster does not do what the lab needs: " + what, found.words());
        assertThat(refusal.getMessage()).hasLineCount(1);
        assertThat(refusal.exitCode()).isEqualTo(LabException.CANNOT_START);
    }

    private List<Finding> examine(ClusterText text) throws Exception {
        return examine(text.write());
    }

    private List<Finding> examine(Path file) throws Exception {
        Path own = Files.createTempDirectory(folder, "check");
        return ExternalPlatform.examine(LabConfig.in(own).cluster(file).build(), finding -> {});
    }

    private Path othersTruststore() throws Exception {
        Path store = folder.resolve("others.p12");
        String password = Files.readString(lab.hadoopConf().resolve("ssl-client.xml"))
                .replaceAll("(?s).*truststore.password</name><value>([^<]*)<.*", "$1");
        new CertificateAuthority("Another authority").writeTruststore(store, password);
        return store;
    }
}
