package dev.kerbside.substrate;

import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.LabConfig;
import dev.kerbside.Progress;
import dev.kerbside.Shell;
import dev.kerbside.Vitals;
import dev.kerbside.folder.NodeStatus;
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

    /** A place for the nodes of one lab, whose folder is made by now. */
    Infrastructure open(LabConfig config, Ports ports, Progress progress);

    /** What labs here can do. */
    Set<Capability> capabilities();

    /** Where tdp_user types commands. */
    Shell shell(Endpoints lab);

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
