package dev.kerbside.lessons.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.drills.Claims;
import dev.kerbside.lessons.failures.DeliveryEvidence.Balance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is lost and what is there twice is counted, and either one fails the check. */
class DeliveryEvidenceTest {
    private static final Balance EXACT = new Balance(10, 0, 0);

    @Test
    void countsWhatIsMissingAndWhatIsThereMoreOftenThanItShould() {
        Balance balance = DeliveryEvidence.balance(Map.of("a", 3, "b", 1, "x", 1), Map.of("a", 1, "b", 2, "c", 1));
        assertThat(balance).isEqualTo(new Balance(5, 2, 3));
    }

    @Test
    void holdsIfNothingIsLostOrTwice() {
        Claims claims = new Claims();
        evidence(EXACT, EXACT, List.of()).claim("seed 1", claims);
        assertThat(claims.held()).hasSize(3);
    }

    @Test
    void failsForATripThatIsMissingInTheTopic() {
        assertFails(evidence(new Balance(9, 1, 0), EXACT, List.of()), "the topic has 9 trips; 1 of 10 were lost");
    }

    @Test
    void failsForATripThatIsTwiceInTheTopic() {
        assertFails(evidence(new Balance(11, 0, 1), EXACT, List.of()), "0 of 10 were lost, 1 came twice");
    }

    @Test
    void failsForATripThatIsMissingInHdfs() {
        assertFails(
                evidence(EXACT, new Balance(9, 1, 0), List.of()),
                "Parquet files in HDFS have 9 trips; 1 of 10 were lost");
    }

    @Test
    void failsForATripThatIsTwiceInHdfs() {
        assertFails(evidence(EXACT, new Balance(11, 0, 1), List.of()), "0 of 10 were lost, 1 came twice");
    }

    @Test
    void failsForATableThatDiffersFromTheOracles() {
        assertFails(
                evidence(EXACT, EXACT, List.of("10:00 Queens: TripCount 3, expected 4")), "TripCount 3, expected 4");
    }

    @Test
    void failsForABadRecordThatNobodySent() {
        DeliveryEvidence evidence =
                new DeliveryEvidence(10, EXACT, EXACT, List.of(), 100, 1, 0, LetterEvidence.none(Set.of("a-0-1")));
        assertFails(evidence, "of 0 bad records that were sent the topic has 1");
    }

    private static DeliveryEvidence evidence(Balance topic, Balance trips, List<String> differences) {
        return new DeliveryEvidence(10, topic, trips, differences, 100, 1, 0, LetterEvidence.none(Set.of()));
    }

    private static void assertFails(DeliveryEvidence evidence, String words) {
        assertThatThrownBy(() -> evidence.claim("seed 1", new Claims())).hasMessageContaining(words);
    }
}
