package dev.kerbside.folder;

import dev.kerbside.Substrate;
import dev.kerbside.process.Pid;
import java.util.List;

/**
 * What {@code lab.json} says: who runs the lab, where, and its nodes so far.
 *
 * @param ownerPid 0 of a lab that is connected to a cluster, and so needs nobody to run it
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

    /** Of a lab that is connected to a cluster. */
    public static LabState connected() {
        return new LabState(0, 0, Substrate.EXTERNAL, true, List.of());
    }

    /** Whether the lab is there without a process that runs it. */
    public boolean connectedOnly() {
        return ownerPid == 0;
    }

    /** The process that runs the lab. */
    public Pid owner() {
        return new Pid(ownerPid, ownerStarted);
    }
}
