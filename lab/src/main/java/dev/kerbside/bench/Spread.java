package dev.kerbside.bench;

import java.util.List;
import java.util.Locale;

/** Median and ends of some values. */
record Spread(double median, double lowest, double highest) {

    /** Of at least one value. */
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(sorted.size() - 1));
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
