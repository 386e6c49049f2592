package dev.kerbside;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What a lab can do, or lacks. A step or lesson names what it needs, and is skipped with the reason where it is lacking. */
public enum Capability {
    /** Its nodes can be ended with {@code kill -9} and started again. */
    KILL_NODES("has no nodes that could be killed"),
    /** What the nodes log can be read. */
    NODE_LOGS("does not show the logs of its nodes"),
    /** The KDC's journal can be read: who asked for which ticket, and what became of it. */
    KDC_JOURNAL("does not show the journal of its KDC"),
    /** Users' passwords can be changed. */
    CHANGE_PASSWORDS("does not let us change passwords"),
    /** There is an edge node on which the tutorial's commands are typed. */
    EDGE_NODE("has no edge node"),
    /** A driver on this machine can be reached from where its nodes run. */
    DRIVER_HERE("has no way from its nodes to a driver on this machine (--deploy-mode cluster)"),
    /** Jobs can be submitted to its YARN. */
    YARN("has no YARN (lab up --with yarn; on a cluster, spark.master=yarn)");

    private final String lack;

    Capability(String lack) {
        this.lack = lack;
    }

    /**
     * Why a lab that has this cannot do what needs that, in words.
     *
     * @return nothing if it can
     */
    public static Optional<String> lacking(Set<Capability> has, Collection<Capability> needs) {
        EnumSet<Capability> lacking = EnumSet.noneOf(Capability.class);
        lacking.addAll(needs);
        lacking.removeAll(has);
        return lacking.stream()
                .map(one -> one.lack)
                .reduce((some, more) -> some + ", and " + more)
                .map(why -> "this lab " + why);
    }
}
