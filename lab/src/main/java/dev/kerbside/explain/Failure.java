package dev.kerbside.explain;

import java.util.List;

/**
 * A failure that is known. The list of them is failures.txt.
 *
 * @param id stable name, as {@code no-ticket}
 * @param vague whether it may follow from another failure, and so counts only where no clear one is found
 * @param signs of which one stands in a line that shows the failure
 * @param cause one or two sentences
 * @param next commands that a person types, one or two
 */
record Failure(String id, boolean vague, List<Sign> signs, String cause, List<String> next) {
    Failure {
        signs = List.copyOf(signs);
        next = List.copyOf(next);
    }

    /** Where the first of its signs that the line has begins, or -1. */
    int in(String line) {
        for (Sign sign : signs) {
            int start = sign.in(line);
            if (start >= 0) {
                return start;
            }
        }
        return -1;
    }
}
