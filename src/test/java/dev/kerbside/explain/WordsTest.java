package dev.kerbside.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** One cause in the words of several clients and versions: words.txt, whose first lines say how it is written,
 * and words-yarn.txt. */
class WordsTest {
    @TestFactory
    Stream<DynamicTest> everyTextMeansWhatItShouldAndNothingElse() throws IOException {
        return texts().stream().map(text -> DynamicTest.dynamicTest(text, () -> check(text)));
    }

    private static void check(String text) throws IOException {
        List<String> lines = text.lines().toList();
        String words = String.join("\n", lines.subList(1, lines.size()));
        String wanted = lines.get(0).equals("nothing") ? "" : lines.get(0);
        assertThat(Explanation.of(new StringReader(words)).diagnoses())
                .as(words)
                .extracting(Diagnosis::id)
                .isEqualTo(wanted.isEmpty() ? List.of() : List.of(wanted.split(" ")));
    }

    private static List<String> texts() throws IOException {
        return Stream.of((words("words.txt") + words("words-yarn.txt")).split("(?m)^== "))
                .filter(text -> !text.isBlank())
                .toList();
    }

    private static String words(String file) throws IOException {
        try (InputStream in = WordsTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^#.*\n", "");
        }
    }
}
