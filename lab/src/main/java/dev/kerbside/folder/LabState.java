package dev.kerbside.folder;

import dev.kerbside.Substrate;
import dev.kerbside.process.Pid;
import java.util.List;

/**
 * What {@code lab.json} says: who runs the lab, where, and its nodes so far.
 *
 * @param ownerStarted when that process started, as {@link Pid} has it
 */
public record LabState(long ownerPid, long ownerStarted, Substrate substrate, boolean ready, List<NodeStatus> nodes) {
    public LabState {
        nodes = nodes == null ? List.of() : List.copyOf(nodes);
    }

    /** Of a lab that this process runs. */
    public static LabState ofThisProcess(Substrate substrate, boolean ready, List<NodeStatus> nodes) {
        Pid owner = Pid.ofThisProcess();
        return new LabState(owner.number(), owner.started(), substrate, ready, nodes);
    }

    /** The process that runs the lab. */
    public Pid owner() {
        return new Pid(ownerPid, ownerStarted);
    }
}
