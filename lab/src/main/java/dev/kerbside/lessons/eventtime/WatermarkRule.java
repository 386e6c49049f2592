package dev.kerbside.lessons.eventtime;

import static java.time.temporal.ChronoUnit.HOURS;

import dev.kerbside.lessons.eventtime.WatermarkRun.Batch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Spark 3.5's rule of late rows, reckoned without Spark, for counts by hour:
 *
 * <ol>
 *   <li>A micro-batch works with the watermark that it began with: the latest time in all micro-batches before it, less
 *       the delay; 1970 at first.
 *   <li>A trip is late if its <em>hour</em> ended at or before the watermark that the micro-batch <em>before</em>
 *       worked with. Late trips are dropped, and counted as one row an hour.
 *   <li>At the end of the micro-batch, hours that ended at or before its own watermark leave the state; in append mode
 *       they are shown then.
 *   <li>If the watermark moved after the last rows, one micro-batch without rows follows.
 *   <li>In complete mode nothing is late, nothing leaves, and no micro-batch without rows follows.
 * </ol>
 */
final class WatermarkRule {
    private final String mode;
    private final Duration delay;
    private final Map<Instant, Long> state = new HashMap<>();
    private final Map<String, Long> shown = new HashMap<>();
    private final List<Batch> batches = new ArrayList<>();
    private Instant before = Instant.EPOCH;
    private Instant watermark = Instant.EPOCH;
    private Instant latest = Instant.EPOCH;

    private WatermarkRule(String mode, Duration delay) {
        this.mode = mode;
        this.delay = delay;
    }

    /**
     * @param mode update, append or complete
     * @param input the times of the trips of each micro-batch
     */
    static WatermarkRun apply(String mode, Duration delay, List<List<Instant>> input) {
        WatermarkRule rule = new WatermarkRule(mode, delay);
        input.forEach(rule::batch);
        if (!rule.complete() && rule.watermark.isAfter(rule.before)) {
            rule.batch(List.of());
        }
        return new WatermarkRun(rule.shown, rule.batches);
    }

    private boolean complete() {
        return mode.equals("complete");
    }

    private void batch(List<Instant> times) {
        Set<Instant> late = new HashSet<>();
        Set<Instant> changed = new HashSet<>();
        for (Instant time : times) {
            Instant hour = WatermarkRun.hour(time);
            if (!complete() && ended(hour, before)) {
                late.add(hour);
            } else {
                state.merge(hour, 1L, Long::sum);
                changed.add(hour);
            }
            latest = time.isAfter(latest) ? time : latest;
        }
        if (!mode.equals("append")) {
            changed.forEach(this::show);
        }
        if (!complete()) {
            leave();
        }
        batches.add(new Batch(times.size(), watermark.toString(), late.size(), state.size()));
        before = watermark;
        Instant moved = latest.minus(delay);
        watermark = moved.isAfter(watermark) ? moved : watermark;
    }

    private void leave() {
        for (Instant hour : List.copyOf(state.keySet())) {
            if (ended(hour, watermark)) {
                if (mode.equals("append")) {
                    show(hour);
                }
                state.remove(hour);
            }
        }
    }

    private void show(Instant hour) {
        shown.put(hour.toString(), state.get(hour));
    }

    private static boolean ended(Instant hour, Instant watermark) {
        return !hour.plus(1, HOURS).isAfter(watermark);
    }
}
