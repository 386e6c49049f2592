package dev.kerbside.lessons.security;

import dev.kerbside.drills.Claims;
import java.util.List;

/** Who must be served, and who refused, in each phase of {@link KdcOutage}. */
final class KdcOutageExpectations {
    private KdcOutageExpectations() {}

    /**
     * Who is served, or refused with which words.
     *
     * @param stream a job that runs and is logged in by its keytab
     * @param oldConnection a client that is connected
     * @param newConnection a new client with the login of one that is connected
     * @param newLogin a new client that logs in
     */
    record Phase(String stream, String oldConnection, String newConnection, String newLogin) {}

    /**
     * What was found.
     *
     * @param lifeSeconds of each ticket
     * @param renewals tickets that the KDC gave tdp_user before the job's first one had ended
     * @param ended clients whose one ticket, from kinit, has ended: Kafka as in {@link Phase}, and HDFS
     */
    record Found(
            long lifeSeconds,
            long renewals,
            Phase ended,
            String hdfsEnded,
            Phase before,
            Phase outage,
            Phase outageAfterEnd,
            String restartedInOutage,
            Phase after,
            long sent,
            List<Long> lostOrDoubled) {}

    static void judge(Found found, Claims claims) {
        claims.that(
                        found.renewals() > 0,
                        "a job with a keytab outlives its ticket of %d s: the KDC gave it another one"
                                .formatted(found.lifeSeconds()))
                .orElse("The KDC gave tdp_user no other ticket before the first had ended", "Its log: lab logs kdc");
        phase(claims, "a ticket without a keytab has ended", found.ended(), false, false);
        refused(claims, "a ticket without a keytab has ended, HDFS", found.hdfsEnded());
        phase(claims, "the KDC is there", found.before(), true, true);
        phase(claims, "the KDC is gone", found.outage(), true, false);
        phase(claims, "the KDC is gone, and all tickets have ended", found.outageAfterEnd(), false, false);
        served(claims, "a job restarted meanwhile, once the KDC is back", found.restartedInOutage());
        phase(claims, "the KDC is back", found.after(), true, true);
        claims.that(
                        found.lostOrDoubled().isEmpty(),
                        "of %,d numbers the job lost none, and took none twice".formatted(found.sent()))
                .orElse("Lost or taken twice: " + found.lostOrDoubled(), "Do the lesson again.");
    }

    /** Whoever is connected is always served. */
    private static void phase(Claims claims, String when, Phase phase, boolean newConnection, boolean newLogin) {
        one(claims, when + ", the job", phase.stream(), true);
        one(claims, when + ", a client that is connected", phase.oldConnection(), true);
        one(claims, when + ", a new connection of the same login", phase.newConnection(), newConnection);
        one(claims, when + ", a new login", phase.newLogin(), newLogin);
    }

    private static void one(Claims claims, String who, String answer, boolean served) {
        if (served) {
            served(claims, who, answer);
        } else {
            refused(claims, who, answer);
        }
    }

    private static void served(Claims claims, String who, String answer) {
        claims.equal(who, answer, KafkaProbe.SERVED, "Are all nodes up? lab status");
    }

    private static void refused(Claims claims, String who, String answer) {
        claims.that(!answer.equals(KafkaProbe.SERVED), "%s: %s".formatted(who, answer))
                .orElse(who + ": was served", "Did the KDC give it a ticket? lab logs kdc. Do the lesson again.");
    }
}
