package dev.kerbside.drills;

import java.util.ArrayList;
import java.util.List;

/**
 * What people get wrong: the reference with a few words changed.
 *
 * @param step its id begins so
 * @param edits from, to, from, to …
 * @param says what the drill's message must contain
 */
record Mistake(String step, String name, List<String> edits, List<String> says) {
    /** The mistake in the step, without edits yet. */
    static Mistake of(String step, String name) {
        return new Mistake(step, name, List.of(), List.of());
    }

    Mistake edit(String from, String to) {
        List<String> more = new ArrayList<>(edits);
        more.addAll(List.of(from, to));
        return new Mistake(step, name, List.copyOf(more), says);
    }

    Mistake says(String... words) {
        return new Mistake(step, name, edits, List.of(words));
    }

    JobFile made(JobFile reference) {
        JobFile file = reference;
        for (int i = 0; i < edits.size(); i += 2) {
            file = file.edited(edits.get(i), edits.get(i + 1));
        }
        return file;
    }

    @Override
    public String toString() {
        return step + ": " + name;
    }
}
