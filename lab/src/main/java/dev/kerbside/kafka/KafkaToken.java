package dev.kerbside.kafka;

import dev.kerbside.config.Jaas;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateDelegationTokenOptions;
import org.apache.kafka.clients.admin.ExpireDelegationTokenOptions;
import org.apache.kafka.common.security.token.delegation.DelegationToken;

/** A delegation token of Kafka's for whoever asks for it. It ends when this is closed, if not before. */
public final class KafkaToken implements AutoCloseable {
    private final Admin owner;
    private final DelegationToken token;
    private boolean expired;

    private KafkaToken(Admin owner, DelegationToken token) {
        this.owner = owner;
        this.token = token;
    }

    /**
     * Has the brokers make one.
     *
     * @param login of its owner
     * @param life after which it ends by itself
     * @throws ExecutionException if the brokers give none, with their words
     */
    public static KafkaToken of(Properties login, Duration life) throws ExecutionException, InterruptedException {
        Admin owner = Admin.create(login);
        try {
            return new KafkaToken(
                    owner,
                    owner.createDelegationToken(new CreateDelegationTokenOptions().maxlifeTimeMs(life.toMillis()))
                            .delegationToken()
                            .get());
        } catch (ExecutionException | InterruptedException e) {
            owner.close();
            throw e;
        }
    }

    /** Whom the brokers take its holder for. */
    public String owner() {
        return token.tokenInfo().owner().getName();
    }

    /** The same login, but that it shows this and nothing else. A broker learns of a token a moment after the controller. */
    public Properties login(Properties other) {
        Properties login = new Properties();
        login.putAll(other);
        login.put("sasl.mechanism", Jaas.TOKEN_MECHANISM);
        login.put("sasl.jaas.config", Jaas.token(token.tokenInfo().tokenId(), token.hmacAsBase64String()));
        return login;
    }

    /** Only its owner may do it. */
    public void expire() throws ExecutionException, InterruptedException {
        owner.expireDelegationToken(token.hmac(), new ExpireDelegationTokenOptions().expiryTimePeriodMs(-1))
                .expiryTimestamp()
                .get();
        expired = true;
    }

    @Override
    public void close() throws ExecutionException, InterruptedException {
        try (owner) {
            if (!expired) {
                expire();
            }
        }
    }
}
