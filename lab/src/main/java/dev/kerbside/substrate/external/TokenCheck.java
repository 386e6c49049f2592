package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.config.Jaas;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateDelegationTokenOptions;
import org.apache.kafka.clients.admin.ExpireDelegationTokenOptions;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.security.token.delegation.DelegationToken;
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
        try (Admin owner = Admin.create(KafkaChecks.impatient(lab))) {
            DelegationToken token = KafkaChecks.get(
                    owner.createDelegationToken(new CreateDelegationTokenOptions().maxlifeTimeMs(LIFE.toMillis()))
                            .delegationToken());
            try {
                show(token);
            } finally {
                KafkaChecks.get(owner.expireDelegationToken(
                                token.hmac(), new ExpireDelegationTokenOptions().expiryTimePeriodMs(-1))
                        .expiryTimestamp());
            }
        }
        return "the brokers gave a delegation token, and let its holder in";
    }

    /** A broker learns of a token a moment after another; that it has no SCRAM does not change. */
    private void show(DelegationToken token) throws Exception {
        Properties login = KafkaChecks.impatient(lab);
        login.put("sasl.mechanism", Jaas.TOKEN_MECHANISM);
        login.put("sasl.jaas.config", Jaas.token(token.tokenInfo().tokenId(), token.hmacAsBase64String()));
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
