package dev.kerbside.drills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A few words of the reference in one language, changed.
 *
 * @param words from, to, from, to …
 * @param beside files of their own beside the job, text by name
 * @param lacking why it cannot be written in this language; null if it can
 */
record Edits(List<String> words, Map<String, String> beside, String lacking) {
    static final Edits NONE = new Edits(List.of(), Map.of(), null);

    Edits with(String from, String to) {
        List<String> more = new ArrayList<>(words);
        more.addAll(List.of(from, to));
        return new Edits(List.copyOf(more), beside, lacking);
    }

    Edits beside(String file, String text) {
        return new Edits(words, Map.of(file, text), lacking);
    }

    static Edits lacking(String reason) {
        return new Edits(List.of(), Map.of(), reason);
    }

    /** Fails if a word to change does not stand there exactly once. */
    String in(String text) {
        String edited = text;
        for (int i = 0; i < words.size(); i += 2) {
            assertThat(edited.split(Pattern.quote(words.get(i)), -1))
                    .as("the reference has exactly once: %s", words.get(i))
                    .hasSize(2);
            edited = edited.replace(words.get(i), words.get(i + 1));
        }
        return edited;
    }

    /** The files beside the job, written into this folder. */
    List<Path> filesBeside(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (var file : beside.entrySet()) {
            files.add(Files.writeString(folder.resolve(file.getKey()), file.getValue()));
        }
        return files;
    }
}
