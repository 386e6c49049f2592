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
import dev.kerbside.folder.Turn;
import dev.kerbside.process.HostNames;
import dev.kerbside.substrate.LabHandle;
import dev.kerbside.substrate.Platform;
import dev.kerbside.substrate.containers.ContainerPlatform;
import dev.kerbside.substrate.embedded.EmbeddedPlatform;
import dev.kerbside.substrate.external.ExternalPlatform;
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
            case EXTERNAL -> new ExternalPlatform();
        };
    }

    @Override
    public Lab start(LabConfig config, Progress progress) {
        Platform platform = platform(config.substrate());
        platform.requireReady(config);
        LabFolder folder = claim(config, platform, progress);
        Platform.Up lab = platform.start(folder, config, progress);
        return new LabHandle(lab.endpoints(), platform, lab.end());
    }

    private static LabFolder claim(LabConfig config, Platform platform, Progress progress) {
        removeFromOtherPlatform(config, progress);
        LabFolder folder = LabFolder.claim(config.folder(), config.substrate());
        try {
            Disk.require(folder.path());
            platform.hostNames().ifPresent(names -> useHostNames(folder, names));
            if (folder.leftover().isPresent()) {
                progress.say("Removed what an earlier lab left in " + folder.path() + ".");
            }
            return folder;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /**
     * What a lab like this will make on what is not its own, in words; before anything is made.
     *
     * @throws LabException (usage) if its description cannot be read
     */
    public static List<String> announcement(LabConfig config) {
        return platform(config.substrate()).announcement(config);
    }

    /**
     * Connects a folder to a cluster that is there: a lab without an owner, until {@link #disconnect}.
     *
     * @throws LabException if the cluster does not do what a lab needs; then nothing was made there
     */
    public static Lab connect(LabConfig config, Progress progress) {
        ExternalPlatform platform = new ExternalPlatform();
        platform.requireReady(config);
        return new LabHandle(platform.connect(claim(config, platform, progress), config, progress), platform, () -> {});
    }

    /**
     * Removes from a cluster what the lab of this folder made there, and then its keys from the folder.
     *
     * @return what was removed, in words
     * @throws LabException if it cannot be removed, or another command is at work; then the folder stays connected
     */
    public static String disconnect(Path folder) {
        try (Turn turn = Turn.take(folder, "down")) {
            String removed =
                    new ExternalPlatform().removeLeftovers(folder).orElse("There was nothing of it on the cluster.");
            LabFolder.release(folder);
            return removed;
        }
    }

    @Override
    public Lab attach(Path folder) {
        Endpoints endpoints = EndpointsFile.read(folder);
        Platform platform = platform(LabFolder.requireRunning(folder).substrate());
        if (endpoints.hosts() != null) {
            platform.useHosts(endpoints.hosts());
        }
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

    /** In words, that a lab of this folder was killed and has something on its cluster; nothing if it has not. */
    public static Optional<String> owes(Path folder) {
        return LabFolder.running(folder).isPresent()
                        || ExternalPlatform.property(folder).isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The lab that was in %1$s was killed, and what it made on its cluster is still there (%2$s). Remove it: lab down --dir %1$s"
                                .formatted(folder, String.join(", ", ExternalPlatform.property(folder))));
    }

    /** A lab needs nothing of another substrate, also where one that ran there was before. */
    private static void removeFromOtherPlatform(LabConfig config, Progress progress) {
        Path path = config.folder();
        Optional<LabState> last = LabFolder.last(path);
        if (last.isEmpty() || LabFolder.running(path).isPresent()) {
            return;
        }
        Substrate other = last.get().substrate();
        if (other == Substrate.EXTERNAL) {
            // What it made is somebody's cluster's, and only this folder knows of it.
            platform(other).removeLeftovers(path).ifPresent(progress::say);
        } else if (other != config.substrate()) {
            removeFrom(other, path, progress);
        }
    }

    private static void removeFrom(Substrate other, Path path, Progress progress) {
        try {
            platform(other).removeLeftovers(path).ifPresent(progress::say);
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
