package dev.kerbside.taxi.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What the dead letters pass over, and what is read again for them. */
class StretchTest {
    private static Offsets at(long offset) {
        return Offsets.parse("{\"trips\":{\"0\":%d}}".formatted(offset));
    }

    private static Offsets at(long one, long other) {
        return Offsets.parse("{\"trips\":{\"0\":%d,\"1\":%d}}".formatted(one, other));
    }

    private static Stretch.Read clean(long start, long end) {
        return new Stretch.Read(at(start), at(end), true);
    }

    private static Stretch.Read bad(long start, long end) {
        return new Stretch.Read(at(start), at(end), false);
    }

    private static Stretch passed(long from, long to) {
        return new Stretch(at(from), at(to), false);
    }

    private static Stretch again(long from, long to) {
        return new Stretch(at(from), at(to), true);
    }

    private static List<Stretch> from(long position, Stretch.Read... batches) {
        return Stretch.of(at(position), List.of(batches));
    }

    @Test
    void cleanBatchesArePassedOver() {
        assertThat(from(0)).isEmpty();
        assertThat(from(0, clean(0, 5), clean(5, 9))).containsExactly(passed(0, 9));
    }

    @Test
    void aBatchThatIsNotCleanIsReadAgainAndItsNeighboursAreNot() {
        assertThat(from(0, clean(0, 5), bad(5, 9), clean(9, 12)))
                .containsExactly(passed(0, 5), again(5, 9), passed(9, 12));
    }

    @Test
    void neighboursThatAreNotCleanAreReadInOne() {
        assertThat(from(3, bad(3, 5), bad(5, 9))).containsExactly(again(3, 9));
    }

    @Test
    void whatIsMissingBeforeABatchIsReadAgainWithIt() {
        assertThat(from(3, clean(5, 9), clean(9, 12))).containsExactly(again(3, 9), passed(9, 12));
        assertThat(from(3, clean(3, 5), clean(8, 9))).containsExactly(passed(3, 5), again(5, 9));
    }

    @Test
    void whatLiesBeforeThePositionIsNotReadAgain() {
        assertThat(from(9, bad(0, 5), clean(5, 9))).isEmpty();
        assertThat(from(7, bad(5, 9))).containsExactly(again(7, 9));
        assertThat(from(7, clean(5, 9))).containsExactly(passed(7, 9));
    }

    @Test
    void aGapInOnePartitionIsEnough() {
        Stretch.Read batch = new Stretch.Read(at(5, 6), at(9, 9), true);
        assertThat(Stretch.of(at(5, 5), List.of(batch))).containsExactly(new Stretch(at(5, 5), at(9, 9), true));
        assertThat(Stretch.of(at(8, 7), List.of(batch))).containsExactly(new Stretch(at(8, 7), at(9, 9), false));
    }

    @Test
    void aPartitionIsAddedWithItsRecords() {
        Stretch.Read batch = new Stretch.Read(at(5), at(5, 3), true);
        assertThat(Stretch.of(at(5), List.of(batch))).containsExactly(new Stretch(at(5), at(5, 3), false));
        // One batch later it is a gap.
        assertThat(Stretch.of(at(5), List.of(new Stretch.Read(at(5, 3), at(6, 4), true))))
                .containsExactly(new Stretch(at(5), at(6, 4), true));
    }
}
