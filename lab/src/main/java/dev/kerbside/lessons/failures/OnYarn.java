package dev.kerbside.lessons.failures;

import dev.kerbside.Capability;
import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The job runs in YARN's containers; one of an executor is killed, and then that of the driver, the application master. */
public final class OnYarn extends ChaosLesson {
    private static final int SEED = 30;

    @Override
    public String id() {
        return "30-yarn";
    }

    @Override
    public String title() {
        return "Run on YARN, kill an executor and the driver, and lose nothing";
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(Capability.YARN);
    }

    @Override
    List<ChaosPlan> plans(TutorialNames names) {
        return Stream.of(Fault.EXECUTOR, Fault.DRIVER)
                .map(fault -> plan(names, fault, fault, StateStore.MEMORY, 1, SEED))
                .toList();
    }

    @Override
    String whose(ChaosPlan plan) {
        return plan.fault() + " killed";
    }

    /** A driver outlives its executors; a driver that was killed is started again by YARN. */
    @Override
    void judge(ChaosOutcome course, DeliveryEvidence evidence, String whose, Claims claims) {
        int starts = course.fault() == Fault.DRIVER ? course.kills() + 1 : 1;
        claims.that(
                        course.starts() == starts,
                        "%s: the driver was started %s, and %s s passed until the next micro-batch was finished"
                                .formatted(
                                        whose,
                                        starts == 1 ? "once" : starts + " times",
                                        ChaosRun.seconds(course.recoveryMillis())))
                .orElse(
                        "%s: the driver was started %d times instead of %d".formatted(whose, course.starts(), starts),
                        "Its log says why: yarn application -list -appStates ALL, then yarn logs -applicationId with its id");
    }
}
