package dev.kerbside.lessons.security;

import dev.kerbside.Principal;
import dev.kerbside.drills.Claims;
import dev.kerbside.security.Kerberos;
import dev.kerbside.steps.TutorialContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kerby.kerberos.kerb.ccache.Credential;

/** What is in a ticket, who talks to whom for one {@code kafka-topics --list}, and what a wrong clock does to it. */
final class TicketAtWork {
    /** What Java prints with {@code sun.security.krb5.debug} when it shows a service its ticket. */
    private static final String SHOWN = "KrbApReq: APOptions";

    private static final String SKEW = "Clock skew too great";
    private static final long FORGIVEN_SECONDS = 240;
    private static final long TOO_MANY_SECONDS = 600;

    private final TutorialContext context;
    private final ShortTickets tickets;

    TicketAtWork(TutorialContext context, ShortTickets tickets) {
        this.context = context;
        this.tickets = tickets;
    }

    /**
     * A ticket and its use.
     *
     * @param hours from its start to its end
     * @param requests the KDC's log of kinit and one command
     * @param shown how often the command showed a service ticket to a broker
     * @param exitCode of the command
     * @param fourMinutesFast its exit code with a clock that is four minutes fast
     * @param tenMinutesFast what it says with a clock that is ten minutes fast
     */
    record Found(
            String client,
            String service,
            long hours,
            String encryption,
            List<KdcLog.Request> requests,
            long shown,
            int exitCode,
            int fourMinutesFast,
            String tenMinutesFast) {}

    Found observe() throws Exception {
        context.narrator().say("kinit, and kafka-topics --list as a process of its own");
        KdcLog log = new KdcLog(context.lab());
        Path cache = tickets.folder().resolve("krb5cc_work");
        Kerberos.kinit(
                context.endpoints().krb5Conf(),
                Principal.TDP_USER,
                context.endpoints().keytab(),
                cache);
        KafkaTopicsCommand.Said said = list(cache, "right", List.of());
        List<KdcLog.Request> requests = log.after("a ticket for Kafka", TicketAtWork::isForKafka);

        context.narrator().say("the same with a clock that is 4 minutes fast, and with one that is 10 minutes fast");
        int forgiven = list(cache, "forgiven", clock(FORGIVEN_SECONDS)).exitCode();
        KafkaTopicsCommand.Said refused = list(cache, "refused", clock(TOO_MANY_SECONDS));

        Credential ticket = ShortTickets.ticket(cache);
        return new Found(
                ticket.getClientName().getName(),
                ticket.getServerName().getName(),
                (ticket.getEndTime().getTime() - ticket.getAuthTime().getTime()) / 3_600_000,
                ticket.getTicket().getEncryptedEncPart().getEType().getName(),
                requests,
                said.count(SHOWN),
                said.exitCode(),
                forgiven,
                refused.exitCode() == 0 ? KafkaProbe.SERVED : skewOf(refused));
    }

    private static String skewOf(KafkaTopicsCommand.Said said) {
        return said.text()
                .lines()
                .filter(line -> line.startsWith("KrbException") && line.contains(SKEW))
                .findFirst()
                .orElse(said.text())
                .strip();
    }

    private KafkaTopicsCommand.Said list(Path cache, String name, List<String> flags) throws Exception {
        return KafkaTopicsCommand.list(
                context.endpoints(), cache, tickets.folder().resolve(name), flags);
    }

    private List<String> clock(long seconds) throws Exception {
        return List.of(WrongClock.flag(tickets.folder(), seconds));
    }

    private static boolean isForKafka(KdcLog.Request request) {
        return request.granted()
                && request.of("TGS_REQ", Principal.TDP_USER.primary())
                && request.service().startsWith("kafka/");
    }

    private static boolean isKinit(KdcLog.Request request) {
        return request.granted() && request.of("AS_REQ", Principal.TDP_USER.primary());
    }

    static void judge(Found found, Claims claims) {
        claims.equal("the ticket is for", found.client(), Principal.TDP_USER.toString(), "Whose keytab was it?")
                .equal(
                        "it is good for one service, the KDC's own",
                        found.service(),
                        "krbtgt/%1$s@%1$s".formatted(Principal.REALM),
                        "Do the lesson again.")
                .equal("hours of its life", found.hours(), 24L, "Look at ticket_lifetime in krb5.conf.")
                .equal("it is sealed with", found.encryption(), "aes256-cts-hmac-sha1-96", "Look at krb5.conf.");
        long kinits = count(found, TicketAtWork::isKinit);
        long services = count(found, TicketAtWork::isForKafka);
        claims.equal("kafka-topics --list ended with exit code", found.exitCode(), 0, "Are all nodes up? lab status")
                .equal(
                        "1. AS exchanges, kinit with the KDC",
                        kinits,
                        1L,
                        "Somebody else logged in as tdp_user meanwhile? Do the lesson again.")
                .that(
                        services >= 1,
                        "2. TGS exchanges, kafka-topics with the KDC: %d, a ticket for each service principal"
                                .formatted(services))
                .orElse("The KDC gave tdp_user no ticket for kafka/…", "Its log: lab logs kdc")
                .that(
                        found.shown() >= services,
                        "3. AP exchanges, kafka-topics with a broker: %d, one a connection, and the KDC's log knows nothing of them"
                                .formatted(found.shown()))
                .orElse(
                        "kafka-topics showed brokers a ticket %d times, and asked the KDC for %d"
                                .formatted(found.shown(), services),
                        "It must show each to a broker. Do the lesson again.")
                .equal(
                        "a clock 4 minutes fast: exit code",
                        found.fourMinutesFast(),
                        0,
                        "Is this machine's clock right?")
                .that(found.tenMinutesFast().contains(SKEW), "a clock 10 minutes fast: " + found.tenMinutesFast())
                .orElse(
                        "With a clock 10 minutes fast: " + found.tenMinutesFast(),
                        "The KDC must refuse it: five minutes are forgiven.");
    }

    private static long count(Found found, Predicate<KdcLog.Request> which) {
        return found.requests().stream().filter(which).count();
    }

    /** The exchanges as a picture, a line each. */
    static List<String> timeline(Found found) {
        List<String> lines = new ArrayList<>();
        for (KdcLog.Request request : found.requests()) {
            if (isKinit(request)) {
                lines.add(
                        "%s  kinit        ──AS──►  kdc     ticket for %s".formatted(request.time(), request.service()));
            } else if (isForKafka(request)) {
                lines.add(
                        "%s  kafka-topics ──TGS─►  kdc     ticket for %s".formatted(request.time(), request.service()));
            }
        }
        lines.add("          kafka-topics ──AP──►  broker  %d connections, a ticket is shown at the start of each"
                .formatted(found.shown()));
        return lines;
    }
}
