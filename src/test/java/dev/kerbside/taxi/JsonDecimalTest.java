package dev.kerbside.taxi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Numbers as bytes: the short way for cents says what the long way says. */
class JsonDecimalTest {
    private final JsonDecimal decimal = new JsonDecimal();

    @Test
    void centsAreWrittenAsTheLongWayWritesThem() {
        Random random = new Random(7);
        DoubleStream cents = LongStream.rangeClosed(0, 200_000).mapToDouble(value -> value / 100.0);
        DoubleStream anywhere = random.doubles(200_000, -200_000, 200_000);
        DoubleStream sums = random.doubles(200_000, 0, 1_000).map(value -> Math.rint(value) / 10 + 0.16);
        DoubleStream.of(99_999.99, 100_000, 100_000.01, 1e15 + 0.5, -0.01, 0.005, 0.015, 20.160000000000004)
                .forEach(this::sameAsTheLongWay);
        DoubleStream.concat(cents, DoubleStream.concat(anywhere, sums)).forEach(this::sameAsTheLongWay);
    }

    private void sameAsTheLongWay(double value) {
        String places = "%010d".formatted(JsonDecimal.fraction(value)).replaceFirst("0{1,9}$", "");
        assertThat(text(decimal.set(value)))
                .isEqualTo((value < 0 ? "-" : "") + JsonDecimal.whole(value) + "." + places);
    }

    @Test
    void wholeNumbersAreWrittenWithoutAPoint() {
        LongStream.of(0, 7, 10, -10, 1_640_995_200_000L, Long.MAX_VALUE, Long.MIN_VALUE)
                .forEach(value -> assertThat(text(decimal.set(value))).isEqualTo(Long.toString(value)));
    }

    private static String text(JsonDecimal number) {
        return new String(number.bytes(), number.offset(), number.length(), StandardCharsets.US_ASCII);
    }
}
