package dev.kerbside.drills;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What people get wrong, or right in a way of their own: the reference with a few words changed.
 *
 * @param step its id begins so
 * @param edits from, to, from, to …
 * @param beside files of their own in the same package, text by name
 * @param says what the drill's message must contain; nothing if the code is right
 */
record Mistake(String step, String name, List<String> edits, Map<String, String> beside, List<String> says) {
    /** The mistake in the step, without edits yet. */
    static Mistake of(String step, String name) {
        return new Mistake(step, name, List.of(), Map.of(), List.of());
    }

    Mistake edit(String from, String to) {
        List<String> more = new ArrayList<>(edits);
        more.addAll(List.of(from, to));
        return new Mistake(step, name, List.copyOf(more), beside, says);
    }

    Mistake beside(String file, String text) {
        return new Mistake(step, name, edits, Map.of(file, text), says);
    }

    /** The files beside the job, written into this folder. */
    List<Path> filesBeside(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (var file : beside.entrySet()) {
            files.add(Files.writeString(folder.resolve(file.getKey()), file.getValue()));
        }
        return files;
    }

    Mistake says(String... words) {
        return new Mistake(step, name, edits, beside, List.of(words));
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
