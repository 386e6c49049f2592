package dev.kerbside.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SuiteBenchTest {
    @Test
    void aPhaseBeginsWithTheLineThatMavenWrites() {
        assertThat(SuiteBench.beginning("[INFO] --- surefire:3.5.4:test (default-test) @ kerbside ---"))
                .contains("surefire:test");
        assertThat(SuiteBench.beginning("[INFO] --- failsafe:3.5.4:integration-test (default) @ kerbside ---"))
                .contains("failsafe:integration-test");
    }

    @Test
    void otherLinesBeginNone() {
        assertThat(SuiteBench.beginning("[INFO] Tests run: 13, Failures: 0")).isEmpty();
        assertThat(SuiteBench.beginning("[INFO] -----------------------< dev.kerbside:kerbside >----"))
                .isEmpty();
    }
}
