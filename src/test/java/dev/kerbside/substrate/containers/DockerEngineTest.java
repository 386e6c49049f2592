package dev.kerbside.substrate.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import dev.kerbside.process.ForkedJvm;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerEngineTest {
    private static final String RYUK = "TESTCONTAINERS_RYUK_DISABLED";
    private static final String HOST = "TESTCONTAINERS_HOST_OVERRIDE";

    @TempDir
    private Path folder;

    /** Tries to connect; a JVM of its own has an environment of its own. */
    static final class Connect {
        public static void main(String[] args) {
            try {
                DockerEngine.connect();
                System.out.println("connected");
            } catch (LabException e) {
                System.out.println(e.getMessage());
            }
            System.exit(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tcp://127.0.0.1:1", "unix:///no/docker.sock", "nonsense://here", "no address"})
    void refusesADockerHostThatDoesNotAnswerAlsoWhereALocalEngineWould(String dockerHost) throws Exception {
        assertThat(connect(dockerHost))
                .contains(dockerHost.replace("unix://", ""), "DOCKER_HOST", "run without --substrate containers");
    }

    /** As an engine that is stopped: the system lets everybody connect. */
    @Test
    void anEngineThatTakesConnectionsAndSaysNothingDoesNotAnswer() throws Exception {
        Path socket = folder.resolve("docker.sock");
        try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(socket));
            assertThat(connect("unix://" + socket)).contains(socket.toString(), "does not answer");
        }
    }

    private static String connect(String dockerHost) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                ForkedJvm.java(),
                "-Dlab.log.level=off",
                "-cp",
                System.getProperty("java.class.path"),
                Connect.class.getName());
        builder.environment().putAll(Map.of(RYUK, "true", HOST, "localhost", "DOCKER_HOST", dockerHost));
        // Not read here: the JVM may talk about what it finds in the environment.
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<String> said = process.inputReader().lines().toList();
        assertThat(said).hasSize(1);
        return said.get(0);
    }

    @Test
    void saysWhichEnvironmentATestFromAnIdeNeeds() {
        assertThatThrownBy(() -> DockerEngine.requireEnvironment(Map.of(RYUK, "true")))
                .isInstanceOf(LabException.class)
                .hasMessageContainingAll(RYUK + "=true", HOST + "=localhost");
        DockerEngine.requireEnvironment(Map.of(RYUK, "true", HOST, "host.docker.internal"));
    }
}
