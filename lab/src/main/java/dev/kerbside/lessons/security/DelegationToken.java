package dev.kerbside.lessons.security;

import dev.kerbside.Principal;
import dev.kerbside.config.Jaas;
import dev.kerbside.drills.Claims;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.steps.TutorialContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateDelegationTokenOptions;
import org.apache.kafka.clients.admin.ExpireDelegationTokenOptions;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;

/** A job that shows the brokers a delegation token: no keytab, no ticket, and nobody asks the KDC. */
final class DelegationToken {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int NUMBERS = 30;
    private static final String TOKEN = "The brokers tell why: lab logs broker-1";

    private final TutorialContext context;
    private final SparkSession spark;
    private final Numbers numbers;
    private final Principal owner;

    DelegationToken(TutorialContext context, SparkSession spark, Numbers numbers, Principal owner) {
        this.context = context;
        this.spark = spark;
        this.numbers = numbers;
        this.owner = owner;
    }

    /**
     * What was found.
     *
     * @param tokenOwner whom the brokers take the token's holder for
     * @param asked what the KDC was asked by the owner while the job read with the token
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

    Found observe() throws Exception {
        context.narrator().say("a delegation token for " + owner.name());
        try (Admin admin = Admin.create(KafkaLogin.keytab(context.endpoints(), owner))) {
            var token = admin.createDelegationToken(new CreateDelegationTokenOptions()
                            .maxlifeTimeMs(Duration.ofHours(1).toMillis()))
                    .delegationToken()
                    .get();
            Properties login = KafkaLogin.ticket(context.endpoints());
            login.put("sasl.mechanism", Jaas.TOKEN_MECHANISM);
            login.put("sasl.jaas.config", Jaas.token(token.tokenInfo().tokenId(), token.hmacAsBase64String()));
            awaitServed(login, true);
            try (KafkaProbe connected = new KafkaProbe(login, numbers.topic());
                    NumberStream job = job(login)) {
                connected.ask();
                KdcLog log = new KdcLog(context.lab());
                job.start();
                numbers.send(NUMBERS);
                String read = job.awaitAll();
                List<KdcLog.Request> asked = log.requests().stream()
                        .filter(request -> request.client().startsWith(owner.primary() + "@"))
                        .toList();
                job.stop();

                context.narrator().say("the token is made to expire");
                admin.expireDelegationToken(token.hmac(), new ExpireDelegationTokenOptions().expiryTimePeriodMs(-1))
                        .expiryTimestamp()
                        .get();
                awaitServed(login, false);
                job.start();
                return new Found(
                        token.tokenInfo().owner().getName(),
                        read,
                        job.wrong(),
                        asked,
                        connected.ask(),
                        job.awaitFailure());
            }
        }
    }

    private NumberStream job(Properties login) throws Exception {
        return new NumberStream(
                spark,
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

    static void judge(Found found, Claims claims) {
        claims.equal("the token's holder is to Kafka", found.tokenOwner(), Principal.OTHER_USER.primary(), "")
                .equal("with the token, no keytab and no ticket, the job is", found.read(), KafkaProbe.SERVED, TOKEN)
                .that(found.lostOrDoubled().isEmpty(), "it has read every number once")
                .orElse("Not read exactly once: " + found.lostOrDoubled(), TOKEN)
                .that(found.asked().isEmpty(), "meanwhile the KDC was asked nothing for other_user")
                .orElse(
                        "The KDC was asked for other_user: " + found.asked(),
                        "The job must show the token only. Do the lesson again.")
                .equal("the token has expired, a client that is connected", found.connected(), KafkaProbe.SERVED, TOKEN)
                .that(found.expired().contains("invalid credentials"), "a job that starts with it: " + found.expired())
                .orElse(
                        "A job that starts with the expired token says: " + found.expired(),
                        "It must be refused. Do the lesson again.");
    }
}
