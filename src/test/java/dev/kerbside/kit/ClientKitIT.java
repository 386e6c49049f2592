package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the lab's folder offers to clients, and kerberos/README.md about it; needs bash and Java only. */
@ExtendWith(RunningLab.class)
class ClientKitIT {
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
    }

    @Test
    void itsCommandsComeFirstOnThePathOnceHoweverOftenTheEnvironmentIsRead() throws IOException {
        String bin = lab.folder().resolve("bin").toString();
        assertThat(terminal.run("source \"$LAB_DIR/env.sh\"; echo \"$PATH\"; command -v hdfs")
                        .output())
                .startsWith(bin + ":")
                .containsOnlyOnce(bin + ":")
                .endsWith(bin + "/hdfs\n");
    }

    @Test
    void hdfsRefusesASubcommandThatItDoesNotHave() throws IOException {
        Terminal.Result result = terminal.run("hdfs namenode");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.output()).contains("dfs, dfsadmin, fsck, getconf, groups, classpath, version");
    }

    @Test
    void onlyItsOwnerReadsTheFolderAndItsSecrets() throws IOException {
        assertThat(mode(lab.folder())).isEqualTo("rwx------");
        for (String secrets : List.of("keytabs", "kafka", "hadoop", "tls", "secrets")) {
            try (Stream<Path> files = Files.list(lab.folder().resolve(secrets))) {
                assertThat(files).isNotEmpty().allSatisfy(file -> assertThat(mode(file))
                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void endpointsReadFromTheFolderAreTheRunningLabs() {
        assertThat(Lab.attach(lab.folder()).endpoints()).isEqualTo(lab);
    }

    @Test
    void neitherEndpointsNorEnvironmentHoldASecret() throws IOException {
        String store = KafkaLogin.ticket(lab).getProperty("ssl.truststore.password");
        String user = Files.readString(lab.folder().resolve("secrets/tdp_user.password"));
        for (String file : List.of("endpoints.json", "env.sh", "krb5.conf", "kafka/kcat.conf")) {
            assertThat(Files.readString(lab.folder().resolve(file)))
                    .doesNotContain(store)
                    .doesNotContain(user);
        }
    }

    @Test
    void theEnvironmentGivesTheValuesOfTheEndpoints() throws IOException {
        Map<String, Object> expected = new TreeMap<>(Map.of(
                "LAB_DIR", lab.folder(),
                "KRB5_CONFIG", lab.krb5Conf(),
                "KRB5CCNAME", "FILE:" + lab.ticketCache(),
                "HADOOP_CONF_DIR", lab.hadoopConf(),
                "LAB_BOOTSTRAP", lab.bootstrapServers(),
                "LAB_CLIENT_PROPERTIES", lab.clientProperties(),
                "LAB_HDFS", lab.hdfs(),
                "LAB_WEBHDFS", lab.webHdfs(),
                "LAB_CA", lab.caCertificate(),
                "LAB_KEYTAB", lab.keytab(Principal.TDP_USER)));
        expected.put("LAB_SERVICES", String.join(" ", lab.services()));
        String print = expected.keySet().stream()
                .map(name -> "echo \"" + name + "=$" + name + "\"")
                .collect(Collectors.joining("\n", "source '" + lab.folder() + "/env.sh'\n", ""));
        assertThat(terminal.run(print).output().lines())
                .containsExactlyElementsOf(expected.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue())
                        .toList());
    }

    @Test
    void kafkasOwnToolWorksWithTheTicketAndClientProperties() throws Exception {
        terminal.kinit(Principal.TDP_USER);
        succeeds("kafka-topics-create");
        assertThat(succeeds("kafka-topics-list").lines()).contains("tdp-user-kit");
    }

    @Test
    void aToolOfKafkasThatIsNotToldWhomToAskAsksTheLabsBrokers() throws Exception {
        terminal.kinit(Principal.TDP_USER);
        succeeds("kafka-topics-create");
        Terminal.Result result = terminal.run(
                """
                kafka-topics.sh --list --command-config $LAB_CLIENT_PROPERTIES
                kafka-features.sh --command-config $LAB_CLIENT_PROPERTIES describe
                """);
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("tdp-user-kit", "metadata.version");
    }

    @Test
    void kafkasOwnToolIsRefusedWithoutATicket() throws IOException {
        Terminal.Result result = terminal.run(page.block("kafka-topics-list"));
        assertThat(result.exit()).isNotZero();
        assertThat(result.output()).contains("LoginException: Unable to obtain Principal Name for authentication");
    }

    @Test
    void aRecordGoesThroughKafkasConsoleToolsAndIsDeleted() throws Exception {
        terminal.kinit(Principal.TDP_USER);
        succeeds("kafka-topics-create");
        String output = succeeds("kafka-console");
        assertThat(output.lines()).contains("one", "two", "three", "Processed a total of 3 messages");
        assertThat(output).contains("tdp-user-kit:0:", "tdp-user-readers", "Records delete operation completed");
    }

    @Test
    void toolsForTrialsAndLookingWorkForTdpUser() throws Exception {
        terminal.kinit(Principal.TDP_USER);
        Terminal.Result result = terminal.run(
                """
                to="--bootstrap-server $LAB_BOOTSTRAP --command-config $LAB_CLIENT_PROPERTIES"
                kafka-topics.sh --create --topic tdp-user-trials $to
                kafka-producer-perf-test.sh --topic tdp-user-trials --num-records 10 --record-size 10 --throughput -1 \
                    --producer-props bootstrap.servers=$LAB_BOOTSTRAP --producer.config $LAB_CLIENT_PROPERTIES
                kafka-consumer-perf-test.sh --topic tdp-user-trials --messages 10 --group tdp-user-perf \
                    --bootstrap-server $LAB_BOOTSTRAP --consumer.config $LAB_CLIENT_PROPERTIES
                kafka-broker-api-versions.sh $to
                kafka-features.sh $to describe
                kafka-cluster.sh cluster-id --bootstrap-server $LAB_BOOTSTRAP --config $LAB_CLIENT_PROPERTIES
                kafka-transactions.sh $to list
                kafka-delegation-tokens.sh $to --describe
                kafka-topics.sh --delete --topic tdp-user-trials $to
                """);
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("10 records sent", "data.consumed.in.MB", "Produce(0): ", "metadata.version")
                .contains("Cluster ID: ", "TransactionalId", "TOKENID");
    }

    @Test
    void toolsForAdministratorsRefuseTdpUserAndServeTheBrokersPrincipal() throws Exception {
        terminal.kinit(Principal.TDP_USER);
        succeeds("kafka-topics-create");
        String commands =
                """
                kafka-log-dirs.sh --describe --bootstrap-server $LAB_BOOTSTRAP --command-config %1$s
                kafka-leader-election.sh --election-type preferred --topic tdp-user-kit --partition 0 \
                    --bootstrap-server $LAB_BOOTSTRAP --admin.config %1$s
                kafka-metadata-quorum.sh --bootstrap-server $LAB_BOOTSTRAP --command-config %1$s describe --status
                kafka-reassign-partitions.sh --list --bootstrap-server $LAB_BOOTSTRAP --command-config %1$s
                kafka-acls.sh --list --bootstrap-server $LAB_BOOTSTRAP --command-config %1$s
                """;
        Terminal.Result refused = terminal.run(commands.formatted("$LAB_CLIENT_PROPERTIES"));
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("ClusterAuthorizationException");
        Terminal.Result served = terminal.run(commands.formatted("$LAB_DIR/kafka/admin.properties"));
        assertThat(served.exit()).as(served.output()).isZero();
        assertThat(served.output())
                .contains("\"logDirs\"", "CurrentVoters:", "No partition reassignments found.", "User:tdp_user");
    }

    @Test
    void sparksShellCompilesWhatIsTypedAndRunsIt() throws IOException {
        Terminal.Result result = terminal.run(
                """
                cat > shell.scala <<'END'
                val kept = Class.forName("org.apache.commons.crypto.utils.ReflectionUtils").getDeclaredField("CLASSLOADER")
                kept.setAccessible(true)
                println("encrypted by Spark's own classes: " + (kept.get(null) == sc.getClass.getClassLoader))
                println("sum: " + spark.range(4).map(_ + 1).reduce(_ + _) + ", " + sc.master)
                END
                spark-shell --master 'local[1]' --driver-memory 512m < shell.scala
                """);
        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("encrypted by Spark's own classes: true", "sum: 10, local[1]");
    }

    @Test
    void theClassPathIsThatOfTheCommands() throws IOException {
        assertThat(terminal.run("hadoop classpath --glob").output())
                .startsWith(lab.hadoopConf() + ":")
                .contains("hadoop-hdfs-client-", "hadoop-common-")
                .doesNotContain("*");
        assertThat(terminal.run("hdfs classpath").output()).startsWith(lab.hadoopConf() + ":");
    }

    @Test
    void hadoopsOwnShellWritesListsAndReadsWithTheTicket() throws Exception {
        terminal.kinit(Principal.TDP_USER);
        assertThat(succeeds("hdfs")).contains("tdp_user tdp_user", "/user/tdp_user/kit.txt", "hello from hdfs");
    }

    @Test
    void hadoopsOwnShellIsRefusedWithoutATicketAndAsOtherUser() throws Exception {
        assertThat(terminal.run(page.block("hdfs-list")).output())
                .contains("Client cannot authenticate via:[TOKEN, KERBEROS]");
        terminal.kinit(Principal.OTHER_USER);
        assertThat(terminal.run(page.block("hdfs-list")).output())
                .contains("ls: Permission denied: user=other_user, access=READ_EXECUTE");
    }

    @Test
    void thePageNamesThePrincipalsOfTheLab() throws IOException {
        Map<String, String> principals = page.principals();
        List<String> keytabs = keytabs();
        principals.forEach((name, keytab) -> {
            String primary = name.replaceFirst("[/@].*", "");
            Principal principal = new Principal(primary, name.contains("/") ? "HOST" : null, Principal.REALM);
            assertThat(principal).hasToString(name);
            assertThat(keytab).isEqualTo("keytabs/" + principal.keytabName());
            assertThat(keytabs).anyMatch(file -> file.matches(pattern(keytab)));
        });
        assertThat(keytabs)
                .allSatisfy(file -> assertThat(principals.values()).anyMatch(row -> file.matches(pattern(row))));
    }

    /** But for YARN's, which only some labs have. */
    private List<String> keytabs() throws IOException {
        try (Stream<Path> files = Files.list(lab.keytabs())) {
            return files.map(file -> "keytabs/" + file.getFileName())
                    .filter(file -> !file.matches("keytabs/[rn]m-.*"))
                    .toList();
        }
    }

    /** A row's keytab as a pattern: HOST stands for a host that the lab's services have. */
    private String pattern(String keytab) {
        String hosts = lab.services().stream()
                .map(service -> Pattern.quote(service.split("/")[1]))
                .collect(Collectors.joining("|", "(", ")"));
        return Pattern.quote(keytab).replace("HOST", "\\E" + hosts + "\\Q");
    }

    @Test
    void everyFileThatThePageNamesExists() {
        assertThat(page.files())
                .isNotEmpty()
                .allSatisfy(file -> assertThat(lab.folder().resolve(file)).exists());
    }

    private String succeeds(String block) throws IOException {
        Terminal.Result result = terminal.run(page.block(block));
        assertThat(result.exit()).as(block + ": " + result.output()).isZero();
        return result.output();
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
