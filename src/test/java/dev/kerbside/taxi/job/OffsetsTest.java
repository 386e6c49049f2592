package dev.kerbside.taxi.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Places in a topic, whose partitions may become more. */
class OffsetsTest {
    private static final Offsets FIRST = Offsets.parse("{\"a\":{\"0\":10,\"1\":20}}");
    private static final Offsets LATER = Offsets.parse("{\"a\":{\"0\":10,\"1\":25,\"2\":7}}");

    @Test
    void theTextIsSparks() {
        assertThat(LATER.json()).isEqualTo("{\"a\":{\"0\":10,\"1\":25,\"2\":7}}");
        assertThat(LATER.of("a")).isEqualTo(Map.of(0, 10L, 1, 25L, 2, 7L));
        assertThat(LATER.of("b")).isEmpty();
        assertThatThrownBy(() -> Offsets.parse("{\"a\":3}")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlaceReachesAnotherInEachPartition() {
        assertThat(LATER.reaches(FIRST)).isTrue();
        assertThat(FIRST.reaches(LATER)).isFalse();
        assertThat(FIRST.reaches(Offsets.parse("{\"a\":{\"2\":0}}"))).isTrue();
        assertThat(FIRST.orLater(Offsets.parse("{\"a\":{\"0\":12,\"1\":1,\"2\":7}}")))
                .isEqualTo(Offsets.parse("{\"a\":{\"0\":12,\"1\":20,\"2\":7}}"));
        assertThat(LATER.since(FIRST)).isEqualTo(12);
    }

    /** Only the partitions with records between the two; a new one from its earliest record, which is -2 for Spark. */
    @Test
    void sparkIsToldToReadWhatLiesBetween() {
        assertThat(FIRST.reading(LATER))
                .isEqualTo(Map.of(
                        "assign", "{\"a\":[1,2]}",
                        "startingOffsets", "{\"a\":{\"1\":20,\"2\":-2}}",
                        "endingOffsets", "{\"a\":{\"1\":25,\"2\":7}}"));
    }
}
