package dev.kerbside.explain;

import java.util.List;
import java.util.Set;

/**
 * A failure that is known. The lists of them are the folder's texts.
 *
 * @param id stable name, as {@code no-ticket}
 * @param vague whether it may follow from another failure, and so counts only where no clear one is found
 * @param signs of which one shows the failure
 * @param over ids of failures that follow from this one, and are not said beside it
 * @param cause one or two sentences
 * @param next commands that a person types, one or two
 */
record Failure(String id, boolean vague, List<Sign> signs, Set<String> over, String cause, List<String> next) {
    Failure {
        signs = List.copyOf(signs);
        over = Set.copyOf(over);
        next = List.copyOf(next);
    }
}
