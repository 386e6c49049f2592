package dev.kerbside.lessons.eventtime;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of counting the trips of each hour with a watermark: by Spark ({@link HourlyCounts}), or reckoned
 * ({@link WatermarkRule}).
 *
 * @param shown the last count that was shown of each hour; an hour is its start, as {@code 2024-01-01T00:00:00Z}
 * @param batches in order, the last of them perhaps without rows
 */
record WatermarkRun(Map<String, Long> shown, List<Batch> batches) {
    /**
     * A micro-batch.
     *
     * @param rows trips that it read
     * @param watermark that it began with
     * @param dropped what Spark calls {@code numRowsDroppedByWatermark}: hours of this micro-batch that came too late
     * @param kept hours in the state at its end
     */
    record Batch(long rows, String watermark, long dropped, long kept) {}

    WatermarkRun {
        shown = new TreeMap<>(shown);
        batches = List.copyOf(batches);
    }

    /** Trips in the hours shown. */
    long trips() {
        return shown.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The sum of the micro-batches' counters. */
    long dropped() {
        return batches.stream().mapToLong(Batch::dropped).sum();
    }

    /** Hours in the state at the end. */
    long kept() {
        return batches.get(batches.size() - 1).kept();
    }

    static Instant hour(Instant time) {
        return time.truncatedTo(ChronoUnit.HOURS);
    }

    /** Where this first differs from the expected one. */
    Optional<String> difference(WatermarkRun expected) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < Math.max(batches.size(), expected.batches.size()); i++) {
            Batch is = i < batches.size() ? batches.get(i) : null;
            Batch should = i < expected.batches.size() ? expected.batches.get(i) : null;
            if (!Objects.equals(is, should)) {
                found.add("micro-batch %d is %s, expected %s".formatted(i, is, should));
            }
        }
        Map<String, Long> hours = new TreeMap<>(expected.shown);
        hours.putAll(shown);
        for (String hour : hours.keySet()) {
            if (!Objects.equals(shown.get(hour), expected.shown.get(hour))) {
                found.add("%s shows %s trips, expected %s".formatted(hour, shown.get(hour), expected.shown.get(hour)));
            }
        }
        return found.stream().findFirst();
    }
}
