package dev.kerbside.substrate.external;

import dev.kerbside.LabException;
import dev.kerbside.explain.Diagnosis;
import dev.kerbside.explain.Explanation;
import dev.kerbside.text.Messages;
import dev.kerbside.text.Visible;
import java.util.List;

/**
 * What the examination of a cluster has found at one place.
 *
 * @param what was tried, in a word or two
 * @param said what the cluster's file says of it
 * @param found what holds, or why it was not tried; null if it failed
 * @param problem why it failed; null if it did not
 * @param tried whether it was
 * @param needed whether a lab cannot do without
 */
public record Finding(String what, String said, String found, Throwable problem, boolean tried, boolean needed) {
    /** Whether no lab can be had because of it. */
    public boolean stops() {
        return needed && !holds();
    }

    /** Whether it was tried and holds. */
    public boolean holds() {
        return tried && problem == null;
    }

    /** What is known of the problem: causes, and what to do next; none if it is unknown, or nothing is wrong. */
    public List<Diagnosis> diagnoses() {
        return problem == null
                ? List.of()
                : Explanation.of(problem).diagnoses().stream()
                        .map(Diagnosis::elsewhere)
                        .toList();
    }

    /** The cause in the words of whoever refused, in one line. */
    public String words() {
        if (problem instanceof LabException) {
            return problem.getMessage();
        }
        List<Diagnosis> known = diagnoses();
        if (!known.isEmpty()) {
            return known.get(0).evidence().text();
        }
        Throwable innermost = Messages.innermost(problem);
        String message = Messages.first(innermost);
        String kind = innermost.getClass().getSimpleName();
        return Visible.line(message.contains(kind) ? message : kind + ": " + message);
    }
}
