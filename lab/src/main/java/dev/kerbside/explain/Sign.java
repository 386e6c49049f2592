package dev.kerbside.explain;

import java.util.List;

/** A text that shows a failure: parts that stand in a line one after the other. */
record Sign(List<String> parts) {
    static final String GAP = "…";

    /** Written as one text; … is anything in between. */
    static Sign of(String text) {
        return new Sign(List.of(text.split(GAP)));
    }

    /** Where it begins in the line, or -1. */
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
        return start;
    }

    @Override
    public String toString() {
        return String.join(GAP, parts);
    }
}
