package dev.kerbside.explain;

import dev.kerbside.LabException;
import java.io.IOException;
import java.io.Reader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * What a text or an exception says about a failure, in plain words.
 *
 * @param diagnoses what was recognised, the nearest to the root first, none twice; empty if nothing is known
 * @param suspect the line that looks like the root cause, if nothing is known; {@code null} otherwise, and for no text
 */
public record Explanation(List<Diagnosis> diagnoses, Evidence suspect) {
    public Explanation {
        diagnoses = List.copyOf(diagnoses);
    }

    /** Of a log or of a terminal's output, of any size; it is read once, and not kept. */
    public static Explanation of(Reader text) throws IOException {
        Reading reading = new Reading();
        LogLines.forEach(text, reading::line);
        return reading.explanation();
    }

    /**
     * Of an exception and its causes. The lab's own exceptions say themselves what to do: of bad input nothing is said,
     * and else nothing vague.
     */
    public static Explanation of(Throwable failure) {
        Reading reading = new Reading();
        boolean own = false;
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable t = failure; t != null && seen.add(t); t = t.getCause()) {
            if (t instanceof LabException lab) {
                if (lab.exitCode() == LabException.USAGE) {
                    return new Explanation(List.of(), null);
                }
                own = true;
            }
            t.toString().lines().forEach(line -> reading.line(0, line));
        }
        return own ? reading.clearExplanation() : reading.explanation();
    }

    /** Whether the text has no line that says anything. */
    public boolean isEmpty() {
        return diagnoses.isEmpty() && suspect == null;
    }

    /** Whether nothing is known, and no line says that something failed. */
    public boolean isHealthy() {
        return diagnoses.isEmpty() && suspect != null && !Suspects.alarms(suspect.text());
    }

    public boolean recognised() {
        return !diagnoses.isEmpty();
    }
}
