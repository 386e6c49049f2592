package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.kafka.KafkaToken;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.awaitility.Awaitility;

/** That jobs on YARN can read Kafka: their executors have no keytab, and show a delegation token. */
final class TokenCheck {
    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Endpoints lab;

    TokenCheck(Endpoints lab) {
        this.lab = lab;
    }

    /** One is made, shown to the brokers and ended. */
    String token() throws Exception {
        Properties owner = KafkaChecks.impatient(lab);
        try (KafkaToken token = KafkaToken.of(owner, LIFE)) {
            show(token.login(owner));
        }
        return "the brokers gave a delegation token, and let its holder in";
    }

    /** A broker learns of a token a moment after another; that it has no SCRAM does not change. */
    private static void show(Properties login) {
        Awaitility.await("the brokers let the token's holder in")
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptionsMatching(e -> !(e instanceof UnsupportedSaslMechanismException))
                .until(() -> {
                    try (Admin holder = Admin.create(login)) {
                        return !KafkaChecks.get(holder.describeCluster().nodes())
                                .isEmpty();
                    }
                });
    }
}
