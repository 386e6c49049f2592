package dev.kerbside.substrate.containers;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import dev.kerbside.LabException;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.process.HostNames;
import dev.kerbside.substrate.Parallel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** What labs have on a Docker engine, known by its labels; nothing else is ever touched. */
public final class EngineResources {
    /** Label: the lab's folder. */
    static final String LAB = "dev.kerbside.lab";

    /** Label: the machine whose folder that is; an engine may serve several. */
    static final String MACHINE = "dev.kerbside.machine";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final DockerClient docker;
    private final Map<String, String> labels;
    private final List<Container> containers;
    private final List<Network> networks;

    private EngineResources(DockerClient docker, Map<String, String> labels) {
        this.docker = docker;
        this.labels = labels;
        this.containers = listContainers(docker, labels);
        this.networks = listNetworks(docker, labels);
    }

    private static List<Container> listContainers(DockerClient docker, Map<String, String> labels) {
        return docker.listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(labels)
                .exec();
    }

    private static List<Network> listNetworks(DockerClient docker, Map<String, String> labels) {
        return docker.listNetworksCmd()
                .withFilter(
                        "label",
                        labels.entrySet().stream()
                                .map(label -> label.getKey() + "=" + label.getValue())
                                .toList())
                .exec();
    }

    /** Labels of everything of the lab in this folder. */
    static Map<String, String> labels(Path folder) {
        return Map.of(LAB, folder.toString(), MACHINE, HostNames.machine());
    }

    /** What the lab in this folder has on the engine. */
    public static EngineResources of(DockerClient docker, Path folder) {
        return new EngineResources(docker, labels(folder));
    }

    /**
     * What labs that no longer run have on the engine, and what this folder's last one has.
     *
     * @throws LabException if another lab runs on the engine
     */
    static List<EngineResources> ofDeadLabs(DockerClient docker, Path own) {
        Set<Path> folders = new TreeSet<>();
        Set<String> refusals = new TreeSet<>();
        labelled(docker).forEach(labels -> {
            Path folder = Path.of(labels.get(LAB));
            boolean here = HostNames.machine().equals(labels.get(MACHINE));
            folders.add(folder);
            if (!here || !folder.equals(own)) {
                refusal(folder, here).ifPresent(refusals::add);
            }
        });
        if (!refusals.isEmpty()) {
            throw LabException.cannotStart(
                    "There is room for one lab on a Docker engine. " + String.join(" ", refusals));
        }
        return folders.stream().map(folder -> of(docker, folder)).toList();
    }

    private static Stream<Map<String, String>> labelled(DockerClient docker) {
        return Stream.concat(
                docker.listContainersCmd().withShowAll(true).withLabelFilter(List.of(LAB)).exec().stream()
                        .map(Container::getLabels),
                docker.listNetworksCmd().withFilter("label", List.of(LAB)).exec().stream()
                        .map(Network::getLabels));
    }

    private static Optional<String> refusal(Path folder, boolean here) {
        if (!here) {
            return Optional.of(
                    "A lab of another machine is on this one (its folder: %s). End it there with: lab down --dir '%s'; if that machine is gone: docker rm -f $(docker ps -aq --filter label=%s) && docker network rm tdp"
                            .formatted(folder, folder, LAB));
        }
        try {
            return LabFolder.running(folder)
                    .map(state ->
                            "A lab already runs on this one, in %s (pid %d). Use it, or end it with: lab down --dir '%s'"
                                    .formatted(folder, state.ownerPid(), folder));
        } catch (LabException e) {
            return Optional.of(
                    "A lab of another user is on this one (its folder: %s). Its owner ends it with: lab down --dir '%s'"
                            .formatted(folder, folder));
        }
    }

    public boolean isEmpty() {
        return containers.isEmpty() && networks.isEmpty();
    }

    /**
     * Removes all of it, and returns when it is gone; says what, in a line.
     *
     * @throws LabException if the engine still has some of it after a while
     */
    public String remove() {
        Parallel.run(containers.stream()
                .map(container -> (Runnable) () -> remove(container))
                .toList());
        try {
            Awaitility.await("the containers are gone").atMost(LIMIT).until(() -> listContainers(docker, labels)
                    .isEmpty());
            Awaitility.await("the networks are gone").atMost(LIMIT).until(() -> {
                networks.forEach(this::remove);
                return listNetworks(docker, labels).isEmpty();
            });
        } catch (ConditionTimeoutException e) {
            throw LabException.cannotStart(
                    "The Docker engine did not remove what a lab left there: %s. If a container of yours is on the network tdp, take it off: docker network disconnect -f tdp CONTAINER. By hand: docker rm -f $(docker ps -aq --filter label=%s) && docker network rm tdp"
                            .formatted(e.getMessage(), LAB),
                    e);
        }
        return "Removed from the Docker engine what a lab left there: %d containers, %d networks."
                .formatted(containers.size(), networks.size());
    }

    private void remove(Container container) {
        gone(() -> docker.removeContainerCmd(container.getId())
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
    }

    /** Refused for a moment after its last container has gone. */
    private void remove(Network network) {
        try {
            docker.removeNetworkCmd(network.getId()).exec();
        } catch (DockerException e) {
            // What counts is whether it is listed.
        }
    }

    /** Somebody else may be faster, or at it: Testcontainers, when the JVM ends. */
    static void gone(Runnable removal) {
        try {
            removal.run();
        } catch (NotFoundException | ConflictException e) {
            // Which is what was wanted.
        }
    }
}
