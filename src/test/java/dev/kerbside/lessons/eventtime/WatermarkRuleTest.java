package dev.kerbside.lessons.eventtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.lessons.eventtime.WatermarkRun.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Spark's rule of late rows, in cases worked out by hand: each micro-batch is a text of drop-off times of one day. */
class WatermarkRuleTest {
    private static final Duration DELAY = Duration.ofMinutes(10);
    private static final String NEVER = "1970-01-01T00:00:00Z";

    /** The trips of lesson 20's page, as they arrive. */
    private static final String[] ARRIVAL = {
        "00:20 01:25 00:40", "00:48 01:40 01:05", "00:50 00:55 01:10", "02:30 01:50 00:30"
    };

    @Test
    void theTripsOfThePageComeToWhatItsTableSays() {
        WatermarkRun update = run("update", ARRIVAL);
        assertThat(update.batches())
                .containsExactly(
                        new Batch(3, NEVER, 0, 2),
                        new Batch(3, at("01:15"), 0, 1),
                        new Batch(3, at("01:30"), 1, 1),
                        new Batch(3, at("01:30"), 1, 2),
                        new Batch(0, at("02:20"), 0, 1));
        assertThat(update.shown()).isEqualTo(Map.of(at("00:00"), 3L, at("01:00"), 5L, at("02:00"), 1L));
        assertThat(run("append", ARRIVAL).shown()).isEqualTo(Map.of(at("00:00"), 3L, at("01:00"), 5L));
        assertThat(run("append", ARRIVAL).batches()).isEqualTo(update.batches());
    }

    @Test
    void thePagesOtherOrdersComeToWhatItSays() {
        assertThat(run("append", "00:20 00:30 00:40", "00:48 00:50 00:55", "01:05 01:10 01:25", "01:40 01:50 02:30")
                        .shown())
                .isEqualTo(Map.of(at("00:00"), 6L, at("01:00"), 5L));
        String future = "2098-01-01T00:15:00Z";
        WatermarkRun clock = run("update", "00:20 00:30 " + future, "00:40 00:48 00:50", "00:55 01:05");
        assertThat(clock.shown()).isEqualTo(Map.of(at("00:00"), 5L, "2098-01-01T00:00:00Z", 1L));
        assertThat(clock.kept()).isEqualTo(1);
    }

    @Test
    void theDelayDecidesHowLateATripMayBe() {
        WatermarkRun patient = WatermarkRule.apply("update", Duration.ofHours(2), input(ARRIVAL));
        assertThat(patient.batches())
                .extracting(Batch::watermark)
                .containsExactly(
                        NEVER, "2023-12-31T23:25:00Z", "2023-12-31T23:40:00Z", "2023-12-31T23:40:00Z", at("00:30"));
        assertThat(patient.trips()).isEqualTo(12);
        assertThat(patient.dropped()).isZero();
    }

    @Test
    void theWatermarkIsTheLatestTimeOfTheMicroBatchesBeforeLessTheDelayWhateverTheirOrder() {
        assertThat(run("update", "02:00 03:00 01:00", "01:30", "03:05 03:01").batches())
                .extracting(Batch::watermark)
                .containsExactly(NEVER, at("02:50"), at("02:50"), at("02:55"));
    }

    @Test
    void theWatermarkIsNeverBefore1970() {
        assertThat(WatermarkRule.apply("update", DELAY, List.of(List.of(Instant.EPOCH.plusSeconds(60)), List.of()))
                        .batches())
                .containsExactly(new Batch(1, NEVER, 0, 1), new Batch(0, NEVER, 0, 1));
    }

    /** Hour 00 is over for the second micro-batch, whose own watermark is 01:50, but not for the one before it. */
    @Test
    void aTripIsLateByTheWatermarkOfTheMicroBatchBeforeItsOwn() {
        WatermarkRun run = run("update", "00:20 02:00", "00:40", "00:50");
        assertThat(run.shown()).containsEntry(at("00:00"), 2L);
        assertThat(run.batches()).extracting(Batch::dropped).containsExactly(0L, 0L, 1L);
    }

