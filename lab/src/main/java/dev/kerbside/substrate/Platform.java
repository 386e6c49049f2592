package dev.kerbside.substrate;

import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.LabConfig;
import dev.kerbside.OwnTopics;
import dev.kerbside.Progress;
import dev.kerbside.Shell;
import dev.kerbside.Vitals;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.NodeStatus;
import dev.kerbside.process.HostNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A substrate as such, without a lab: what it needs, what labs on it can do, and what dead ones leave. */
public interface Platform {
    /**
     * Looks whether a lab like this can be started, before anything is touched.
     *
     * @throws dev.kerbside.LabException if not, with the cure
     */
    void requireReady(LabConfig config);

    /** The hosts that only a lab here knows, where the lab's JVMs on this machine need a hosts file of their own. */
    Optional<List<String>> hostNames();

    /**
     * What a lab like this will make on what is not its own, in words, line by line; before anything is made. None where
     * all is its own.
     */
    default List<String> announcement(LabConfig config) {
        return List.of();
    }

    /** Starts a lab in this folder, which is the lab's from now on; leaves nothing but logs if that fails. */
    Up start(LabFolder folder, LabConfig config, Progress progress);

    /**
     * A lab that is up.
     *
     * @param end ends it
     */
    record Up(Endpoints endpoints, Runnable end) {}

    /** What labs here can do. */
    Set<Capability> capabilities();

    /** Where the user types commands. */
    Shell shell(Endpoints lab);

    /** Makes this JVM know the names of a lab's hosts file. */
    default void useHosts(Path hosts) {
        HostNames.use(hosts);
    }

    /** Which topics are a lab's own. */
    default OwnTopics ownTopics(Endpoints lab) {
        return OwnTopics.ALL;
    }

    /**
     * How the nodes do.
     *
     * @return those that are alive, by name
     * @throws dev.kerbside.LabException if nobody knows
     */
    Map<String, Vitals> vitals(List<NodeStatus> nodes);

    /**
     * Looks whether the lab can be reached here, before somebody waits for it.
     *
     * @throws dev.kerbside.LabException within some seconds if not
     */
    void requireReachable();

    /**
     * Removes what a lab that no longer runs left outside its folder.
     *
     * @return what was removed, in words
     */
    Optional<String> removeLeftovers(Path labFolder);
}
