package dev.kerbside.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.RunningLab;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Exactly-once clients need a right to their transactional id besides that to the topic. */
@ExtendWith(RunningLab.class)
class TransactionRefusalsIT {
    private static final String TOPIC = "tdp-user-transactions";
    private static final String ID = "tdp-user-transactions";

    private static KafkaAttempts tdpUser;
    private static KafkaAttempts otherUser;

    @BeforeAll
    static void makeATopic(Endpoints endpoints) throws Exception {
        Kerberos.use(endpoints);
        // The first transaction of a lab waits for the topic of the transactions' states.
        tdpUser = KafkaAttempts.as(KafkaLogin.keytab(endpoints, Principal.TDP_USER))
                .with("max.block.ms", "60000");
        otherUser = KafkaAttempts.as(KafkaLogin.keytab(endpoints, Principal.OTHER_USER));
        tdpUser.ask(admin ->
                admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 3))).all());
    }

    @AfterAll
    static void deleteTheTopic() throws Exception {
        tdpUser.ask(admin -> admin.deleteTopics(List.of(TOPIC)).all());
    }

    @Test
    void tdpUserProducesExactlyOnceAndReadersOfWhatIsCommittedSeeNothingElse() {
        tdpUser.produceExactlyOnce(ID, TOPIC, List.of("taken back"), false);
        tdpUser.produceExactlyOnce(ID, TOPIC, List.of("one", "two"), true);
        assertThat(tdpUser.committedUntil(TOPIC, "two")).containsExactly("one", "two");
    }

    @Test
    void kafkaRefusesTdpUserATransactionalIdThatIsNotHis() {
        assertRefused(tdpUser, "somebody-elses");
    }

    @Test
    void kafkaRefusesOtherUserATransactionalIdOfTdpUsers() {
        assertRefused(otherUser, ID);
    }

    private static void assertRefused(KafkaAttempts user, String id) {
        assertThatExceptionOfType(TransactionalIdAuthorizationException.class)
                .isThrownBy(() -> user.produceExactlyOnce(id, TOPIC, List.of("forged"), true));
    }
}
