package dev.kerbside.kit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tutorial itself, which is not part of the project: {@code -Dlab.tutorial} says where it is. */
final class TutorialText {
    private static final Path FOLDER = Path.of(System.getProperty("lab.tutorial", "../shared/tutorial"));

    /** What is to be typed is announced: at the end of the paragraph, or in the next one. */
    private static final Pattern TYPED = Pattern.compile("following commands?[^:\\n]*:(?: (.+)|\\n\\n((?:.+\\n)+))");

    private TutorialText() {}

    /** Skips the test where it is not there. */
    static void require() {
        assumeTrue(
                Files.isDirectory(FOLDER),
                () -> "Not run: there is no tutorial in " + FOLDER.toAbsolutePath()
                        + ". Name its folder: -Dlab.tutorial=FOLDER");
    }

    /** Its commands, in order, without comments. One that goes on after a backslash is one, with its line breaks. */
    static List<String> commands() throws IOException {
        return TYPED.matcher(Files.readString(FOLDER.resolve("tutorial.txt")))
                .results()
                .map(announced -> announced.group(1) == null ? announced.group(2) : announced.group(1))
                .flatMap(TutorialText::split)
                .toList();
    }

    private static Stream<String> split(String block) {
        return Pattern.compile("(?:.*\\\\\\n)*.*")
                .matcher(block)
                .results()
                .map(MatchResult::group)
                .filter(command -> !command.isBlank() && !command.startsWith("#"));
    }

    /** One of its two programs. */
    static String program(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name));
    }
}
