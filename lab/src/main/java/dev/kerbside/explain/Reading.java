package dev.kerbside.explain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What has been found so far in lines that are read one after the other. */
final class Reading {
    private static final List<String> ALARMS = List.of("Exception", "Error", "ERROR", "FATAL", "error:", "failed");
    private static final String ROOT = "Caused by:";
    private static final String FRAME = "\tat ";

    private final Map<Failure, Evidence> found = new HashMap<>();
    private Evidence last;
    private Evidence alarm;
    private Evidence root;

    /** A line shows one failure at most: the first in the list of which it has a sign. */
    void line(int number, String line) {
        if (line.startsWith(FRAME) || line.isBlank()) {
            return;
        }
        for (Failure failure : Failures.KNOWN) {
            int position = failure.in(line);
            if (position >= 0) {
                found.putIfAbsent(failure, Evidence.around(position, number, line));
                return;
            }
        }
        suspect(number, line);
    }

    private void suspect(int number, String line) {
        last = Evidence.around(0, number, line);
        if (ALARMS.stream().anyMatch(line::contains)) {
            alarm = last;
        }
        if (line.startsWith(ROOT)) {
            root = last;
        }
    }

    /** What was found; a vague failure, and then only one, where there is no clear one. */
    Explanation explanation() {
        Explanation clear = clearExplanation();
        if (clear.recognised()) {
            return clear;
        }
        List<Diagnosis> vague = diagnoses(true);
        return vague.isEmpty() ? clear : new Explanation(vague.subList(0, 1), null);
    }

    /** As {@link #explanation()}, without anything vague. */
    Explanation clearExplanation() {
        List<Diagnosis> clear = diagnoses(false);
        return new Explanation(clear, !clear.isEmpty() ? null : root != null ? root : alarm != null ? alarm : last);
    }

    private List<Diagnosis> diagnoses(boolean vague) {
        return Failures.KNOWN.stream()
                .filter(found::containsKey)
                .filter(failure -> failure.vague() == vague)
                .map(failure -> new Diagnosis(failure.id(), failure.cause(), found.get(failure), failure.next()))
                .toList();
    }
}
