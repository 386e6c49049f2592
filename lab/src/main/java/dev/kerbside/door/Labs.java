package dev.kerbside.door;

import com.github.dockerjava.api.DockerClient;
import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.Progress;
import dev.kerbside.Shell;
import dev.kerbside.Substrate;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.process.HostNames;
import dev.kerbside.process.TemporaryFiles;
import dev.kerbside.substrate.ClientKit;
import dev.kerbside.substrate.Infrastructure;
import dev.kerbside.substrate.KdcNode;
import dev.kerbside.substrate.Ports;
import dev.kerbside.substrate.Secrets;
import dev.kerbside.substrate.StartedLab;
import dev.kerbside.substrate.Topology;
import dev.kerbside.substrate.containers.Containers;
import dev.kerbside.substrate.containers.DockerEngine;
import dev.kerbside.substrate.containers.EdgeShell;
import dev.kerbside.substrate.containers.EngineResources;
import dev.kerbside.substrate.embedded.EmbeddedShell;
import dev.kerbside.substrate.embedded.Loopback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts labs, on every substrate. */
public final class Labs {
    private static final long MIN_FREE_MB = 2_048;

    private Labs() {}

    /**
     * Starts a lab and returns when every service has been used.
     *
     * @throws LabException if it cannot start; then nothing is left running, and the logs stay
     */
    public static Lab start(LabConfig config, Progress progress) {
        // Before anything is touched.
        if (config.substrate() == Substrate.CONTAINERS) {
            DockerEngine.connect();
        } else {
            KdcNode.requireInstalled(config.kdc());
            removeContainersIfPossible(config.folder(), progress);
        }
        LabFolder folder = LabFolder.claim(config.folder(), config.substrate());
        Secrets secrets = new Secrets();
        StartedLab lab;
        try {
            requireDisk(folder);
            if (config.substrate() == Substrate.CONTAINERS) {
                useHostNames(folder, Topology.TDP_HOSTS);
            } else if (HostNames.trouble().isPresent()) {
                useHostNames(folder, List.of());
            }
            if (folder.leftover().isPresent()) {
                progress.say("Removed what an earlier lab left in " + folder.path() + ".");
            }
            lab = new StartedLab(
                    folder, config.substrate(), place(config, secrets, progress), config.oneByOne(), progress);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        lab.start(secrets);
        return lab;
    }

    /** A shell on the running lab at these endpoints: on the edge node if it has one, else on this machine. */
    public static Shell shell(Endpoints endpoints) {
        return inContainers(endpoints.folder()) ? new EdgeShell() : new EmbeddedShell(endpoints);
    }

    /** A shell on this machine, also where the lab has an edge node. */
    public static Shell shellOnThisMachine(Endpoints endpoints) {
        return new EmbeddedShell(endpoints);
    }

    /**
     * Looks whether what a lab in this folder runs on is there, before somebody waits for it.
     *
     * @throws LabException within some seconds if it is in containers and their engine does not answer
     */
    public static void requireReachable(Path folder) {
        if (inContainers(folder)) {
            DockerEngine.requireAnswering();
        }
    }

    private static boolean inContainers(Path folder) {
        return LabFolder.last(folder)
                .filter(lab -> lab.substrate() == Substrate.CONTAINERS)
                .isPresent();
    }

    /**
     * The engine for a lab in containers, in words.
     *
     * @throws LabException if there is none, with the cure
     */
    public static String dockerEngine() {
        return DockerEngine.description();
    }

    /**
     * Looks whether the engine has room for a lab in this folder; what labs that no longer run left there does not count.
     *
     * @throws LabException naming who is in the way, and the cure
     */
    public static void requireRoomOnDockerEngine(Path folder) {
        Containers.requireRoom(DockerEngine.connect(), folder);
    }

    /** Whether native clients of this machine can be given names that only a lab knows. */
    public static boolean nativeClientsCanLearnHostNames() {
        return ClientKit.wrapperIsInstalled();
    }

    private static Infrastructure place(LabConfig config, Secrets secrets, Progress progress) {
        Ports ports = new Ports(config.basePort());
        try {
            return switch (config.substrate()) {
                case EMBEDDED -> new Loopback(config, ports, secrets);
                case CONTAINERS -> Containers.open(config, ports, secrets, progress);
            };
        } catch (RuntimeException e) {
            ports.close();
            throw e;
        }
    }

    /**
     * Removes what a lab that no longer runs left in this folder and, if it ran there, on the Docker engine.
     *
     * @return what was removed, in words; empty if there was nothing
     */
    public static Optional<String> removeLeftovers(Path path) {
        if (LabFolder.last(path).isEmpty() || LabFolder.running(path).isPresent()) {
            return Optional.empty();
        }
        // First the containers: what is in the folder tells that there are some.
        Optional<String> containers = removeContainers(path);
        boolean left = LabFolder.hasLeftovers(path);
        LabFolder.claim(path, Substrate.EMBEDDED).close();
        return Stream.of(
                        left ? Optional.of("Its folder's keys and data were removed.") : Optional.<String>empty(),
                        containers)
                .flatMap(Optional::stream)
                .reduce((first, second) -> first + " " + second);
    }

    /** An embedded lab needs no engine, also where one in containers was before. */
    private static void removeContainersIfPossible(Path path, Progress progress) {
        try {
            removeContainers(path).ifPresent(progress::say);
        } catch (LabException e) {
            progress.say("The containers of the lab that was in %s before could not be removed: %s"
                    .formatted(path, e.getMessage()));
        }
    }

    private static Optional<String> removeContainers(Path path) {
        boolean dead = LabFolder.running(path).isEmpty();
        if (!dead || !inContainers(path)) {
            return Optional.empty();
        }
        DockerClient engine = DockerEngine.ofLab();
        return DockerEngine.ask(() -> {
            EngineResources left = EngineResources.of(engine, path);
            return left.isEmpty() ? Optional.empty() : Optional.of(left.remove());
        });
    }

    private static void useHostNames(LabFolder folder, List<String> names) {
        try {
            HostNames.write(HostNames.file(folder.path()), names);
            HostNames.use(HostNames.file(folder.path()));
        } catch (IOException e) {
            throw LabException.cannotStart("The names of the lab's hosts cannot be written: %s.".formatted(e), e);
        }
    }

    private static void requireDisk(LabFolder folder) {
        try {
            long freeMb = Files.getFileStore(folder.path()).getUsableSpace() >> 20;
            if (freeMb < MIN_FREE_MB) {
                throw LabException.cannotStart(
                        "%s has %,d MB free and a lab needs %,d MB. Free some, or give another --dir."
                                .formatted(folder.path(), freeMb, MIN_FREE_MB));
            }
            if (!TemporaryFiles.areExecutable(folder.path())) {
                throw LabException.cannotStart(
                        "%s is on a file system that is mounted noexec, and a lab loads native libraries from its folder. Give another --dir."
                                .formatted(folder.path()));
            }
        } catch (IOException e) {
            throw LabException.cannotStart("The disk of %s cannot be asked: %s.".formatted(folder.path(), e), e);
        }
    }
}
