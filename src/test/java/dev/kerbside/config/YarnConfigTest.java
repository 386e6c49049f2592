package dev.kerbside.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Principal;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;

/** What YARN's parties are told. */
class YarnConfigTest {
    private static final YarnConfig.ResourceManager MASTER =
            new YarnConfig.ResourceManager(at(1), at(2), at(3), at(4), at(5), Principal.service("rm", "localhost"));
    private static final YarnConfig.NodeManager WORKER =
            new YarnConfig.NodeManager(at(6), at(7), at(8), Principal.service("nm", "localhost"));
    private static final HadoopConfig.Spnego SPNEGO = new HadoopConfig.Spnego(
            Principal.service("HTTP", "localhost"), Path.of("/http.keytab"), Path.of("/signature"));

    private static Address at(int port) {
        return new Address("localhost", port);
    }

    private static Configuration conf(String xml) {
        Configuration conf = new Configuration(false);
        conf.addResource(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        return conf;
    }

    @Test
    void everyPartyKnowsPrincipalsAndThatPagesAreHttps() {
        for (String text : new String[] {
            YarnConfig.client(MASTER, WORKER),
            YarnConfig.resourceManager(MASTER, WORKER, "127.0.0.1", Path.of("/d"), Path.of("/rm.keytab"), SPNEGO),
            YarnConfig.nodeManager(MASTER, WORKER, "127.0.0.1", Path.of("/d"), Path.of("/nm.keytab"), SPNEGO)
        }) {
            Configuration conf = conf(text);
            assertThat(conf.get("yarn.resourcemanager.principal")).isEqualTo("rm/localhost@REALM.TDP");
            assertThat(conf.get("yarn.nodemanager.principal")).isEqualTo("nm/localhost@REALM.TDP");
            assertThat(conf.get("yarn.http.policy")).isEqualTo("HTTPS_ONLY");
            assertThat(conf.getBoolean("yarn.acl.enable", false)).isTrue();
            assertThat(conf.get("yarn.admin.acl")).isEqualTo("yarn");
        }
    }

    @Test
    void clientsGiveUpSoonAndServersDoNot() {
        assertThat(conf(YarnConfig.client(MASTER, WORKER)).getInt("yarn.resourcemanager.connect.max-wait.ms", 0))
                .isEqualTo(5_000);
        assertThat(conf(YarnConfig.nodeManager(MASTER, WORKER, "0.0.0.0", Path.of("/d"), Path.of("/k"), SPNEGO))
                        .get("yarn.resourcemanager.connect.max-wait.ms"))
                .isNull();
    }

    @Test
    void onlyTdpUserSubmits() {
        Configuration queues = conf(YarnConfig.scheduler());
        for (String queue : new String[] {"root", "root.default"}) {
            assertThat(queues.get("yarn.scheduler.capacity." + queue + ".acl_submit_applications"))
                    .isEqualTo("tdp_user");
            assertThat(queues.get("yarn.scheduler.capacity." + queue + ".acl_administer_queue"))
                    .isEqualTo("yarn");
        }
    }

    @Test
    void onlyALabWithYarnLetsItActForUsers() {
        HadoopConfig.NameNode nameNode = new HadoopConfig.NameNode(
                at(9), at(10), Principal.service("nn", "localhost"), Principal.service("dn", "localhost"));
        Configuration with = conf(HadoopConfig.serverCoreSite(nameNode, SPNEGO, Principal.USERS, "localhost"));
        assertThat(with.get("hadoop.proxyuser.yarn.hosts")).isEqualTo("localhost");
        assertThat(with.get("hadoop.proxyuser.yarn.users")).isEqualTo("tdp_user,other_user");
        assertThat(HadoopConfig.serverCoreSite(nameNode, SPNEGO, Principal.USERS, null))
                .doesNotContain("hadoop.proxyuser");
    }
}
