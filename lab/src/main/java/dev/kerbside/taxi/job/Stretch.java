package dev.kerbside.taxi.job;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of the topic, for which its dead letters are to be made complete.
 *
 * @param again whether it must be read again, because there may be bad records in it; else it has none
 */
record Stretch(Offsets from, Offsets to, boolean again) {
    /**
     * What a query has read.
     *
     * @param clean whether it is known that each record between the two was a trip
     */
    record Read(Offsets start, Offsets end, boolean clean) {}

    /**
     * The one rule: a micro-batch is passed over if it is clean and nothing lies between the position and its start. All
     * else is read again, from the position on: one that is not clean, and one before which others are missing. Neighbours
     * of a kind are one stretch.
     *
     * @param position before which the dead letters are complete
     * @param batches in their order
     */
    static List<Stretch> of(Offsets position, List<Read> batches) {
        List<Stretch> stretches = new ArrayList<>();
        Offsets at = position;
        for (Read batch : batches) {
            if (at.reaches(batch.end())) {
                continue;
            }
            boolean again = !(batch.clean() && at.reaches(batch.start()));
            Offsets from = at;
            at = at.orLater(batch.end());
            int last = stretches.size() - 1;
            if (last >= 0 && stretches.get(last).again() == again) {
                from = stretches.remove(last).from();
            }
            stretches.add(new Stretch(from, at, again));
        }
        return stretches;
    }
}
