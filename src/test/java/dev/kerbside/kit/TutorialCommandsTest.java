package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The commands of the tutorial itself, beside those that the pages have for the edge node: each word that differs is
 * named on a page. The tutorial's text is not part of the project; {@code -Dlab.tutorial} says where it is.
 */
class TutorialCommandsTest {
    private static final Path TEXT =
            Path.of(System.getProperty("lab.tutorial", "../shared/tutorial")).resolve("tutorial.txt");

    private static final Pattern COMMAND =
            Pattern.compile("(?:/bin/\\S+|kinit|vagrant|sudo|mkdir|cd|python3|source|pip) .*");

    private static final Path INDEX = Path.of("tutorial-steps/README.md");

    /** Where blocks for the edge node stand. */
    private static final List<String> STEPS =
            List.of("00-authenticate", "01-load-dataset", "02-create-topic", "03-ingest", "10-submit", "11-clean-up");

    @Test
    void eachWordThatIsNotTypedOnTheEdgeNodeIsNamedAsADifference() throws IOException {
        assumeTrue(Files.isRegularFile(TEXT), "Not run: there is no " + TEXT.toAbsolutePath());
        List<String> commands = commands();
        assertThat(commands).hasSizeGreaterThan(10).anyMatch(line -> line.startsWith("/bin/spark3-submit"));

        Set<String> typed =
                words(STEPS.stream().map(TutorialCommandsTest::blocks).collect(Collectors.joining("\n")));
        String named = code(INDEX) + code(page("10-submit")) + code(page("03-ingest"));
        for (String command : commands) {
            List<String> words = List.copyOf(words(command));
            boolean known = typed.contains(command.split(" ")[0]);
            for (String word : known ? words : List.of(command.split(" ")[0])) {
                assertThat(typed.contains(word) || named.contains(word))
                        .as(
                                "'%s' of '%s' is neither in a block for the edge node nor named as a difference",
                                word, command)
                        .isTrue();
            }
        }
    }

    @Test
    void noPageSaysAsPrinted() throws IOException {
        assertThat(ShellBlocks.pages())
                .allSatisfy(page -> assertThat(ShellBlocks.read(page)).doesNotContainPattern("(?i)\\bas printed\\b"));
    }

    /** With the lines that end in a backslash joined. */
    private static List<String> commands() throws IOException {
        return Stream.of(Files.readString(TEXT).replaceAll("\\\\\\n", " ").split("\\R| && "))
                .map(String::strip)
                .filter(line -> COMMAND.matcher(line).matches())
                .toList();
    }

    private static Set<String> words(String text) {
        return Stream.of(text.split("[\\s\"\\\\]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Path page(String step) {
        return Path.of("tutorial-steps", step, "README.md");
    }

    private static String blocks(String step) {
        return Pattern.compile("<!-- run: edge-\\S+ -->\\n```bash\\n(.*?)```", Pattern.DOTALL)
                .matcher(ShellBlocks.read(page(step)))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"));
    }

    /** What stands in code spans. */
    private static String code(Path page) {
        return Pattern.compile("`([^`\\n]+)`")
                .matcher(ShellBlocks.read(page))
                .results()
                .map(span -> span.group(1))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