    /** The watermark is the last trip's time less ten minutes. */
    @ParameterizedTest
    @CsvSource({"01:09:59.999, 0, 2, 2", "01:10, 1, 1, 1", "01:10:00.001, 1, 1, 1"})
    void anHourIsOverOnceTheWatermarkHasReachedItsEnd(String last, long dropped, long shown, long kept) {
        WatermarkRun run = run("update", "00:20 " + last, "", "00:59");
        assertThat(run.dropped()).isEqualTo(dropped);
        assertThat(run.shown()).containsEntry(at("00:00"), shown);
        assertThat(run.batches()).extracting(Batch::kept).containsExactly(2L, kept, kept);
    }

    @Test
    void aTripOlderThanTheWatermarkIsCountedIfItsHourIsNotOver() {
        WatermarkRun run = run("update", "01:50", "01:50", "01:01");
        assertThat(run.dropped()).isZero();
        assertThat(run.shown()).containsOnly(Map.entry(at("01:00"), 3L));
    }

    @Test
    void lateTripsAreDroppedAsOneRowAnHourAndReadAllTheSame() {
        WatermarkRun run = run("update", "04:00", "", "00:10 00:20 00:30 02:05 03:20 04:01");
        assertThat(run.batches().get(2)).isEqualTo(new Batch(6, at("03:50"), 2, 2));
        assertThat(run.shown()).isEqualTo(Map.of(at("03:00"), 1L, at("04:00"), 2L));
    }

    @Test
    void appendShowsAnHourOnlyWhenItLeavesTheState() {
        assertThat(run("append", "00:20", "00:40 01:09").shown()).isEmpty();
        assertThat(run("append", "00:20", "00:40 01:10").shown()).containsOnly(Map.entry(at("00:00"), 2L));
    }

    @Test
    void updateShowsAnHourThatLeavesAtOnce() {
        WatermarkRun run = run("update", "02:00", "00:30");
        assertThat(run.shown()).containsEntry(at("00:00"), 1L);
        assertThat(run.kept()).isEqualTo(1);
    }

    @Test
    void oneMicroBatchWithoutRowsFollowsIfTheWatermarkMovedAfterTheLastRows() {
        assertThat(run("append", "00:20").batches())
                .containsExactly(new Batch(1, NEVER, 0, 1), new Batch(0, at("00:10"), 0, 1));
        assertThat(run("append", "00:20", "00:15").batches()).hasSize(2);
        assertThat(run("append", "00:20", "00:21").batches()).hasSize(3);
    }

    @Test
    void inCompleteModeNothingIsLateAndNothingLeavesAndNothingFollows() {
        WatermarkRun complete = run("complete", ARRIVAL);
        assertThat(complete.batches())
                .containsExactly(
                        new Batch(3, NEVER, 0, 2),
                        new Batch(3, at("01:15"), 0, 2),
                        new Batch(3, at("01:30"), 0, 2),
                        new Batch(3, at("01:30"), 0, 3));
        assertThat(complete.shown()).isEqualTo(Map.of(at("00:00"), 6L, at("01:00"), 5L, at("02:00"), 1L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "append"})
    void whatIsLateDependsOnHowTheTripsAreCut(String mode) {
        assertThat(run(mode, ARRIVAL).dropped()).isEqualTo(2);
        assertThat(run(mode, ARRIVAL[0] + " " + ARRIVAL[1], ARRIVAL[2] + " " + ARRIVAL[3])
                        .dropped())
                .isZero();
    }

    private static WatermarkRun run(String mode, String... batches) {
        return WatermarkRule.apply(mode, DELAY, input(batches));
    }

    private static List<List<Instant>> input(String... batches) {
        return Arrays.stream(batches)
                .map(batch -> Arrays.stream(batch.split(" "))
                        .filter(time -> !time.isEmpty())
                        .map(time -> Instant.parse(time.endsWith("Z") ? time : at(time)))
                        .toList())
                .toList();
    }

    /** As an {@link Instant} writes it. */
    private static String at(String time) {
        return Instant.parse("2024-01-01T" + (time.length() == 5 ? time + ":00" : time) + "Z")
                .toString();
    }
}
