package dev.kerbside.lessons.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.lessons.eventtime.WatermarkRun.Batch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Spark made is compared with the rule, hour by hour and micro-batch by micro-batch. */
class WatermarkRunTest {
    private static final Batch FIRST = new Batch(3, "1970-01-01T00:00:00Z", 0, 2);
    private static final Batch SECOND = new Batch(4, "2024-01-01T00:10:00Z", 1, 5);
    private static final String HOUR = "2024-01-01T00:00:00Z";
    private static final String LATER = "2024-01-01T01:00:00Z";
    private static final WatermarkRun RUN = new WatermarkRun(Map.of(HOUR, 6L, LATER, 1L), List.of(FIRST, SECOND));

    @Test
    void itsSumsAreThoseOfItsHoursAndMicroBatches() {
        WatermarkRun run = new WatermarkRun(RUN.shown(), List.of(SECOND, SECOND, FIRST));
        assertThat(run.trips()).isEqualTo(7);
        assertThat(run.dropped()).isEqualTo(2);
        assertThat(run.kept()).isEqualTo(2);
    }

    @Test
    void theSameDiffersNowhere() {
        assertThat(RUN.difference(new WatermarkRun(RUN.shown(), RUN.batches()))).isEmpty();
    }

    @Test
    void aMicroBatchThatIsMissingTooManyOrOtherwiseIsNamed() {
        WatermarkRun one = new WatermarkRun(RUN.shown(), List.of(FIRST));
        assertThat(one.difference(RUN)).hasValue("micro-batch 1 is null, expected " + SECOND);
        assertThat(RUN.difference(one)).hasValue("micro-batch 1 is " + SECOND + ", expected null");
        assertThat(RUN.difference(new WatermarkRun(RUN.shown(), List.of(SECOND, FIRST))))
                .hasValue("micro-batch 0 is " + FIRST + ", expected " + SECOND);
    }

    @Test
    void anHourThatIsMissingTooManyOrOtherwiseIsNamed() {
        WatermarkRun one = new WatermarkRun(Map.of(HOUR, 6L), RUN.batches());
        assertThat(one.difference(RUN)).hasValue(LATER + " shows null trips, expected 1");
        assertThat(RUN.difference(one)).hasValue(LATER + " shows 1 trips, expected null");
        assertThat(RUN.difference(new WatermarkRun(Map.of(HOUR, 7L, LATER, 1L), RUN.batches())))
                .hasValue(HOUR + " shows 6 trips, expected 7");
    }
}
