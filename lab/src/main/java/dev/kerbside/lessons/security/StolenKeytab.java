package dev.kerbside.lessons.security;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.config.Jaas;
import dev.kerbside.drills.Claims;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.TutorialContext;
import java.nio.file.Path;
import java.util.Properties;

/** Somebody has copied other_user's keytab; then its password is changed. */
final class StolenKeytab {
    private static final Principal VICTIM = Principal.OTHER_USER;

    private final TutorialContext context;
    private final ShortTickets tickets;

    StolenKeytab(TutorialContext context, ShortTickets tickets) {
        this.context = context;
        this.tickets = tickets;
    }

    /**
     * Who is let in by Kafka, or refused with which words.
     *
     * @param copyBefore the thief's copy, before the change
     * @param copyAfter the same afterwards
     * @param newKeytab the victim, with the keytab that the change has made
     * @param oldTicket the thief, with a ticket that the copy obtained before the change
     * @param grantedAfter service tickets that the KDC gave for this ticket after the change
     */
    record Found(String copyBefore, String copyAfter, String newKeytab, String oldTicket, long grantedAfter) {}

    Found observe() throws Exception {
        Endpoints lab = context.endpoints();
        context.narrator()
                .say("the keytab of %s is copied, and a ticket obtained with the copy".formatted(VICTIM.name()));
        String thief = tickets.login(VICTIM, "stolen");
        Path cache = tickets.folder().resolve("krb5cc_stolen");
        Kerberos.kinit(lab.krb5Conf(), VICTIM, tickets.folder().resolve("stolen.keytab"), cache);
        String copyBefore = attempt(thief);

        context.narrator().say("%s gets a new password".formatted(VICTIM.name()));
        context.lab().changePassword(VICTIM);

        String copyAfter = attempt(thief);
        String newKeytab = attempt(Jaas.keytab(VICTIM, lab.keytab(VICTIM)));
        KdcLog log = new KdcLog(context.lab());
        String oldTicket = attempt(Jaas.ticketCache(cache));
        long granted = oldTicket.equals(KafkaProbe.SERVED)
                ? log.after("a ticket for Kafka", StolenKeytab::isForKafka).stream()
                        .filter(StolenKeytab::isForKafka)
                        .count()
                : 0;
        return new Found(copyBefore, copyAfter, newKeytab, oldTicket, granted);
    }

    private static boolean isForKafka(KdcLog.Request request) {
        return request.granted()
                && request.of("TGS_REQ", VICTIM.primary())
                && request.service().startsWith("kafka/");
    }

    /** other_user has no right to a topic, but may ask who the brokers are. */
    private String attempt(String jaas) {
        Properties login = KafkaLogin.ticket(context.endpoints());
        login.put("sasl.jaas.config", jaas);
        return KafkaProbe.once(login);
    }

    static void judge(Found found, Claims claims) {
        String cure = "The KDC's log tells what it was asked: lab logs kdc";
        claims.equal("before the change Kafka, to the copied keytab", found.copyBefore(), KafkaProbe.SERVED, cure)
                .that(
                        !found.copyAfter().equals(KafkaProbe.SERVED),
                        "after it, the copy is refused: " + found.copyAfter())
                .orElse("The copied keytab still obtains tickets after the change of the password", cure)
                .equal("the new keytab", found.newKeytab(), KafkaProbe.SERVED, cure)
                .that(
                        found.oldTicket().equals(KafkaProbe.SERVED) && found.grantedAfter() > 0,
                        "the thief's ticket from before the change: served, with %d new service tickets from the KDC"
                                .formatted(found.grantedAfter()))
                .orElse(
                        "The ticket from before the change was refused: " + found.oldTicket(),
                        "A ticket is good until its end, whatever becomes of the key that obtained it.");
    }
}
