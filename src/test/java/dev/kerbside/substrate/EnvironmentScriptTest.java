package dev.kerbside.substrate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.LabConfig;
import dev.kerbside.Substrate;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.process.HostNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** env.sh, read by a bash in which a person has set this and that. */
class EnvironmentScriptTest {
    private static final String DIRECT = "localhost,127.0.0.1,::1,.tdp";

    @TempDir
    private Path temporary;

    private final Ports ports = new Ports(0);
    private LabFolder folder;
    private Path script;

    @BeforeEach
    void write() throws Exception {
        folder = LabFolder.claim(temporary.resolve("a lab"), Substrate.EMBEDDED);
        script = writeFor(folder);
    }

    private Path writeFor(LabFolder folder) throws Exception {
        Cluster cluster = Cluster.of(
                folder.path(),
                "127.0.0.1",
                Topology.onLoopback(ports, 3),
                LabConfig.in(folder.path()).build());
        return ClientCommands.environment(ClientKit.write(folder, cluster));
    }

    @AfterEach
    void close() {
        folder.close();
        ports.close();
    }

    @Test
    void theLabIsReachedWithoutAProxy() throws Exception {
        assertThat(said(Map.of(), "echo $no_proxy $NO_PROXY")).isEqualTo(DIRECT + " " + DIRECT);
        assertThat(said(Map.of("no_proxy", "a.org,b.org"), "echo $no_proxy $NO_PROXY"))
                .isEqualTo("a.org,b.org,%1$s a.org,b.org,%1$s".formatted(DIRECT));
        assertThat(said(Map.of("no_proxy", "a.org", "NO_PROXY", "b.org"), "echo $no_proxy $NO_PROXY"))
                .isEqualTo("a.org,%1$s b.org,%1$s".formatted(DIRECT));
    }

    @Test
    void readTwiceItAddsNothingMore() throws Exception {
        String again = ". '%s'; echo \"$no_proxy|$PATH|${LD_PRELOAD-}\"".formatted(script);
        assertThat(said(Map.of("NO_PROXY", "a.org"), again))
                .isEqualTo(said(Map.of("NO_PROXY", "a.org"), "echo \"$no_proxy|$PATH|${LD_PRELOAD-}\""));
    }

    @Test
    void ticketsAndKeysAreTheLabsWhateverAPersonHas() throws Exception {
        Map<String, String> person = Map.of(
                "KRB5CCNAME", "KEYRING:persistent:0",
                "KRB5_CONFIG", "/etc/krb5.conf",
                "KRB5_KTNAME", "/etc/krb5.keytab",
                "KRB5_CLIENT_KTNAME", "/etc/client.keytab",
                "HADOOP_TOKEN_FILE_LOCATION", "/tmp/token");
        assertThat(said(person, "env | grep -E '^(KRB5|HADOOP_TOKEN)' | sort"))
                .isEqualTo("KRB5CCNAME=FILE:%1$s/krb5cc_tdp_user\nKRB5_CONFIG=%1$s/krb5.conf".formatted(folder.path()));
    }

    @Test
    void itIsReadByAShellThatRefusesWhatIsNotSet() throws Exception {
        assertThat(said(Map.of(), "set -eu; . '%s'; echo read".formatted(script)))
                .isEqualTo("read");
    }

    @Test
    void aWrapperOfNamesIsLookedForWhenItIsReadAndOnlyWhereALabHasNames() throws Exception {
        assertThat(Files.readString(script)).doesNotContain("libnss_wrapper");
        try (LabFolder other = LabFolder.claim(temporary.resolve("other"), Substrate.EMBEDDED)) {
            HostNames.write(FolderPlan.HOSTS.in(other.path()), List.of("worker-01.tdp"));
            assertThat(Files.readString(writeFor(other)))
                    .contains("for lab_wrapper in /usr/lib/x86_64-linux-gnu/libnss_wrapper.so ")
                    .contains("if [ -e \"$lab_wrapper\" ]");
        }
    }

    @Test
    void kcatTakesLocalhostFor127001() throws Exception {
        assertThat(folder.path().resolve("kafka/kcat.conf")).content().contains("broker.address.family=v4\n");
    }

    private String said(Map<String, String> person, String commands) throws Exception {
        ProcessBuilder bash = new ProcessBuilder("bash", "-c", ". '%s'; %s".formatted(script, commands));
        bash.environment().keySet().removeIf(name -> !name.equals("PATH"));
        bash.environment().putAll(person);
        Process process = bash.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes()).strip();
    }
}
