package dev.kerbside.door;

import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabConfig;
import dev.kerbside.LabException;
import dev.kerbside.LabProvider;
import dev.kerbside.Progress;
import dev.kerbside.Substrate;
import dev.kerbside.Vitals;
import dev.kerbside.folder.EndpointsFile;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.process.HostNames;
import dev.kerbside.substrate.LabHandle;
import dev.kerbside.substrate.Platform;
import dev.kerbside.substrate.Ports;
import dev.kerbside.substrate.StartedLab;
import dev.kerbside.substrate.containers.ContainerPlatform;
import dev.kerbside.substrate.embedded.EmbeddedPlatform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The door of the house: starts labs on every substrate, attaches to them, and removes what dead ones left. */
public final class Labs implements LabProvider {
    private static Platform platform(Substrate substrate) {
        return switch (substrate) {
            case EMBEDDED -> new EmbeddedPlatform();
            case CONTAINERS -> new ContainerPlatform();
        };
    }

    @Override
    public Lab start(LabConfig config, Progress progress) {
        Platform platform = platform(config.substrate());
        platform.requireReady(config);
        removeFromOtherPlatform(config, progress);
        LabFolder folder = LabFolder.claim(config.folder(), config.substrate());
        StartedLab lab;
        try {
            Disk.require(folder.path());
            platform.hostNames().ifPresent(names -> useHostNames(folder, names));
            if (folder.leftover().isPresent()) {
                progress.say("Removed what an earlier lab left in " + folder.path() + ".");
            }
            Ports ports = new Ports(config.basePort());
            try {
                lab = new StartedLab(folder, config, platform.open(config, ports, progress), progress);
            } catch (RuntimeException e) {
                ports.close();
                throw e;
            }
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        return new LabHandle(lab.start(), platform, lab::close);
    }

    @Override
    public Lab attach(Path folder) {
        Endpoints endpoints = EndpointsFile.read(folder);
        if (endpoints.hosts() != null) {
            HostNames.use(endpoints.hosts());
        }
        Platform platform = platform(LabFolder.requireRunning(folder).substrate());
        return new LabHandle(endpoints, platform, () -> {});
    }

    /**
     * How the nodes of a lab do that may still be starting.
     *
     * @return those that are alive, by name
     * @throws LabException if nobody knows, because the Docker engine does not answer
     */
    public static Map<String, Vitals> vitals(LabState lab) {
        return platform(lab.substrate()).vitals(lab.nodes());
    }

    /**
     * Looks whether what a lab in this folder runs on is there, before somebody waits for it.
     *
     * @throws LabException within some seconds if it is in containers and their engine does not answer
     */
    public static void requireReachable(Path folder) {
        LabFolder.last(folder).ifPresent(lab -> platform(lab.substrate()).requireReachable());
    }

    /**
     * Removes what a lab that no longer runs left in this folder and, if it ran there, on the Docker engine.
     *
     * @return what was removed, in words; empty if there was nothing
     */
    public static Optional<String> removeLeftovers(Path path) {
        Optional<LabState> dead = LabFolder.last(path);
        if (dead.isEmpty() || LabFolder.running(path).isPresent()) {
            return Optional.empty();
        }
        // First what is outside the folder, because the folder tells where to look.
        Optional<String> outside = platform(dead.get().substrate()).removeLeftovers(path);
        boolean left = LabFolder.hasLeftovers(path);
        LabFolder.claim(path, Substrate.EMBEDDED).close();
        return Stream.of(
                        left ? Optional.of("Its folder's keys and data were removed.") : Optional.<String>empty(),
                        outside)
                .flatMap(Optional::stream)
                .reduce((first, second) -> first + " " + second);
    }

    /** A lab needs nothing of another substrate, also where one that ran there was before. */
    private static void removeFromOtherPlatform(LabConfig config, Progress progress) {
        Path path = config.folder();
        Optional<LabState> other = LabFolder.last(path).filter(lab -> lab.substrate() != config.substrate());
        if (other.isEmpty() || LabFolder.running(path).isPresent()) {
            return;
        }
        try {
            platform(other.get().substrate()).removeLeftovers(path).ifPresent(progress::say);
        } catch (LabException e) {
            progress.say("What the lab that was in %s before left outside it could not be removed: %s"
                    .formatted(path, e.getMessage()));
        }
    }

    private static void useHostNames(LabFolder folder, List<String> names) {
        Path file = FolderPlan.HOSTS.in(folder.path());
        try {
            HostNames.write(file, names);
            HostNames.use(file);
        } catch (IOException e) {
            throw LabException.cannotStart("The names of the lab's hosts cannot be written: %s.".formatted(e), e);
        }
    }
}
