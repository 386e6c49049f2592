package dev.kerbside.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.testkit.RunningLab;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Kafka refuses to a user that it knows: other_user has a valid ticket, and a right to nothing of tdp_user's. */
@ExtendWith(RunningLab.class)
class KafkaAuthorizationRefusalsIT {
    private static final String TOPIC = "tdp-user-refusals";
    private static final String GROUP = "tdp-user-refusals";
    private static final String SECRET = "for tdp_user's eyes only";

    private static KafkaAttempts tdpUser;
    private static KafkaAttempts otherUser;

    @BeforeAll
    static void produceARecordAsTdpUser(Endpoints endpoints) throws Exception {
        Kerberos.use(endpoints);
        tdpUser = KafkaAttempts.as(KafkaLogin.keytab(endpoints, Principal.TDP_USER));
        otherUser = KafkaAttempts.as(KafkaLogin.keytab(endpoints, Principal.OTHER_USER));
        tdpUser.ask(admin ->
                admin.createTopics(List.of(new NewTopic(TOPIC, 3, (short) 3))).all());
        // A partition's leader on each broker: when all three answer, every broker knows the topic.
        Map<TopicPartition, OffsetSpec> partitions = IntStream.range(0, 3)
                .boxed()
                .collect(Collectors.toMap(p -> new TopicPartition(TOPIC, p), p -> OffsetSpec.latest()));
        Awaitility.await("every broker knows the topic")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(RetriableException.class)
                .until(() -> tdpUser.ask(admin -> admin.listOffsets(partitions).all())
                        .keySet()
                        .equals(partitions.keySet()));
        Awaitility.await("tdp_user's first record is accepted")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> tdpUser.produce(TOPIC, SECRET).hasOffset());
    }

    @AfterAll
    static void deleteTheTopic() throws Exception {
        tdpUser.ask(admin -> admin.deleteTopics(List.of(TOPIC)).all());
    }

    @Test
    void kafkaServesTdpUser() throws Exception {
        assertThat(tdpUser.listTopics()).contains(TOPIC);
        assertThat(tdpUser.describe(TOPIC).partitions()).hasSize(3);
        assertThat(tdpUser.produce(TOPIC, "another").offset()).isPositive();
        assertThat(tdpUser.firstRecord(TOPIC)).isEqualTo(SECRET);
        tdpUser.joinGroup(TOPIC, GROUP);
    }

    @Test
    void kafkaAuthenticatesOtherUser() throws Exception {
        Collection<Node> nodes = otherUser.ask(admin -> admin.describeCluster().nodes());
        assertThat(nodes).hasSize(3);
    }

    @Test
    void kafkaRefusesOtherUserWhoProduces() {
        assertTopicRefused(() -> otherUser.produce(TOPIC, "forged"));
    }

    @Test
    void kafkaRefusesOtherUserWhoConsumes() {
        assertTopicRefused(() -> otherUser.firstRecord(TOPIC));
    }

    @Test
    void kafkaRefusesOtherUserInTdpUsersGroup() {
        assertThatExceptionOfType(GroupAuthorizationException.class)
                .isThrownBy(() -> otherUser.joinGroup(TOPIC, GROUP))
                .satisfies(e -> assertThat(e.groupId()).isEqualTo(GROUP));
    }

    @Test
    void kafkaRefusesOtherUserWhoDeletesTheTopic() throws Exception {
        assertTopicRefused(
                () -> otherUser.ask(admin -> admin.deleteTopics(List.of(TOPIC)).all()));
        assertThat(tdpUser.listTopics()).contains(TOPIC);
        assertThat(tdpUser.firstRecord(TOPIC)).isEqualTo(SECRET);
    }

    @Test
    void kafkaHidesTheTopicFromOtherUser() throws Exception {
        assertTopicRefused(() -> otherUser.describe(TOPIC));
        assertThat(otherUser.listTopics()).noneMatch(name -> name.startsWith("tdp-user-"));
    }

    @Test
    void kafkaRefusesOtherUserWhoCreatesATopicUnderTdpUsersName() throws Exception {
        String forged = TOPIC + "-forged";
        assertTopicRefused(() -> otherUser.ask(admin ->
                admin.createTopics(List.of(new NewTopic(forged, 1, (short) 3))).all()));
        assertThat(tdpUser.listTopics()).doesNotContain(forged);
    }

    @Test
    void kafkaRefusesOtherUserWhoChangesTheTopic() {
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
        AlterConfigOp forgetAtOnce = new AlterConfigOp(new ConfigEntry("retention.ms", "1"), AlterConfigOp.OpType.SET);
        assertTopicRefused(
                () -> otherUser.ask(admin -> admin.incrementalAlterConfigs(Map.of(topic, List.of(forgetAtOnce)))
                        .all()));
    }

    @Test
    void kafkaLetsNoUserGrantRights() {
        AclBinding right = new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, TOPIC + "-granted", PatternType.LITERAL),
                new AccessControlEntry("User:other_user", "*", AclOperation.ALL, AclPermissionType.ALLOW));
        for (KafkaAttempts user : List.of(otherUser, tdpUser)) {
            assertThatExceptionOfType(ClusterAuthorizationException.class)
                    .isThrownBy(() ->
                            user.ask(admin -> admin.createAcls(List.of(right)).all()));
            assertThatExceptionOfType(ClusterAuthorizationException.class)
                    .isThrownBy(() -> user.ask(
                            admin -> admin.deleteAcls(List.of(right.toFilter())).all()));
        }
    }

    private static void assertTopicRefused(ThrowingCallable attempt) {
        assertThatExceptionOfType(TopicAuthorizationException.class).isThrownBy(attempt);
    }
}
