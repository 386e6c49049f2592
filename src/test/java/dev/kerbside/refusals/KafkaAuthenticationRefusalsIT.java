package dev.kerbside.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.config.Jaas;
import dev.kerbside.security.CertificateAuthority;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.substrate.Parallel;
import dev.kerbside.testkit.RunningLab;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Stream;
import javax.security.auth.login.LoginException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom Kafka does not even ask what they want: clients without TLS, without a ticket, without the lab's authority. */
@ExtendWith(RunningLab.class)
class KafkaAuthenticationRefusalsIT {
    private static Endpoints endpoints;
    private static KafkaAttempts tdpUser;

    @TempDir
    Path folder;

    @BeforeAll
    static void attach(Endpoints running) {
        endpoints = running;
        Kerberos.use(endpoints);
        tdpUser = KafkaAttempts.as(KafkaLogin.keytab(endpoints, Principal.TDP_USER));
    }

    @Test
    void kafkaServesAClientWithTlsAndAKeytab() throws Exception {
        assertThat(tdpUser.listTopics()).isNotNull();
    }

    /** Kafka's client repeats the attempt until its time is up; what the broker does is in {@link KafkaWireRefusalsIT}. */
    @Test
    void kafkaListsNothingForAWeakerProtocol() {
        Parallel.run(Stream.of("PLAINTEXT", "SSL", "SASL_PLAINTEXT")
                .<Runnable>map(protocol -> () -> listsNothing(protocol))
                .toList());
    }

    private static void listsNothing(String protocol) {
        KafkaAttempts weaker = tdpUser.with("security.protocol", protocol)
                .with("default.api.timeout.ms", "4000")
                .with("request.timeout.ms", "3000");
        assertThatExceptionOfType(TimeoutException.class)
                .as(protocol)
                .isThrownBy(weaker::listTopics)
                .withMessageContaining("listTopics");
    }

    @Test
    void kafkaOffersNoMechanismButKerberosAndTheOneOfDelegationTokens() {
        KafkaAttempts password = tdpUser.with("sasl.mechanism", "PLAIN")
                .with(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule required"
                                + " username=\"tdp_user\" password=\"secret\";");
        assertThatExceptionOfType(UnsupportedSaslMechanismException.class)
                .isThrownBy(password::listTopics)
                .withMessageContaining("enabled mechanisms are [SCRAM-SHA-512, GSSAPI]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tokenauth=\"true\"", "tokenauth=\"false\""})
    void kafkaRefusesAMadeUpTokenAndAMadeUpPassword(String tokenauth) {
        for (String user : new String[] {"tdp_user", "kafka", "nobody"}) {
            KafkaAttempts madeUp = tdpUser.with("sasl.mechanism", Jaas.TOKEN_MECHANISM)
                    .with(
                            "sasl.jaas.config",
                            Jaas.token(user, "bWFkZSB1cA==").replace("tokenauth=\"true\"", tokenauth));
            assertThatExceptionOfType(SaslAuthenticationException.class)
                    .isThrownBy(madeUp::listTopics)
                    .withMessageContaining("invalid credentials with SASL mechanism " + Jaas.TOKEN_MECHANISM);
        }
    }

    @Test
    void clientRefusesBrokersOfAnUnknownAuthority() throws Exception {
        Path other = folder.resolve("truststore.p12");
        new CertificateAuthority("not the lab's").writeTruststore(other, "changeit");
        KafkaAttempts trustingAnother =
                tdpUser.with("ssl.truststore.location", other.toString()).with("ssl.truststore.password", "changeit");
        assertThatExceptionOfType(SslAuthenticationException.class)
                .isThrownBy(trustingAnother::listTopics)
                .withStackTraceContaining("PKIX path");
    }

    @Test
    void kafkaServesTheHolderOfATicket() throws Exception {
        Path cache = folder.resolve("krb5cc");
        Kerberos.kinit(endpoints.krb5Conf(), Principal.TDP_USER, endpoints.keytab(Principal.TDP_USER), cache);
        assertThat(holderOf(cache).listTopics()).isNotNull();
    }

    @Test
    void clientWithoutATicketCannotLogIn() {
        KafkaAttempts withoutTicket = holderOf(folder.resolve("no-such-cache"));
        assertThatExceptionOfType(KafkaException.class)
                .isThrownBy(withoutTicket::listTopics)
                .havingRootCause()
                .isInstanceOf(LoginException.class)
                .withMessageContaining("Unable to obtain Principal Name");
    }

    private static KafkaAttempts holderOf(Path cache) {
        Properties login = KafkaLogin.ticket(endpoints);
        login.put("sasl.jaas.config", Jaas.ticketCache(cache));
        return KafkaAttempts.as(login);
    }
}
