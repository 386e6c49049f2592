package dev.kerbside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kerbside.steps.StepResult.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepResultTest {
    @Test
    void aPassedStepHasNoReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepResult("06-parse", "Parse", Outcome.PASSED, 1, List.of(), "because"))
                .withMessageContaining("06-parse is passed with reason because");
    }

    @ParameterizedTest
    @EnumSource(names = {"FAILED", "SKIPPED"})
    void aStepThatDidNotPassSaysWhy(Outcome outcome) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepResult("06-parse", "Parse", outcome, 1, List.of(), null))
                .withMessageContaining("06-parse is " + outcome);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.001, Double.NaN, Double.POSITIVE_INFINITY})
    void aTimeThatIsNoDurationIsRefused(double seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StepResult("06-parse", "Parse", Outcome.PASSED, seconds, List.of(), null))
                .withMessageContaining("06-parse took " + seconds);
    }

    @Test
    void laterChangesOfTheListOfClaimsDoNotReachTheResult() {
        var claims = new ArrayList<>(List.of("a"));
        var result = new StepResult("06-parse", "Parse", Outcome.PASSED, 0, claims, null);
        claims.add("b");
        assertThat(result.checked()).containsExactly("a");
    }
}
