package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.Cases;
import dev.kerbside.testkit.Launcher;
import dev.kerbside.testkit.RunningLab;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Other people's scripts and clients against a running lab. They are those of {@link Cases}; without what one
 * of them needs, a test is skipped. Its b25.sh is OddMachineIT's first test.
 */
@ExtendWith(RunningLab.class)
class LiveSamplesIT {
    @TempDir
    private Path folder;

    private Path scripts;
    private Endpoints lab;

    @BeforeEach
    void find(Endpoints endpoints) throws Exception {
        scripts = Cases.folder().resolve("live");
        lab = endpoints;
        Kerberos.kinit(lab.krb5Conf(), Principal.TDP_USER, lab.keytab(Principal.TDP_USER), lab.ticketCache());
    }

    @Test
    void ofAConsumerWithoutTlsItIsSaidThatItSpeaksNone() throws Exception {
        assertThat(said("b1.sh")).contains("The client speaks without TLS to a port that expects TLS");
    }

    @Test
    void ofAClientThatAsksByUdpItIsSaidThatTheKdcSpeaksTcpOnly() throws Exception {
        assertThat(said("b7.sh")).contains("udp_preference_limit = 1");
    }

    @Test
    void aProxyIsNoHindranceAndTheDoctorNamesIt() throws Exception {
        needs("curl");
        assertThat(said("b20.sh")).contains("FileStatuses", "set: https_proxy");
    }

    @Test
    void kafkas41ClientIsRefusedNothingButWhatIsNotItsOwn() throws Exception {
        Files.copy(scripts.resolve("pom.xml"), folder.resolve("pom.xml"));
        Files.copy(scripts.resolve("K4.java"), folder.resolve("K4.java"));
        assumeTrue(
                shell(
                                        "'%s' -B -q -f pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath.txt"
                                                .formatted(Path.of("mvnw").toAbsolutePath()))
                                .exit()
                        == 0,
                "Not run: kafka-clients 4.1.1 cannot be had");
        String said = shell(". %s/L.sh; cd '%s'; java $KAFKA_OPTS -cp \"$(cat classpath.txt)\" K4.java"
                        .formatted(scripts, folder))
                .output();
        // It asks for a topic in the moment after its making, and a broker may not have heard of it.
        assertThat(said.lines()
                        .filter(line -> line.startsWith("FAIL"))
                        .filter(line -> !line.contains("UnknownTopicOrPartitionException")))
                .as(said)
                .satisfiesExactlyInAnyOrder(
                        line -> assertThat(line).contains("createTopics not mine", "TopicAuthorizationException"),
                        line -> assertThat(line).contains("describeAcls", "ClusterAuthorizationException"),
                        line -> assertThat(line).contains("group.protocol=consumer", "UnsupportedVersionException"));
        assertThat(said.lines().filter(line -> line.startsWith("OK"))).as(said).hasSizeGreaterThan(7);
    }

    @Test
    void aGoClientLogsInByKeytabAndByTicket() throws Exception {
        needs("go");
        Files.copy(scripts.resolve("franz/main.go"), folder.resolve("main.go"));
        assumeTrue(
                shell(
                                        """
                        go mod init franz
                        go get github.com/twmb/franz-go@v1.20.5 github.com/twmb/franz-go/pkg/sasl/kerberos@v1.1.0
                        go mod tidy && go build -o franz .
                        """)
                                .exit()
                        == 0,
                "Not run: franz-go cannot be had");
        Terminal.Result result = shell(
                """
                . %s/L.sh; cd '%s'
                kafka-topics.sh --bootstrap-server "$LAB_BOOTSTRAP" --command-config "$LAB_CLIENT_PROPERTIES" \
                    --create --if-not-exists --topic tdp-user-go --partitions 3
                ./franz keytab tdp_user; ./franz ccache tdp_user
                """
                        .formatted(scripts, folder));
        assertThat(result.output().lines().filter(line -> line.startsWith("produced 3, consumed")))
                .as(result.output())
                .hasSize(2);
    }

    private void needs(String command) throws Exception {
        assumeTrue(shell("command -v " + command).exit() == 0, () -> "Not run: there is no " + command);
    }

    private String said(String script) throws Exception {
        return shell("bash " + scripts.resolve(script)).output();
    }

    /** As a person types it, outside the lab's shell. */
    private Terminal.Result shell(String commands) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder bash = new ProcessBuilder(
                        // A pipe, because what is written to /dev/stderr would begin a file anew.
                        "bash", "-c", "set -eo pipefail; { " + commands + "\n} 2>&1 | cat")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile());
        bash.environment().put("KERB", Path.of("").toAbsolutePath().toString());
        bash.environment().put("LABDIR", lab.folder().toString());
        return new Terminal.Result(Launcher.finish(bash.start()), Files.readString(output));
    }
}
