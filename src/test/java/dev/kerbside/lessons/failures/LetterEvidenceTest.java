package dev.kerbside.lessons.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.drills.Claims;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each bad record has a dead letter; to have several is no fault, and is counted. */
class LetterEvidenceTest {
    private static final Set<String> BAD = Set.of("a-0-1", "a-1-5");

    @Test
    void holdsIfEachIsKeptOnceOrMoreOften() {
        LetterEvidence evidence = LetterEvidence.of(2, BAD, Map.of("a-0-1", 3L, "a-1-5", 1L));
        Claims claims = new Claims();
        evidence.claim("seed 1", claims);
        assertThat(evidence).isEqualTo(new LetterEvidence(2, 2, 0, 2, 0));
        assertThat(claims.held())
                .singleElement()
                .asString()
                .contains("each of the 2 bad records", "(2 letters are repeated)");
    }

    @Test
    void failsForOneThatHasNone() {
        assertFails(LetterEvidence.of(2, BAD, Map.of("a-0-1", 2L)), "1 of these have no dead letter");
    }

    @Test
    void failsForALetterOfAnotherRecord() {
        assertFails(
                LetterEvidence.of(2, BAD, Map.of("a-0-1", 1L, "a-1-5", 1L, "a-0-2", 1L)),
                "1 dead letters are of other records");
    }

    @Test
    void failsForOneThatDidNotGetIntoTheTopic() {
        assertFails(
                LetterEvidence.of(3, BAD, Map.of("a-0-1", 1L, "a-1-5", 1L)),
                "of 3 bad records that were sent the topic has 2");
    }

    @Test
    void everySoManyThRecordIsBadAndNoTripIsLeftOut() {
        List<byte[]> trips = IntStream.range(0, 10)
                .mapToObj(trip -> Integer.toString(trip).getBytes(StandardCharsets.UTF_8))
                .toList();
        SpoiltRecords records = new SpoiltRecords(trips.iterator(), 3);
        List<String> sent = new ArrayList<>();
        records.forEachRemaining(record -> sent.add(new String(record, StandardCharsets.UTF_8)));
        assertThat(records.bad()).isEqualTo(4);
        assertThat(sent.get(2)).isEqualTo("vendor=2;distance=1.3");
        assertThat(sent.stream().filter(record -> record.length() == 1))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(new SpoiltRecords(trips.iterator(), 0)).toIterable().hasSize(10);
    }

    private static void assertFails(LetterEvidence evidence, String words) {
        assertThatThrownBy(() -> evidence.claim("seed 1", new Claims())).hasMessageContaining(words);
    }
}
