package dev.kerbside.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;

/** Median and ends of some values. */
record Spread(double median, double lowest, double highest) {
    private static final double SURE = 0.95;

    /** Of at least one value: the lowest and the highest. */
    static Spread of(List<Double> values) {
        DescriptiveStatistics all = statistics(values.stream());
        return new Spread(all.getPercentile(50), all.getMin(), all.getMax());
    }

    /**
     * Of at least one ratio: the ends of its 95% confidence interval, by Student's t of the logarithms. Another run of as
     * many rounds should have one that overlaps. Of one ratio, only that.
     */
    static Spread ofRatios(List<Double> ratios) {
        Spread seen = of(ratios);
        if (ratios.size() == 1) {
            return seen;
        }
        DescriptiveStatistics logs = statistics(ratios.stream().map(Math::log));
        double half = new TDistribution(ratios.size() - 1).inverseCumulativeProbability((1 + SURE) / 2)
                * logs.getStandardDeviation()
                / Math.sqrt(ratios.size());
        return new Spread(seen.median, Math.exp(logs.getMean() - half), Math.exp(logs.getMean() + half));
    }

    private static DescriptiveStatistics statistics(Stream<Double> values) {
        return new DescriptiveStatistics(values.mapToDouble(Double::doubleValue).toArray());
    }

    /** {@code 15.7 (15.1 to 16.4)}; of one value, or of equal ones, only that. */
    @Override
    public String toString() {
        String ends = text(lowest).equals(text(highest)) ? "" : " (%s to %s)".formatted(text(lowest), text(highest));
        return text(median) + ends;
    }

    private static String text(double value) {
        String form = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
