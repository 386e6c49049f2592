package dev.kerbside.explain;

import java.util.List;

/**
 * A failure that is known. The list of them is failures.txt.
 *
 * @param id stable name, as {@code no-ticket}
 * @param vague whether it may follow from another failure, and so counts only where no clear one is found
 * @param signs texts of which one stands in a line that shows the failure; … is anything in between
 * @param cause one or two sentences
 * @param next commands that a person types, one or two
 */
record Failure(String id, boolean vague, List<String> signs, String cause, List<String> next) {
    static final String GAP = "…";

    Failure {
        signs = List.copyOf(signs);
        next = List.copyOf(next);
    }

    /** Where the first of its signs that the line has begins, or -1. */
    int in(String line) {
        for (String sign : signs) {
            int start = find(sign.split(GAP), line);
            if (start >= 0) {
                return start;
            }
        }
        return -1;
    }

    private static int find(String[] parts, String line) {
        int start = line.indexOf(parts[0]);
        int end = start + parts[0].length();
        for (int i = 1; i < parts.length && start >= 0; i++) {
            int part = line.indexOf(parts[i], end);
            if (part < 0) {
                return -1;
            }
            end = part + parts[i].length();
        }
        return start;
    }
}
