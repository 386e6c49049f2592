package dev.kerbside.substrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import dev.kerbside.LabFolder;
import dev.kerbside.Launcher;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A lab in containers from the launcher. There is room for one on an engine: this is before the other tests' lab. */
@EnabledIfSystemProperty(
        named = "lab.substrate",
        matches = "containers",
        disabledReason = "needs an engine with no lab: -Dlab.substrate=containers")
@Order(1)
class ContainerLabIT {
    @TempDir
    private Path temporary;

    @Test
    void aKilledLabsContainersAreRemovedByTheNextUpWhichLeavesNothingEither() throws Exception {
        Launcher lab = new Launcher(temporary);
        DockerClient docker = DockerEngine.connect();
        String killed = temporary.resolve("killed").toString();
        Process owner = lab.start("up", "--substrate", "containers", "--dir", killed);
        Process next = null;
        try {
            Awaitility.await("the lab is ready")
                    .atMost(Launcher.LIMIT)
                    .failFast(() -> !owner.isAlive())
                    .until(() -> LabFolder.running(Path.of(killed))
                            .filter(LabFolder.State::ready)
                            .isPresent());
            LabFolder.State state = LabFolder.running(Path.of(killed)).orElseThrow();
            assertThat(Vitals.of(state)).hasSize(8).hasSameSizeAs(state.nodes());
            assertThat(lab.run("status", "--dir", killed)).isZero();
            assertThat(lab.output()).contains("master-01.tdp", "worker-03.tdp");
            assertThat(lab.run("shell", "--dir", killed, "-c", "hostname -f")).isZero();
            assertThat(lab.output()).isEqualTo("edge-01.tdp");

            new ProcessBuilder("kill", "-9", String.valueOf(owner.pid()))
                    .start()
                    .waitFor();
            owner.waitFor();
            assertThat(onTheEngine(docker)).as("nobody has removed them").isNotEmpty();

            next = lab.start(
                    "up",
                    "--substrate",
                    "containers",
                    "--dir",
                    temporary.resolve("next").toString());
            Process starting = next;
            Awaitility.await("the next lab has removed them")
                    .atMost(Launcher.LIMIT)
                    .failFast(() -> !starting.isAlive())
                    .until(() -> lab.output().contains("6 containers, 1 networks"));
            Awaitility.await("the next lab has something on the engine")
                    .atMost(Launcher.LIMIT)
                    .failFast(() -> !starting.isAlive())
                    .until(() -> !onTheEngine(docker).isEmpty());
            next.destroy();
            assertThat(Launcher.finish(next)).as(lab.output()).isNotZero();
            assertThat(onTheEngine(docker)).isEmpty();
        } finally {
            owner.destroyForcibly();
            if (next != null) {
                next.destroyForcibly();
            }
        }
    }

    private static List<String> onTheEngine(DockerClient docker) {
        return Stream.concat(
                        docker
                                .listContainersCmd()
                                .withShowAll(true)
                                .withLabelFilter(List.of(Leftovers.LAB))
                                .exec()
                                .stream()
                                .map(Container::getId),
                        docker.listNetworksCmd().withFilter("label", List.of(Leftovers.LAB)).exec().stream()
                                .map(Network::getName))
                .toList();
    }
}
