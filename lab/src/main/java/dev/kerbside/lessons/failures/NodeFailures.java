package dev.kerbside.lessons.failures;

import dev.kerbside.Capability;
import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A broker dies and comes back, and then a DataNode, while trips are sent and counted. */
public final class NodeFailures extends ChaosLesson {
    private static final int SEED = 25;

    @Override
    public String id() {
        return "25-node-failures";
    }

    @Override
    public String title() {
        return "Kill a broker, and a DataNode, and lose nothing";
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.KILL_NODES);
    }

    @Override
    List<ChaosPlan> plans(TutorialNames names) {
        return Stream.of(Fault.BROKER, Fault.DATANODE)
                .map(fault -> plan(names, fault, fault, StateStore.MEMORY, 1, SEED))
                .toList();
    }

    @Override
    String whose(ChaosPlan plan) {
        return plan.fault() + " killed";
    }

    /** A job needs no broker in particular. It needs a DataNode: where there is one only, it may end with it. */
    @Override
    void judge(ChaosOutcome course, DeliveryEvidence evidence, String whose, Claims claims) {
        claims.that(
                        course.fault() != Fault.BROKER || course.starts() == 1,
                        "%s: the longest gap was %.1f s in the topic, and %s s until the next micro-batch was finished; the job was started %s"
                                .formatted(
                                        whose,
                                        evidence.longestGapMillis() / 1e3,
                                        ChaosRun.seconds(course.recoveryMillis()),
                                        course.starts() == 1 ? "once" : course.starts() + " times"))
                .orElse(
                        "%s: the job ended with it, and was started %d times".formatted(whose, course.starts()),
                        "Its log says why: lab logs lesson-25-broker");
    }
}
