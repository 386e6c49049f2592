package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Clients that nobody here wrote, with the commands of kerberos/README.md, word for word. */
@ExtendWith(RunningLab.class)
class NativeClientsIT {
    @TempDir
    private Path folder;

    private Endpoints lab;
    private KerberosPage page;
    private Terminal terminal;

    @BeforeEach
    void open(Endpoints endpoints) throws IOException {
        lab = endpoints;
        page = new KerberosPage();
        terminal = new Terminal(lab, folder);
        installed("kinit", "krb5-user");
    }

    @Test
    void mitKinitObtainsATicketWithAesKeysOnly() throws IOException {
        String tickets = succeeds("kinit");
        assertThat(tickets).contains("Default principal: tdp_user@REALM.TDP", "krbtgt/REALM.TDP@REALM.TDP");
        assertThat(tickets.lines().filter(line -> line.contains("Etype")))
                .isNotEmpty()
                .allMatch(line -> line.contains("aes256-cts-hmac-sha1-96, aes256-cts-hmac-sha1-96"));
    }

    @Test
    void mitKinitTakesThePassword() throws IOException {
        assertThat(succeeds("password")).contains("Default principal: tdp_user@REALM.TDP");
    }

    @Test
    void mitKvnoObtainsServiceTickets() throws IOException {
        succeeds("kinit");
        assertThat(succeeds("kvno").lines())
                .isNotEmpty()
                .containsExactlyElementsOf(lab.services().stream()
                        .map(service -> service + "@REALM.TDP: kvno = 1")
                        .toList());
    }

    @Test
    void theKeytabHoldsAesKeysOnly() throws IOException {
        assertThat(succeeds("keytab").lines().filter(line -> line.contains("@REALM.TDP")))
                .hasSize(2)
                .allMatch(line -> line.contains("tdp_user@REALM.TDP (aes"));
    }

    @Test
    void mitKinitRefusesAWrongPasswordAWrongKeytabAndAnUnknownRealm() throws IOException {
        String refusals = terminal.run("set +e\n" + page.block("kinit-refused")).output();
        assertThat(refusals)
                .contains("kinit: Password incorrect while getting initial credentials")
                .contains("kinit: Keytab contains no suitable keys for tdp_user@REALM.TDP")
                .contains("kinit: Cannot find KDC for realm \"OTHER.REALM\"");
        assertThat(terminal.run("klist -s").exit()).isEqualTo(1);
    }

    @Test
    void curlWritesListsAndReadsThroughWebHdfs() throws IOException {
        reaches("curl", "curl");
        succeeds("kinit");
        succeeds("webhdfs-write");
        assertThat(succeeds("webhdfs-list")).contains("\"pathSuffix\":\"hello.txt\"", "\"owner\":\"tdp_user\"");
        assertThat(succeeds("webhdfs-read")).isEqualTo("hello from curl\n");
    }

    @Test
    void webHdfsRefusesCurlWithoutATicketAndWithASpoofedName() throws IOException {
        reaches("curl", "curl");
        assertThat(succeeds("webhdfs-no-ticket")).isEqualTo("401\n401\n");
    }

    @Test
    void webHdfsRefusesOtherUserInTdpUsersHome() throws IOException {
        reaches("curl", "curl");
        assertThat(succeeds("webhdfs-other-user"))
                .contains("AccessControlException", "Permission denied: user=other_user, access=READ_EXECUTE");
    }

    @Test
    void curlRefusesWebHdfsWithoutTheCa() throws IOException {
        reaches("curl", "curl");
        Terminal.Result result = terminal.run(page.block("webhdfs-no-ca"));
        assertThat(result.exit()).as(result.output()).isEqualTo(60);
    }

    @Test
    void kcatReadsWhatKcatProduced() throws IOException {
        kcatIsInstalled();
        succeeds("kinit");
        succeeds("kafka-topics-create");
        Awaitility.await("the broker that kcat asks has heard of the topic")
                .atMost(Duration.ofSeconds(30))
                .until(() -> succeeds("kcat-list").contains("topic \"tdp-user-kit\" with 3 partitions"));
        succeeds("kcat-produce");
        assertThat(succeeds("kcat-consume").lines()).contains("one", "two", "three");
    }

    @Test
    void kafkaRefusesKcatWithoutATicket() throws IOException {
        kcatIsInstalled();
        Terminal.Result result = terminal.run(page.block("kcat-list"));
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("No Kerberos credentials available");
    }

    @Test
    void kafkaRefusesKcatAsOtherUser() throws IOException {
        kcatIsInstalled();
        succeeds("kinit");
        succeeds("kafka-topics-create");
        Terminal.Result result = terminal.run(page.block("kcat-other-user"));
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("Topic tdp-user-kit error: Broker: Topic authorization failed");
    }

    @Test
    void pythonReadsTheTopic() throws IOException {
        assumeTrue(
                terminal.run("/usr/bin/python3 -c 'import kafka, gssapi, lz4'").exit() == 0,
                "Not run: install python3-kafka, python3-gssapi and python3-lz4.");
        kcatIsInstalled();
        succeeds("kinit");
        succeeds("kafka-topics-create");
        succeeds("kcat-produce");
        Terminal.Result result = terminal.run("/usr/bin/python3 - <<'END'\n" + page.block("python") + "\nEND");
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output().lines()).contains("one", "two", "three");
    }

    private String succeeds(String block) throws IOException {
        Terminal.Result result = terminal.run(page.block(block));
        assertThat(result.exit()).as(block + ": " + result.output()).isZero();
        return result.output();
    }

    private void kcatIsInstalled() throws IOException {
        reaches("kcat", "kcat and libsasl2-modules-gssapi-mit");
    }

    /** A client that has to know the names of the lab's hosts, besides being there. */
    private void reaches(String command, String packages) throws IOException {
        installed(command, packages);
        assumeTrue(
                terminal.run("case $LAB_BOOTSTRAP in localhost:*) ;; *) getent ahosts \"${LAB_BOOTSTRAP%%:*}\" ;; esac")
                                .exit()
                        == 0,
                "Not run: native clients do not know the lab's hosts (Debian: libnss-wrapper).");
    }

    private void installed(String command, String packages) throws IOException {
        assumeTrue(terminal.has(command), "Not run: " + command + " is not installed (Debian: " + packages + ").");
    }
}
