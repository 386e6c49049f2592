package dev.kerbside.lessons.security;

import dev.kerbside.config.Jaas;
import dev.kerbside.text.Messages;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateDelegationTokenOptions;
import org.apache.kafka.clients.admin.ExpireDelegationTokenOptions;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.security.token.delegation.DelegationToken;

/** A delegation token of Kafka's for whoever asks for it. It ends when this is closed, if not before. */
final class KafkaToken implements AutoCloseable {
    private final Admin owner;
    private final DelegationToken token;
    private boolean expired;

    private KafkaToken(Admin owner, DelegationToken token) {
        this.owner = owner;
        this.token = token;
    }

    /** @throws Refused if the brokers give none, with their words */
    static KafkaToken of(Properties login) throws Exception {
        Admin owner = Admin.create(login);
        try {
            return new KafkaToken(
                    owner,
                    owner.createDelegationToken(new CreateDelegationTokenOptions()
                                    .maxlifeTimeMs(Duration.ofHours(1).toMillis()))
                            .delegationToken()
                            .get());
        } catch (ExecutionException e) {
            owner.close();
            throw e.getCause() instanceof ApiException && !(e.getCause() instanceof RetriableException)
                    ? new Refused("the brokers say: " + Messages.first(e.getCause()), e)
                    : e;
        }
    }

    /** Whom the brokers take its holder for. */
    String owner() {
        return token.tokenInfo().owner().getName();
    }

    /**
     * The same login, but that it shows this and nothing else.
     *
     * @throws Refused if the brokers let nobody show a token
     */
    Properties login(Properties other) throws Exception {
        Properties login = new Properties();
        login.putAll(other);
        login.put("sasl.mechanism", Jaas.TOKEN_MECHANISM);
        login.put("sasl.jaas.config", Jaas.token(token.tokenInfo().tokenId(), token.hmacAsBase64String()));
        try (Admin holder = Admin.create(login)) {
            holder.describeCluster().nodes().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnsupportedSaslMechanismException) {
                throw new Refused("the brokers say: " + Messages.first(e.getCause()), e);
            }
            // A broker learns of a token a moment after the controller.
        }
        return login;
    }

    /** Only its owner may do it. */
    void expire() throws Exception {
        owner.expireDelegationToken(token.hmac(), new ExpireDelegationTokenOptions().expiryTimePeriodMs(-1))
                .expiryTimestamp()
                .get();
        expired = true;
    }

    @Override
    public void close() throws Exception {
        try (owner) {
            if (!expired) {
                expire();
            }
        }
    }
}
