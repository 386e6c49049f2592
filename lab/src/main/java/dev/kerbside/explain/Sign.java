package dev.kerbside.explain;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A text that shows a failure, whatever its letters' case.
 *
 * @param parts that stand in a line one after the other
 * @param beside another text that stands in this line or in one near it, empty if none is needed
 * @param without a text that the line must not have, empty if there is none
 * @param quiet whether it counts in a line of level INFO or DEBUG too, where programs tell this failure
 */
record Sign(List<String> parts, String beside, String without, boolean quiet) {
    static final String GAP = "…";
    static final String BESIDE = " && ";
    static final String WITHOUT = " !! ";

    /** Written as one text: … is anything in between, && comes before what stands beside, !! before what is not there. */
    static Sign of(String text, boolean quiet) {
        String lower = text.toLowerCase(Locale.ROOT);
        String[] without = lower.split(WITHOUT, 2);
        String[] beside = without[0].split(BESIDE, 2);
        return new Sign(
                List.of(beside[0].strip().split(GAP)),
                beside.length > 1 ? beside[1].strip() : "",
                without.length > 1 ? without[1].strip() : "",
                quiet);
    }

    /** Where it begins in the line, which is in lower case, or -1; what stands beside is not looked for. */
    int in(String line) {
        int start = line.indexOf(parts.get(0));
        int end = start + parts.get(0).length();
        for (int i = 1; i < parts.size() && start >= 0; i++) {
            int part = line.indexOf(parts.get(i), end);
            if (part < 0) {
                return -1;
            }
            end = part + parts.get(i).length();
        }
        return without.isEmpty() || !line.contains(without) ? start : -1;
    }

    /** Texts of which at least one stands in every line that matters to this sign. */
    Stream<String> words() {
        String longest = parts.stream()
                .max((a, b) -> Integer.compare(a.length(), b.length()))
                .orElseThrow();
        return beside.isEmpty() ? Stream.of(longest) : Stream.of(longest, beside);
    }

    @Override
    public String toString() {
        return String.join(GAP, parts)
                + (beside.isEmpty() ? "" : BESIDE + beside)
                + (without.isEmpty() ? "" : WITHOUT + without);
    }
}
