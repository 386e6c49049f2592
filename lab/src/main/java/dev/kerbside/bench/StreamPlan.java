package dev.kerbside.bench;

import java.util.List;

/**
 * What {@link StreamJob} is to run.
 *
 * @param warmUp ways that are run first, and not told
 * @param warmUpRecords that each of these waits for
 * @param round ways in turn
 * @param records that each of these waits for
 * @param rounds as many at most, and as fit before {@code endMillis}
 * @param endMillis in milliseconds since 1970
 */
record StreamPlan(
        List<Variant> warmUp, long warmUpRecords, List<Variant> round, long records, int rounds, long endMillis) {
    static StreamPlan once(Variant way, long records) {
        return new StreamPlan(List.of(), 0, List.of(way), records, 1, 0);
    }
}
