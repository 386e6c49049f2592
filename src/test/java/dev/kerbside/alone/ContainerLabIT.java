package dev.kerbside.alone;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Network;
import dev.kerbside.LabException;
import dev.kerbside.door.Labs;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.substrate.Topology;
import dev.kerbside.substrate.containers.DockerEngine;
import dev.kerbside.substrate.containers.EngineRelay;
import dev.kerbside.substrate.containers.HostContainer;
import dev.kerbside.testkit.Launcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** A lab in containers from the launcher. There is room for one on an engine, so this is before the other tests' lab. */
@EnabledIfSystemProperty(
        named = "lab.substrate",
        matches = "containers",
        disabledReason = "needs an engine with no lab: -Dlab.substrate=containers")
class ContainerLabIT {
    @TempDir
    private Path temporary;

    private Launcher lab;
    private DockerClient docker;

    @Test
    void aKilledLabsContainersAreRemovedByTheNextUpWhichLeavesNothingEither() throws Exception {
        lab = new Launcher(temporary);
        docker = DockerEngine.connect();
        Path socket = temporary.resolve("docker.sock");
        try (EngineRelay relay =
                new EngineRelay(socket, Path.of(DockerEngine.address().replaceFirst("^unix:/*", "/")))) {
            String killed = temporary.resolve("killed").toString();
            Process owner = lab.builder("up", "--substrate", "containers", "--dir", killed)
                    .start();
            try {
                awaitReady(owner, killed);
                assertTheLabIsThere(killed);
                assertEveryContainerIsConfinedAndHealthy();
                assertNothingHangsWhileTheEngineIsSilent(relay, socket, killed);

                new ProcessBuilder("kill", "-9", String.valueOf(owner.pid()))
                        .start()
                        .waitFor();
                owner.waitFor();
                assertThat(onTheEngine(docker)).as("nobody has removed them").isNotEmpty();
                assertTheNextRemovesThemAndLeavesNothing();
                assertALabWhoseEngineIsSilentIsEndedAndTheRestRemovedLater(relay, socket);
            } finally {
                owner.destroyForcibly();
            }
        }
    }

    private static void awaitReady(Process owner, String folder) {
        Awaitility.await("the lab is ready")
                .atMost(Launcher.LIMIT)
                .failFast(() -> !owner.isAlive())
                .until(() -> LabFolder.running(Path.of(folder))
                        .filter(LabState::ready)
                        .isPresent());
    }

    private void assertTheLabIsThere(String folder) throws Exception {
        LabState state = LabFolder.running(Path.of(folder)).orElseThrow();
        assertThat(Labs.vitals(state)).hasSize(8).hasSameSizeAs(state.nodes());
        assertThat(lab.run("status", "--dir", folder)).isZero();
        assertThat(lab.output()).contains("master-01.tdp", "worker-03.tdp");
        assertThat(lab.run("shell", "--dir", folder, "-c", "hostname -f")).isZero();
        assertThat(lab.output()).isEqualTo("edge-01.tdp");
    }

    private void assertEveryContainerIsConfinedAndHealthy() {
        List<String> hosts = Stream.concat(Topology.TDP_HOSTS.stream(), Stream.of("edge-01.tdp"))
                .map(HostContainer::shortName)
                .toList();
        for (String host : hosts) {
            InspectContainerResponse container =
                    docker.inspectContainerCmd(host).exec();
            HostConfig rights = container.getHostConfig();
            assertThat(container.getConfig().getUser()).as(host).isEqualTo("tdp_user");
            assertThat(rights.getCapDrop()).as(host).containsExactly(Capability.ALL);
            assertThat(rights.getCapAdd()).as(host).isNullOrEmpty();
            assertThat(rights.getSecurityOpts()).as(host).containsExactly("no-new-privileges");
            assertThat(rights.getPrivileged()).as(host).isFalse();
            assertThat(rights.getMemory()).as(host).isPositive();
            assertThat(rights.getPidsLimit()).as(host).isPositive();
            Awaitility.await(host + " is healthy").atMost(Launcher.LIMIT).until(() -> "healthy"
                    .equals(docker.inspectContainerCmd(host)
                            .exec()
                            .getState()
                            .getHealth()
                            .getStatus()));
        }
    }

