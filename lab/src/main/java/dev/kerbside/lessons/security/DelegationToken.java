package dev.kerbside.lessons.security;

import dev.kerbside.drills.Claims;
import dev.kerbside.kafka.KafkaToken;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.text.Messages;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.awaitility.Awaitility;

/** A job that shows the brokers a delegation token: no keytab, no ticket, and nobody asks the KDC. */
final class DelegationToken {
    private static final Duration LIFE = Duration.ofHours(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TOKEN = "The brokers' logs tell why; a lab of its own shows them: lab logs broker-1";

    private final TutorialContext context;
    private final PermissionsParts parts;
    private final Numbers numbers;
    private final TopicReader owner;

    DelegationToken(TutorialContext context, PermissionsParts parts, Numbers numbers, TopicReader owner) {
        this.context = context;
        this.parts = parts;
        this.numbers = numbers;
        this.owner = owner;
    }

    /**
     * What was found.
     *
     * @param tokenOwner whom the brokers take the token's holder for
     * @param asked what the KDC was asked by the owner while the job read with the token; null if its journal is not shown
     * @param connected a client that was connected before the token was expired, after it
     * @param expired what a job with the expired token says
     */
    record Found(
            String tokenOwner,
            String read,
            List<Long> lostOrDoubled,
            List<KdcLog.Request> asked,
            String connected,
            String expired) {}

    /** @throws Refused if the brokers give no tokens, or let nobody show one */
    Found observe() throws Exception {
        context.narrator().say("a delegation token for " + owner.principal().name());
        try (KafkaToken token = make()) {
            Properties login = token.login(KafkaLogin.ticket(context.endpoints()));
            requireTaken(login);
            awaitServed(login, true);
            try (KafkaProbe connected = new KafkaProbe(login, numbers.topic());
                    NumberStream job = job(login)) {
                connected.ask();
                KdcLog log = parts.allow(PermissionsPart.KDC_JOURNAL) ? new KdcLog(context.lab()) : null;
                job.start();
                numbers.send(Numbers.SOME);
                String read = job.awaitAll();
                List<KdcLog.Request> asked = log == null ? null : ofOwner(log.requests());
                job.stop();

                context.narrator().say("the token is made to expire");
                token.expire();
                awaitServed(login, false);
                job.start();
                return new Found(token.owner(), read, job.wrong(), asked, connected.ask(), job.awaitFailure());
            }
        }
    }

    private KafkaToken make() throws Exception {
        try {
            return KafkaToken.of(owner.login(), LIFE);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof ApiException && !(e.getCause() instanceof RetriableException)
                    ? refused(e)
                    : e;
        }
    }

    /** That the brokers let anybody show a token. */
    private static void requireTaken(Properties login) throws Refused, InterruptedException {
        try (Admin holder = Admin.create(login)) {
            holder.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnsupportedSaslMechanismException) {
                throw refused(e);
            }
            // They do not know of this one yet.
        }
    }

    private static Refused refused(ExecutionException e) {
        return new Refused("the brokers say: " + Messages.first(e.getCause()), e);
    }

    private List<KdcLog.Request> ofOwner(List<KdcLog.Request> requests) {
        return requests.stream()
                .filter(request -> request.client().startsWith(owner.principal().primary() + "@"))
                .toList();
    }

    private NumberStream job(Properties login) throws Exception {
        return new NumberStream(
                context.spark(),
                numbers,
                Map.of(
                        "sasl.mechanism",
                        login.getProperty("sasl.mechanism"),
                        "sasl.jaas.config",
                        login.getProperty("sasl.jaas.config")));
    }

    /** The brokers learn of a token, and of its end, a moment after the controller. */
    private void awaitServed(Properties login, boolean served) {
        Awaitility.await("every broker knows of the token")
                .atMost(LIMIT)
                .until(() -> KafkaProbe.once(login, numbers.topic()).equals(KafkaProbe.SERVED) == served);
    }

    /** @param owner whom the brokers must take the token's holder for; null where nobody but they know */
    static void judge(Found found, String owner, Claims claims) {
        String holder = "the token's holder is to Kafka";
        if (owner == null) {
            // Only its owner may make a token expire, and the person did.
            claims.held("%s: %s".formatted(holder, found.tokenOwner()));
        } else {
            claims.equal(holder, found.tokenOwner(), owner, "");
        }
        claims.equal("with the token, no keytab and no ticket, the job is", found.read(), KafkaProbe.SERVED, TOKEN)
                .that(found.lostOrDoubled().isEmpty(), "it has read every number once")
                .orElse("Not read exactly once: " + found.lostOrDoubled(), TOKEN);
        if (found.asked() != null) {
            claims.that(found.asked().isEmpty(), "meanwhile the KDC was asked nothing for other_user")
                    .orElse(
                            "The KDC was asked for other_user: " + found.asked(),
                            "The job must show the token only. Do the lesson again.");
        }
        claims.equal("the token has expired, a client that is connected", found.connected(), KafkaProbe.SERVED, TOKEN)
                .that(found.expired().contains("invalid credentials"), "a job that starts with it: " + found.expired())
                .orElse(
                        "A job that starts with the expired token says: " + found.expired(),
                        "It must be refused. Do the lesson again.");
    }
}
