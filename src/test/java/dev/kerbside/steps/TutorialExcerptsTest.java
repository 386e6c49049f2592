package dev.kerbside.steps;

import static dev.kerbside.steps.Pages.results;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java and Python on the pages under {@code tutorial-steps/} is the code that runs. */
class TutorialExcerptsTest {
    private static final Pattern EXCERPT =
            Pattern.compile("(?ms)^<!-- code: (\\S+)#(\\w+) -->\\n```(?:java|python)\\n(.*?)^```$");

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#pages")
    void everyExcerptStandsInTheMemberThatItNames(Path page) throws IOException {
        for (MatchResult excerpt : results(EXCERPT, page)) {
            Path source = Pages.ROOT.resolve(excerpt.group(1));
            assertThat(source).exists();
            List<String> members = source.toString().endsWith(".py")
                    ? functions(source, excerpt.group(2))
                    : JavaSource.members(source, excerpt.group(2));
            assertThat(members).as("members %s of %s", excerpt.group(2), source).isNotEmpty();
            assertThat(members)
                    .as("%s: the excerpt must be lines of %s#%s", page, excerpt.group(1), excerpt.group(2))
                    .anyMatch(member -> isPart(excerpt.group(3), member));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#pages")
    void everyBlockOfJavaOrPythonIsAnExcerpt(Path page) throws IOException {
        long code = results(Pages.FENCE, page).stream()
                .filter(fence -> fence.group(1).matches("java|python"))
                .count();
        assertThat(results(EXCERPT, page))
                .as("%s: code with a code comment above it", page)
                .hasSize((int) code);
    }

    /** The texts of the Python functions of this name: the def line, and what is indented below it. */
    private static List<String> functions(Path source, String name) throws IOException {
        String function = "(?m)^( *)def %s\\(.*\\n(?:\\1 .*\\n|\\n)*".formatted(Pattern.quote(name));
        return Pattern.compile(function)
                .matcher(Files.readString(source))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** Whether the excerpt is lines of the member, moved to the left margin together. */
    private static boolean isPart(String excerpt, String member) {
        List<String> wanted = margined(excerpt.lines());
        List<String> lines = member.lines().toList();
        return IntStream.rangeClosed(0, lines.size() - wanted.size())
                .mapToObj(i -> lines.subList(i, i + wanted.size()))
                .anyMatch(part -> margined(part.stream()).equals(wanted));
    }

    private static List<String> margined(Stream<String> lines) {
        return lines.collect(Collectors.joining("\n")).stripIndent().lines().toList();
    }
}
