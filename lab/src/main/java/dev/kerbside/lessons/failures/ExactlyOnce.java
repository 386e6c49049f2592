package dev.kerbside.lessons.failures;

import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import java.util.List;
import java.util.stream.Stream;

/** A job that is killed again and again still counts every trip once: with Spark's own state store, and with RocksDB. */
public final class ExactlyOnce extends ChaosLesson {
    private static final int KILLS = 2;

    @Override
    public String id() {
        return "24-exactly-once";
    }

    @Override
    public String title() {
        return "Kill the job, and count every trip once";
    }

    @Override
    List<ChaosPlan> plans(TutorialNames names) {
        return Stream.of(StateStore.values())
                .map(store -> plan(names, store, Fault.JOB, store, KILLS, store.ordinal()))
                .toList();
    }

    @Override
    String whose(ChaosPlan plan) {
        return "job killed, state store " + plan.store();
    }

    @Override
    void judge(ChaosOutcome course, DeliveryEvidence evidence, String whose, Claims claims) {
        claims.that(
                        course.starts() > KILLS,
                        "%s: started again after each of the %d kills, %d of them in the middle of a micro-batch; back after %s s"
                                .formatted(
                                        whose,
                                        course.kills(),
                                        course.inTheMiddle(),
                                        ChaosRun.seconds(course.recoveryMillis())))
                .orElse(
                        "%s: killed %d times and started %d times".formatted(whose, course.kills(), course.starts()),
                        "Do the lesson again.");
    }
}
