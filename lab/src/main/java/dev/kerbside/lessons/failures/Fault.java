package dev.kerbside.lessons.failures;

import dev.kerbside.Capability;
import java.util.Locale;
import java.util.Set;

/** What is killed with -9, again and again, while trips are sent and counted. */
public enum Fault {
    JOB(Set.of()),
    BROKER(Set.of(Capability.KILL_NODES)),
    DATANODE(Set.of(Capability.KILL_NODES)),
    /** One of a job's that runs on YARN. */
    EXECUTOR(Set.of(Capability.YARN)),
    /** The driver of such a job, which is its application master. */
    DRIVER(Set.of(Capability.YARN));

    private final Set<Capability> needs;

    Fault(Set<Capability> needs) {
        this.needs = needs;
    }

    /** What a lab must be able to do. */
    public Set<Capability> needs() {
        return needs;
    }

    /** Whether the job runs in YARN's containers. */
    boolean isOnYarn() {
        return needs.contains(Capability.YARN);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
