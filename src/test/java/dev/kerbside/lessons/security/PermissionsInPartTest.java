package dev.kerbside.lessons.security;

import static dev.kerbside.lessons.security.PermissionsPart.BROKERS_LOG;
import static dev.kerbside.lessons.security.PermissionsPart.FOLDER;
import static dev.kerbside.lessons.security.PermissionsPart.KDC_JOURNAL;
import static dev.kerbside.lessons.security.PermissionsPart.NAMENODE_LOG;
import static dev.kerbside.lessons.security.PermissionsPart.TOKEN;
import static dev.kerbside.lessons.security.PermissionsPart.TOPIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.Capability;
import dev.kerbside.Endpoints;
import dev.kerbside.Lab;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
import dev.kerbside.drills.Claims;
import dev.kerbside.folder.Json;
import dev.kerbside.steps.Narrator;
import dev.kerbside.steps.TutorialContext;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.testkit.LabThatCan;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lesson 27 as far as rights go: what may be left out where, that it is named, and that the rest is judged as ever. */
class PermissionsInPartTest {
    private static final Lab OWN =
            new LabThatCan(EnumSet.allOf(Capability.class), endpoints(List.of("nn/localhost", "kafka/localhost")));
    private static final Lab SOMEBODY_ELSES = new LabThatCan(Set.of(), endpoints(List.of()));

    /** What can be found with one user's rights. */
    private static final PermissionsFindings PARTIAL = new PermissionsFindings(
            null,
            new FolderTrial.Found("Permission denied: user=alice, access=WRITE", null, 16),
            PermissionsExpectationsTest.NUMBERS.size(),
            new DelegationToken.Found(
                    "alice", KafkaProbe.SERVED, List.of(), null, KafkaProbe.SERVED, "invalid credentials with SCRAM"),
            reasons(TOPIC, BROKERS_LOG, NAMENODE_LOG, KDC_JOURNAL));

    private final List<String> said = new ArrayList<>();

