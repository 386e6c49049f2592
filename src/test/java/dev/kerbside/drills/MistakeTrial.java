package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.Wording;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes, which the drill of their step names in each language. */
abstract class MistakeTrial extends DrillTrial {
    /** Refused, and told what is wrong; {@code mistakes()} is the test's own. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theDrillNames(Mistake mistake) throws Exception {
        assumeTrue(
                mistake.java().lacking() == null,
                "not in Java: " + mistake.java().lacking());
        assertSays(verdict(mistake), mistake.says());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void theDrillNamesInPython(Mistake mistake) throws Exception {
        Throwable verdict = verdictInPython(mistake);
        assertSays(
                verdict,
                mistake.saysInPython().isEmpty()
                        ? mistake.says().stream().map(Wording.PYTHON::said).toList()
                        : mistake.saysInPython());
        assertThat(verdict.getMessage()).doesNotContainPattern(JavaNames.PATTERN);
    }

    private static void assertSays(Throwable verdict, List<String> words) {
        assertThat(verdict).isInstanceOf(LabException.class);
        assertThat(verdict.getMessage()).contains(words);
    }
}