    private void assertNothingHangsWhileTheEngineIsSilent(EngineRelay relay, Path socket, String folder)
            throws Exception {
        relay.setSilent(true);
        for (List<String> command : List.of(
                List.of("status"),
                List.of("node", "kill", "broker-2"),
                List.of("node", "start", "broker-2"),
                List.of("passwd", "other_user"),
                List.of("step", "list"),
                List.of("logs", "kdc", "-f"),
                List.of("shell", "-c", "true"))) {
            List<String> all = new ArrayList<>(command);
            all.addAll(command.contains("-c") ? command.size() - 2 : all.size(), List.of("--dir", folder));
            assertThat(through(socket, all)).as(String.join(" ", command)).isEqualTo(LabException.CANNOT_START);
            assertThat(lab.output())
                    .contains("The Docker engine at " + socket + " does not answer.")
                    .doesNotContain("without --substrate");
        }
        relay.setSilent(false);
        assertThat(through(socket, List.of("status", "--dir", folder))).isZero();
    }

    private int through(Path socket, List<String> command) throws Exception {
        return Launcher.finish(startThrough(socket, command));
    }

    private Process startThrough(Path socket, List<String> command) throws IOException {
        ProcessBuilder builder = lab.builder(command.toArray(String[]::new));
        builder.environment().put("DOCKER_HOST", "unix://" + socket);
        return builder.start();
    }

    private void assertTheNextRemovesThemAndLeavesNothing() throws Exception {
        Process next = lab.start(
                "up",
                "--substrate",
                "containers",
                "--dir",
                temporary.resolve("next").toString());
        try {
            Awaitility.await("the next lab has removed them")
                    .atMost(Launcher.LIMIT)
                    .failFast(() -> !next.isAlive())
                    .until(() -> lab.output().contains("6 containers, 1 networks"));
            awaitSomethingOnTheEngine(next);
            next.destroy();
            assertThat(Launcher.finish(next)).as(lab.output()).isNotZero();
            assertThat(onTheEngine(docker)).isEmpty();
        } finally {
            next.destroyForcibly();
        }
    }

    private void awaitSomethingOnTheEngine(Process owner) {
        Awaitility.await("the lab has something on the engine")
                .atMost(Launcher.LIMIT)
                .failFast(() -> !owner.isAlive())
                .until(() -> !docker.listContainersCmd()
                        .withLabelFilter(List.of("dev.kerbside.lab"))
                        .exec()
                        .isEmpty());
    }

    private void assertALabWhoseEngineIsSilentIsEndedAndTheRestRemovedLater(EngineRelay relay, Path socket)
            throws Exception {
        Path folder = temporary.resolve("silent");
        Process owner = startThrough(socket, List.of("up", "--substrate", "containers", "--dir", folder.toString()));
        try {
            awaitSomethingOnTheEngine(owner);
            relay.setSilent(true);
            List<String> down = List.of("down", "--dir", folder.toString());
            assertThat(through(socket, down)).isEqualTo(LabException.CANNOT_START);
            assertThat(lab.output()).contains("has ended, but its containers could not be removed", "does not answer");
            Launcher.finish(owner);
            assertThat(onTheEngine(docker)).as("nobody could remove them").isNotEmpty();

            relay.setSilent(false);
            assertThat(through(socket, down)).isZero();
            assertThat(lab.output()).contains("Removed from the Docker engine");
            assertThat(onTheEngine(docker)).isEmpty();
        } finally {
            owner.destroyForcibly();
        }
    }

    private static List<String> onTheEngine(DockerClient docker) {
        return Stream.concat(
                        docker
                                .listContainersCmd()
                                .withShowAll(true)
                                .withLabelFilter(List.of("dev.kerbside.lab"))
                                .exec()
                                .stream()
                                .map(Container::getId),
                        docker.listNetworksCmd().withFilter("label", List.of("dev.kerbside.lab")).exec().stream()
                                .map(Network::getName))
                .toList();
    }
}
