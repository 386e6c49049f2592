package dev.kerbside.lessons.security;

import static dev.kerbside.lessons.security.KafkaProbe.SERVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.lessons.Judged;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a right that is taken does: who says so, in which words, and that no number is lost by it. */
class PermissionsExpectationsTest {
    static final List<Long> NUMBERS = LongStream.range(0, 90).boxed().toList();

    private static final String NO_RIGHT = "Topic authorization failed";
    private static final String DENIED = "Principal = User:other_user is Denied operation = READ";
    private static final String REFUSED = "allowed=false\tugi=tdp_user@REALM.TDP (auth:KERBEROS)";

    static final TopicTrial.Found TOPIC = new TopicTrial.Found(
            NO_RIGHT,
            NO_RIGHT,
            List.of("12:00:00 INFO authorizer - " + DENIED, "12:00:01 INFO authorizer - " + DENIED));
    static final FolderTrial.Found FOLDER = new FolderTrial.Found(
            "Permission denied: user=tdp_user, access=EXECUTE",
            List.of("12:00:02 INFO audit - " + REFUSED, "12:00:03 INFO audit - " + REFUSED),
            16);
    static final DelegationToken.Found TOKEN = new DelegationToken.Found(
            "other_user", SERVED, List.of(), List.of(), SERVED, "invalid credentials with SCRAM");

    /** As it must be. */
    static final PermissionsFindings FOUND = new PermissionsFindings(TOPIC, FOLDER, NUMBERS.size(), TOKEN, Map.of());

    private static final Judged<PermissionsFindings> PERMISSIONS = new Judged<>(
            PermissionsFindings.class,
            FOUND,
            (found, claims) -> PermissionsExpectations.claim(found, NUMBERS, "tdp_user", claims));

    @Test
    void whatIsClaimedHasTheWordsOfTheJobAndOfTheServers() throws Exception {
        assertThat(PERMISSIONS.held())
                .containsExactly(
                        "a job without the right to read: " + NO_RIGHT,
                        "the right is taken while it runs, and it ends: " + NO_RIGHT,
                        "a broker's log: " + DENIED,
                        "the right to the folder is taken, and it ends: Permission denied: user=tdp_user, access=EXECUTE",
                        "the NameNode's log: allowed=false ugi=tdp_user@REALM.TDP (auth:KERBEROS)",
                        "bytes of a file that was open then, and was written to its end: 16",
                        "each time the right was given back and the job started again: 90 numbers in HDFS, each once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stopped", "Group authorization failed", NO_RIGHT + " for another reason"})
    void aJobWithoutTheRightToReadSaysSoToTheLetter(String says) throws Exception {
        PERMISSIONS.refuses("/topic/never", says, "A job without the right to read says: " + says);
        PERMISSIONS.refuses("/topic/revoked", says, "The right to read was taken, and the job says: " + says);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stopped",
                "Permission denied: user=other_user, access=EXECUTE",
                "Permission denied: user=tdp_user2, access=EXECUTE",
                "No: Permission denied: user=tdp_user"
            })
    void aJobWithoutTheRightToItsFolderIsDeniedByItsName(String says) throws Exception {
        PERMISSIONS.refuses("/folder/revoked", says, "The right to the folder was taken, and the job says: " + says);
    }

    @Test
    void everyLineOfTheBrokersNamesTheReader() throws Exception {
        PERMISSIONS.refuses("/topic/brokersSaid", List.of(), "The brokers' logs: []");
        PERMISSIONS.refuses(
                "/topic/brokersSaid/1", "Principal = User:tdp_user is Denied", "The brokers' logs: [12:00:00");
    }

    @Test
    void everyLineOfTheNameNodeNamesTheWriterInFull() throws Exception {
        PERMISSIONS.refuses("/folder/nameNodeSaid", List.of(), "The NameNode's log: []");
        PERMISSIONS.refuses(
                "/folder/nameNodeSaid/1", "allowed=false ugi=tdp_user (auth:SIMPLE)", "The NameNode's log: [12:00");
    }

    @Test
    void theOpenFileHasAllThatWasWrittenIntoIt() throws Exception {
        PERMISSIONS.refuses("/folder/openFile", 6, "written to its end is 6, expected 16");
    }

    @Test
    void eachNumberThatWasSentIsWrittenOnce() throws Exception {
        String words = "Not in the lesson's folder in HDFS exactly once: ";
        PERMISSIONS.refuses("/sent", 91, words + "[90]");
        PERMISSIONS.refuses("/sent", 89, words + "[89]");
    }

    @Test
    void aNumberIsWrongIfItIsMissingDoubledOrNeverSent() {
        assertThat(NumberStream.wrong(List.of(2L, 0L, 1L), 3)).isEmpty();
        assertThat(NumberStream.wrong(List.of(0L, 0L, 3L), 3)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(NumberStream.wrong(
                        Stream.concat(NUMBERS.stream(), Stream.of(7L)).toList(), 90))
                .containsExactly(7L);
    }
}
