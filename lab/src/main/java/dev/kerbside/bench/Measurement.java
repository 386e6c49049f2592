package dev.kerbside.bench;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One thing measured, in rounds, beside another that was measured in turn with it.
 *
 * @param bench start, ingest, stream, growth or suite
 * @param what of ours
 * @param unit s, MiB, rows/s ...
 * @param ours a value a round
 * @param against what it is compared with; null if with nothing
 * @param theirs a value a round; empty if there is nothing to compare with
 */
public record Measurement(
        String bench, String what, String unit, List<Double> ours, String against, List<Double> theirs) {

    static Measurement alone(String bench, String what, String unit, List<Double> values) {
        return new Measurement(bench, what, unit, values, null, List.of());
    }

    /** Ours ÷ theirs, round by round: what disturbs a round disturbs both. */
    public List<Double> ratios() {
        return IntStream.range(0, Math.min(ours.size(), theirs.size()))
                .mapToObj(round -> ours.get(round) / theirs.get(round))
                .toList();
    }
}