    private static Endpoints endpoints(List<String> services) {
        return new Endpoints(
                null,
                null,
                null,
                services,
                List.of("alice"),
                Principal.of("alice@EXAMPLE.ORG"),
                TutorialNames.TDP,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Map<PermissionsPart, String> reasons(PermissionsPart... parts) {
        Map<PermissionsPart, String> reasons = new EnumMap<>(PermissionsPart.class);
        for (PermissionsPart part : parts) {
            reasons.put(part, "of " + part.name());
        }
        return reasons;
    }

    private PermissionsParts parts(Lab lab) {
        Narrator narrator = new Narrator() {
            @Override
            public void say(String line) {
                said.add(line);
            }

            @Override
            public void progress(String line) {}
        };
        return new PermissionsParts(new TutorialContext(lab, () -> null, 0, narrator, Job.REFERENCE));
    }

    @Test
    void aLabOfItsOwnDoesEveryPart() {
        assertThat(PermissionsPart.values())
                .allMatch(part -> parts(OWN).allow(part))
                .noneMatch(part -> part.mayBeSkipped(OWN));
        assertThat(said).isEmpty();
        assertThatCode(() -> PermissionsExpectations.requireParts(PermissionsExpectationsTest.FOUND, OWN))
                .doesNotThrowAnyException();
    }

    @Test
    void onSomebodyElsesClusterEachPartThatIsLackingIsNamedWithItsReason() throws Exception {
        PermissionsParts parts = parts(SOMEBODY_ELSES);

        assertThat(parts.allow(TOPIC)).isFalse();
        assertThat(parts.<String>attempt(FOLDER, () -> "found" + parts.allow(NAMENODE_LOG)))
                .isEqualTo("foundfalse");
        assertThat(parts.<String>attempt(TOKEN, () -> {
                    throw new Refused("the brokers say: no");
                }))
                .isNull();

        assertThat(parts.skipped()).containsOnlyKeys(TOPIC, BROKERS_LOG, NAMENODE_LOG, TOKEN, KDC_JOURNAL);
        assertThat(said)
                .containsExactly(
                        "skipped: the right to read the topic, because ACLs are the cluster's own, and the lab changes them only where it has the keys of Kafka's superuser",
                        "skipped: what the brokers log, because this lab does not show the logs of its nodes",
                        "skipped: what the NameNode logs, because this lab does not show the logs of its nodes",
                        "skipped: the delegation token, because the brokers say: no",
                        "skipped: what the KDC is asked while the token is used, because this lab does not show the journal of its KDC");
    }

    /** With logs, and without what would be in them. */
    @Test
    void whatIsSeenOfAPartGoesWithIt() throws Exception {
        PermissionsParts parts = parts(new LabThatCan(EnumSet.allOf(Capability.class), endpoints(List.of())));
        assertThat(parts.<String>attempt(FOLDER, () -> {
                    throw new Refused("no");
                }))
                .isNull();
        assertThat(parts.skipped())
                .containsExactlyInAnyOrderEntriesOf(Map.of(FOLDER, "no", NAMENODE_LOG, "nothing of it is done"));
    }

    @Test
    void findingsWithPartsLeftOutAreReadAsTheyWereWritten() throws Exception {
        assertThat(Json.parse(Json.text(PARTIAL), PermissionsFindings.class)).isEqualTo(PARTIAL);
        assertThat(PARTIAL.skippedLines())
                .hasSize(4)
                .first()
                .isEqualTo("the right to read the topic, because of TOPIC");
    }

    @Test
    void whatWasDoneIsClaimedAndTheRestIsNot() {
        Claims claims = new Claims();
        PermissionsExpectations.requireParts(PARTIAL, SOMEBODY_ELSES);
        PermissionsExpectations.claim(PARTIAL, PermissionsExpectationsTest.NUMBERS, "alice", claims);
        DelegationToken.judge(PARTIAL.token(), null, claims);
        assertThat(claims.held())
                .containsExactly(
                        "the right to the folder is taken, and it ends: Permission denied: user=alice, access=WRITE",
                        "bytes of a file that was open then, and was written to its end: 16",
                        "each time the right was given back and the job started again: 90 numbers in HDFS, each once",
                        "the token's holder is to Kafka: alice",
                        "with the token, no keytab and no ticket, the job is: served",
                        "it has read every number once",
                        "the token has expired, a client that is connected: served",
                        "a job that starts with it: invalid credentials with SCRAM");
    }

    @Test
    void whatWasDoneInPartIsJudgedAsEver() {
        assertThatThrownBy(() -> PermissionsExpectations.claim(
                        PARTIAL, PermissionsExpectationsTest.NUMBERS, "bob", new Claims()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("The right to the folder was taken, and the job says: Permission denied");
        assertThatThrownBy(() -> PermissionsExpectations.claim(PARTIAL, List.of(0L), "alice", new Claims()))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("Not in the lesson's folder in HDFS exactly once");
    }

    @ParameterizedTest
    @EnumSource
    void aLabThatCanDoItMustHaveDoneIt(PermissionsPart part) {
        TopicTrial.Found topic = PermissionsExpectationsTest.TOPIC;
        FolderTrial.Found folder = PermissionsExpectationsTest.FOLDER;
        DelegationToken.Found token = PermissionsExpectationsTest.TOKEN;
        PermissionsFindings without = new PermissionsFindings(
                part == TOPIC
                        ? null
                        : new TopicTrial.Found(
                                topic.never(), topic.revoked(), part == BROKERS_LOG ? null : topic.brokersSaid()),
                part == FOLDER
                        ? null
                        : new FolderTrial.Found(
                                folder.revoked(),
                                part == NAMENODE_LOG ? null : folder.nameNodeSaid(),
                                folder.openFile()),
                90,
                part == TOKEN
                        ? null
                        : new DelegationToken.Found(
                                token.tokenOwner(),
                                token.read(),
                                token.lostOrDoubled(),
                                part == KDC_JOURNAL ? null : token.asked(),
                                token.connected(),
                                token.expired()),
                reasons(part));
        assertThatThrownBy(() -> PermissionsExpectations.requireParts(without, OWN))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("This lab can do all of it, and did not do %s, because of %s", part, part.name());
    }

    @Test
    void aPartThatIsMissingWithoutAReasonIsNoFinding() {
        PermissionsFindings silent = new PermissionsFindings(null, PARTIAL.folder(), 90, PARTIAL.token(), Map.of());
        assertThatThrownBy(() -> PermissionsExpectations.requireParts(silent, SOMEBODY_ELSES))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("not whole: the right to read the topic");
    }

    @Test
    void whereNothingCouldBeDoneTheLessonDoesNotHold() {
        PermissionsFindings nothing = new PermissionsFindings(null, null, 30, null, reasons(PermissionsPart.values()));
        assertThatThrownBy(() -> PermissionsExpectations.requireParts(nothing, SOMEBODY_ELSES))
                .isInstanceOf(LabException.class)
                .hasMessageContainingAll("Nothing of this lesson could be done here", "of FOLDER", "of TOKEN");
    }
}
