package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AsTypedTest {
    @Test
    void aCommandIsShownAsTheLabWasCalled() {
        assertThat(AsTyped.of("Go on with: lab up --detach, then lab step show", "lab/bin/lab"))
                .isEqualTo("Go on with: lab/bin/lab up --detach, then lab/bin/lab step show");
    }

    @Test
    void otherWordsStay() {
        String text = "the lab shell; lab/bin/lab up; /opt/lab up; the lab is ready; kafka-lab down; lab fly";
        assertThat(AsTyped.of(text, "LAB")).isEqualTo(text);
    }
}
