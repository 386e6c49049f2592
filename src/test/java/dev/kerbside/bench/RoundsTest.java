package dev.kerbside.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final Instant LATER = Instant.now().plusSeconds(86_400);

    @Test
    void withTimeThereAreAsManyAsAskedFor() {
        Rounds rounds = new Rounds(3, LATER);

        assertThat(taken(rounds)).isEqualTo(3);
        assertThat(rounds).hasToString("round 3 of 3");
    }

    @Test
    void withoutTimeThereAreTwoAllTheSame() {
        assertThat(taken(new Rounds(3, Instant.now()))).isEqualTo(2);
    }

    @Test
    void noMoreThanAskedForWithoutTimeEither() {
        assertThat(taken(new Rounds(1, Instant.now()))).isOne();
    }

    private static int taken(Rounds rounds) {
        int taken = 0;
        while (rounds.another()) {
            taken++;
        }
        return taken;
    }
}
