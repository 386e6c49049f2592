package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is right in another way is not refused. A class of its own, so that another JVM may take it than the mistakes. */
class OtherWaysTest extends DrillTrial {
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
