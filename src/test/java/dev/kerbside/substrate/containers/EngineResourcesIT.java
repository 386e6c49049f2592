package dev.kerbside.substrate.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import dev.kerbside.LabException;
import dev.kerbside.Substrate;
import dev.kerbside.folder.LabFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is removed from a Docker engine, and what is not; needs an engine that has any image, no lab. */
class EngineResourcesIT {
    private final String suffix = UUID.randomUUID().toString().substring(0, 8);
    private final List<String> containers = new ArrayList<>();
    private final List<String> networks = new ArrayList<>();

    @TempDir
    private Path dir;

    private DockerClient docker;
    private String image;

    @BeforeEach
    void connect() {
        try {
            docker = DockerEngine.connect();
        } catch (LabException e) {
            assumeTrue(false, "Not run: " + e.getMessage());
        }
        List<Image> images = docker.listImagesCmd().exec();
        assumeTrue(!images.isEmpty(), "Not run: the engine has no image to make containers of");
        image = images.get(0).getId();
    }

    @AfterEach
    void clean() {
        containers.forEach(id -> EngineResources.gone(
                () -> docker.removeContainerCmd(id).withForce(true).exec()));
        networks.forEach(
                id -> EngineResources.gone(() -> docker.removeNetworkCmd(id).exec()));
    }

    @Test
    void aDeadLabsContainersAndNetworkAreRemovedAndNamedAndNobodyElses() {
        Path dead = dir.resolve("dead");
        LabFolder.claim(dead, Substrate.CONTAINERS).close();
        container("dead-" + suffix, EngineResources.labels(dead));
        network("dead-" + suffix, EngineResources.labels(dead));
        container("other-project-" + suffix, Map.of("com.docker.compose.project", "other"));
        network("other-project-" + suffix, Map.of());

        EngineResources left = EngineResources.of(docker, dead);
        assertThat(left.isEmpty()).isFalse();
        assertThat(left.remove()).contains("1 containers, 1 networks");

        assertThat(EngineResources.of(docker, dead).isEmpty()).isTrue();
        assertThat(names()).contains("/other-project-" + suffix).doesNotContain("/dead-" + suffix);
        assertThat(docker.listNetworksCmd().exec())
                .anyMatch(network -> network.getName().equals("other-project-" + suffix))
                .noneMatch(network -> network.getName().equals("dead-" + suffix));
    }

    @Test
    void aLabThatRunsOnTheEngineIsNamedAndLeftAlone() {
        Path running = dir.resolve("running");
        try (LabFolder owner = LabFolder.claim(running, Substrate.CONTAINERS)) {
            container("running-" + suffix, EngineResources.labels(owner.path()));

            assertThatThrownBy(() -> EngineResources.ofDeadLabs(docker, dir.resolve("mine")))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("A lab already runs on this one, in " + running)
                    .hasMessageContaining("lab down --dir '" + running + "'");
        }
        assertThat(names()).contains("/running-" + suffix);
    }

    @Test
    void aLabOfAnotherMachineIsNamedAndLeftAlone() {
        container("far-" + suffix, Map.of(EngineResources.LAB, "/far/lab", EngineResources.MACHINE, "far-away"));

        assertThatThrownBy(() -> EngineResources.ofDeadLabs(docker, dir.resolve("mine")))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("another machine")
                .hasMessageContaining("/far/lab");
        assertThat(names()).contains("/far-" + suffix);
    }

    @Test
    void aNameThatSomebodyElseHasIsRefusedAndLeftAlone() {
        String name = "worker-" + suffix;
        container(name, Map.of());
        network(name, Map.of());

        assertThatThrownBy(() -> DockerEngine.requireFree(docker, "no-network-" + suffix, List.of(name)))
                .hasMessageContaining("a container named " + name);
        assertThatThrownBy(() -> DockerEngine.requireFree(docker, name, List.of()))
                .hasMessageContaining("a network named " + name);
        assertThat(names()).contains("/" + name);
    }

    private void container(String name, Map<String, String> labels) {
        containers.add(docker.createContainerCmd(image)
                .withName(name)
                .withLabels(labels)
                .withCmd("true")
                .exec()
                .getId());
    }

    private void network(String name, Map<String, String> labels) {
        networks.add(docker.createNetworkCmd()
                .withName(name)
                .withLabels(labels)
                .exec()
                .getId());
    }

    private List<String> names() {
        return docker.listContainersCmd().withShowAll(true).exec().stream()
                .map(Container::getNames)
                .flatMap(Arrays::stream)
                .toList();
    }
}
