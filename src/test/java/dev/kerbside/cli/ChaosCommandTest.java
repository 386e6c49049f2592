package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number that makes no sense is refused with those that do. */
class ChaosCommandTest {
    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 60_001})
    void refusesANumberOutOfRange(long given) {
        assertThatThrownBy(() -> ChaosCommand.require("--malformed", given, 2, 60_000))
                .hasMessage("--malformed %,d is out of range: give a number from 2 to 60,000.".formatted(given));
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 50, 60_000})
    void takesOneInRange(long given) {
        assertThatCode(() -> ChaosCommand.require("--malformed", given, 2, 60_000))
                .doesNotThrowAnyException();
    }
}
