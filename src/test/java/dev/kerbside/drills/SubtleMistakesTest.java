package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is nearly right is refused, and what is right in another way is not. */
class SubtleMistakesTest extends DrillTrial {
    static Stream<Mistake> mistakes() {
        return SubtleMistakes.all();
    }

    static Stream<Mistake> otherWays() {
        return OtherWays.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherWays")
    void theDrillAccepts(Mistake right) throws Exception {
        assumeTrue(
                right.java().lacking() == null, "not in Java: " + right.java().lacking());
        assertThat(verdict(right)).isNull();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("otherWays")
    void theDrillAcceptsInPython(Mistake right) throws Exception {
        assertThat(verdictInPython(right)).isNull();
    }
}
