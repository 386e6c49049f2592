package dev.kerbside.refusals;

import static dev.kerbside.explain.Provoked.assertExplained;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.config.Jaas;
import dev.kerbside.security.HadoopConfiguration;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.testkit.RunningLab;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients whose Kerberos is not the lab's, each in a JVM of its own: a ticket of another KDC, and no Kerberos at all. */
@ExtendWith(RunningLab.class)
class OtherRealmRefusalsIT {
    private static Endpoints endpoints;

    @TempDir
    Path folder;

    @BeforeAll
    static void attach(Endpoints running) {
        endpoints = running;
    }

    @Test
    void labServesATicketOfItsOwnRealm() throws Exception {
        List<String> lines = tryAll(
                endpoints.krb5Conf(),
                endpoints.realm(),
                endpoints.keytab(Principal.TDP_USER),
                nameNode(endpoints.realm()));
        assertThat(lines).contains("kafka: served", "hdfs: served", "ticket: " + nameNode(endpoints.realm()));
    }

    /** OTHER.TDP: a foreign realm. REALM.TDP: a false KDC that uses the lab's name, but does not have its keys. */
    @ParameterizedTest
    @ValueSource(strings = {"OTHER.TDP", Principal.REALM})
    void labRefusesATicketOfAnotherKdc(String realm) throws Exception {
        List<String> lines;
        try (OtherKdc kdc = new OtherKdc(Files.createDirectory(folder.resolve("kdc")), realm, endpoints.services())) {
            lines = tryAll(kdc.krb5Conf(), realm, kdc.keytab(), nameNode(realm));
        }
        assertThat(line(lines, "kafka: "))
                .startsWith("kafka: refused")
                .contains("SaslAuthenticationException: Authentication failed during authentication due to invalid"
                        + " credentials with SASL mechanism GSSAPI");
        assertThat(line(lines, "hdfs: ")).startsWith("hdfs: refused").contains("GSS initiate failed");
        assertExplained(line(lines, "kafka: "), "foreign-ticket", "comes from another KDC");
        assertExplained(line(lines, "hdfs: "), "login-failed", "login by Kerberos failed");
        assertThat(lines).as("it was HDFS that refused, not the KDC").contains("ticket: " + nameNode(realm));
    }

    @Test
    void hdfsRefusesAClientThatDoesNotUseKerberos() throws Exception {
        List<String> lines = Fork.run(
                NoKerberos.class,
                endpoints.krb5Conf(),
                folder,
                List.of(endpoints.hadoopConf().toString()));
        assertThat(line(lines, "hdfs: "))
                .startsWith("hdfs: refused")
                .contains("AccessControlException", "SIMPLE authentication is not enabled");
    }

    private List<String> tryAll(Path krb5Conf, String realm, Path keytab, String nameNode) throws Exception {
        Properties kafka = KafkaLogin.ticket(endpoints);
        kafka.put("sasl.jaas.config", Jaas.keytab(Principal.TDP_USER, keytab).replace(Principal.REALM, realm));
        Path properties = folder.resolve("client.properties");
        try (Writer writer = Files.newBufferedWriter(properties)) {
            kafka.store(writer, null);
        }
        return Fork.run(
                Stranger.class,
                krb5Conf,
                folder,
                List.of(
                        properties.toString(),
                        endpoints.hadoopConf().toString(),
                        "tdp_user@" + realm,
                        keytab.toString(),
                        nameNode));
    }

    /** The NameNode's principal, if the realm were this one. */
    private static String nameNode(String realm) {
        return HadoopConfiguration.of(endpoints).get(Stranger.NAME_NODE).replace(Principal.REALM, realm);
    }

    private static String line(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .orElse("no line " + start + "in " + lines);
    }
}
