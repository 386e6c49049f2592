import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.junit.Kerberized;
import dev.kerbside.junit.WebHdfs;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** A lab that runs already: asked, controlled, and left as it is. */
@Kerberized
class AttachedTest {
    @Kerberized
    private static Lab lab;

    @Kerberized("other_user")
    private WebHdfs strangersHdfs;

    @Test
    void itIsTheLabThatWasNamedAndSaysWhatItCan(Endpoints endpoints) {
        assertThat(endpoints).isEqualTo(lab.endpoints());
        assertThat(endpoints.folder()).hasToString(System.getProperty("kerbside.attach"));
        assertThat(lab.capabilities()).contains(Capability.KILL_NODES);
        assertThat(lab.nodes()).extracting(node -> node.name()).contains("kdc", "namenode", "broker-3");
    }

    @Test
    void aNodeIsKilledAndServesAgain() {
        long before = lab.node("broker-3").pid();
        lab.node("broker-3").kill();
        assertThat(lab.node("broker-3").vitals()).isEmpty();
        assertThatThrownBy(() -> lab.node("broker-3").kill()).hasMessage("broker-3 is down already.");
        lab.node("broker-3").start();
        assertThat(lab.node("broker-3").pid()).isNotEqualTo(before);
        assertThat(lab.node("broker-3").log()).isNotEmptyFile();
        assertThatThrownBy(() -> lab.node("broker-9"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("broker-1, broker-2, broker-3");
    }

    @Test
    void aShellHasTheLabsCommands() throws Exception {
        Process shell = lab.localShell().running("command -v kinit && printf '%s' \"$LAB_DIR\"").start();
        assertThat(new String(shell.getInputStream().readAllBytes())).endsWith(lab.endpoints().folder().toString());
    }

    @Test
    void theAdministratorMayWhatAUserMayNot(
            @Kerberized(Kerberized.ADMIN) Properties administrator, @Kerberized("other_user") Properties stranger)
            throws Exception {
        try (Admin admin = Admin.create(administrator); Admin other = Admin.create(stranger)) {
            NewTopic orders = new NewTopic("orders", 1, (short) 3);
            assertThatThrownBy(() -> other.createTopics(List.of(orders)).all().get())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
            admin.createTopics(List.of(orders)).all().get();
            admin.deleteTopics(List.of("orders")).all().get();
        }
    }

    @Test
    void hdfsRefusesAStrangerAndSaysWhy() {
        assertThatThrownBy(() -> strangersHdfs.write("/user/tdp_user/theirs", new byte[1]))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("403")
                .hasMessageContaining("Permission denied: user=other_user");
    }

    @Test
    void aPathIsTheNameOfAFileAsItIs(@Kerberized WebHdfs hdfs) {
        for (String name : List.of("with space", "Grüße €", "100%", "a%20b", "q?x=1&y", "hash#1", "plus+1")) {
            hdfs.write("/user/tdp_user/names/" + name, name.getBytes(UTF_8));
            assertThat(hdfs.read("/user/tdp_user/names/" + name)).asString(UTF_8).isEqualTo(name);
            assertThat(hdfs.call("GET", "/user/tdp_user/names", "LISTSTATUS")).contains("\"" + name + "\"");
            hdfs.delete("/user/tdp_user/names/" + name);
        }
        assertThatThrownBy(() -> hdfs.read("user/tdp_user")).hasMessageContaining("paths are absolute");
        assertThatThrownBy(() -> hdfs.call("GET", "/user/tdp_user", "OPEN")).hasMessageContaining("use read or write");
    }

    @Test
    void theSharedLabIsNotEndedByATest() {
        lab.close();
        assertThat(lab.nodes()).isNotEmpty();
    }
}
