package dev.kerbside.lessons.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.lessons.failures.DeliveryEvidence.Balance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rounds are added up, and the recoveries of all are put in one order. */
class ChaosTest {
    @Test
    void addsUpRounds() {
        Chaos.Total total =
                Chaos.Total.of(List.of(round(3, List.of(9L, 2L, 7L), 0, 0), round(2, List.of(5L, 1L), 1, 4)));
        assertThat(total).isEqualTo(new Chaos.Total(2, 5, 2, 200, 2, 8, 8, 2, List.of(1L, 5L, 9L)));
    }

    private static Chaos.Round round(int kills, List<Long> recoveries, long lost, long duplicated) {
        Balance balance = new Balance(100, lost, duplicated);
        return new Chaos.Round(
                new ChaosOutcome(Fault.JOB, StateStore.MEMORY, 1, kills, 100, 4, 1, kills + 1, recoveries),
                new DeliveryEvidence(100, balance, balance, List.of(), 0, 1, 0, new LetterEvidence(4, 4, 0, 1, 0)));
    }
}
