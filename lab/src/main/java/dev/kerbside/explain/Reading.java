package dev.kerbside.explain;

import dev.kerbside.explain.SignIndex.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What has been found so far in lines that are read one after the other. */
final class Reading {
    /** How far apart the two texts of a sign may stand, in lines. */
    private static final int NEAR = 60;

    /** Where a log of one line an event writes the lines of a stack trace. */
    private static final Pattern WRITTEN_BREAK = Pattern.compile("(?:\\\\r)?\\\\n(?=\\\\t|Caused by|\\s*at )");

    private final Map<Failure, Evidence> found = new HashMap<>();
    private final Map<Sign, Half> half = new HashMap<>();
    private final Map<String, Integer> beside = new HashMap<>();
    private final Suspects suspects = new Suspects();
    private int lines;

    /** What is evidence if the sign's other text stands near. */
    private record Half(int at, Evidence evidence) {}

    /** Takes the next line; its number is 0 if that is not known. */
    synchronized void line(int number, String raw) {
        lines++;
        if (raw.indexOf('\\') >= 0) {
            for (String part : WRITTEN_BREAK.split(raw)) {
                line(number, LogLine.of(part.startsWith("\\t") ? "\t" + part.substring(2) : part));
            }
        } else {
            line(number, LogLine.of(raw));
        }
    }

    /** A line shows one failure at most: the first in the list of which it has a sign. */
    private void line(int number, LogLine line) {
        List<Entry> candidates = SignIndex.KNOWN.candidates(line.text());
        boolean frame = line.isFrame();
        if (!candidates.isEmpty() && signs(number, line, frame, candidates) || frame || line.isBlank()) {
            return;
        }
        suspects.line(number, line.text());
    }

    private boolean signs(int number, LogLine line, boolean frame, List<Entry> candidates) {
        String lower = line.lowerCase();
        boolean shown = false;
        for (Entry entry : candidates) {
            Sign sign = entry.sign();
            if (!sign.beside().isEmpty() && lower.contains(sign.beside())) {
                beside.put(sign.beside(), lines);
                complete(entry);
            }
            int position = shown || frame ? -1 : sign.in(lower);
            if (position >= 0 && (sign.quiet() || !line.isQuiet(position)) && !line.isMentioned(position)) {
                shown = found(entry, Evidence.around(position, number, line.text()));
            }
        }
        return shown;
    }

    private boolean found(Entry entry, Evidence evidence) {
        Sign sign = entry.sign();
        if (sign.beside().isEmpty() || isNear(beside.get(sign.beside()))) {
            found.putIfAbsent(entry.failure(), evidence);
            return true;
        }
        half.put(sign, new Half(lines, evidence));
        return false;
    }

    /** A sign whose other text comes now. */
    private void complete(Entry entry) {
        Half earlier = half.get(entry.sign());
        if (earlier != null && isNear(earlier.at())) {
            found.putIfAbsent(entry.failure(), earlier.evidence());
        }
    }

    private boolean isNear(Integer earlier) {
        return earlier != null && lines - earlier <= NEAR;
    }

    /** What was found; a vague failure, and then only one, where there is no clear one. */
    synchronized Explanation explanation() {
        Explanation clear = clearExplanation();
        if (clear.recognised()) {
            return clear;
        }
        List<Diagnosis> vague = diagnoses(true);
        return vague.isEmpty() ? clear : new Explanation(vague.subList(0, 1), null);
    }

    /** As {@link #explanation()}, without anything vague. */
    synchronized Explanation clearExplanation() {
        List<Diagnosis> clear = diagnoses(false);
        return new Explanation(clear, clear.isEmpty() ? suspects.most() : null);
    }

    private List<Diagnosis> diagnoses(boolean vague) {
        Set<String> follow = found.keySet().stream()
                .flatMap(failure -> failure.over().stream())
                .collect(Collectors.toSet());
        return Failures.KNOWN.stream()
                .filter(found::containsKey)
                .filter(failure -> failure.vague() == vague && !follow.contains(failure.id()))
                .map(failure -> new Diagnosis(failure.id(), failure.cause(), found.get(failure), failure.next()))
                .toList();
    }
}
