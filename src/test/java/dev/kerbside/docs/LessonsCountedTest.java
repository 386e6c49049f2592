package dev.kerbside.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.Tutorial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where lessons and steps are counted in words, the number is right; and what CI leaves out of one suite is in the other. */
class LessonsCountedTest {
    private static final List<String> NUMBERS =
            List.of("seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen");

    private static final Pattern COUNTED =
            Pattern.compile("(?i)\\b(" + String.join("|", NUMBERS) + ") (steps|lessons)\\b");

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "docs/README.md", "tutorial-steps/README.md"})
    void theNumberOfStepsAndLessonsIsRight(Path page) throws IOException {
        List<String> counted = COUNTED.matcher(Files.readString(page))
                .results()
                .map(MatchResult::group)
                .map(String::toLowerCase)
                .toList();
        assertThat(counted)
                .as(page.toString())
                .isNotEmpty()
                .isSubsetOf(word(Syllabus.LESSONS) + " lessons", word(Tutorial.STEPS) + " steps");
    }

    private static String word(List<?> counted) {
        return NUMBERS.get(counted.size() - 7);
    }

    @Test
    void everyLessonIsTakenByOneSuiteOfCiAtLeastAndNoneIsMisspelt() throws IOException {
        List<String> suites = new ArrayList<>();
        Pattern.compile("-Dit\\.test=\\*IT\\S*")
                .matcher(Files.readString(Path.of(".ci/run")))
                .results()
                .forEach(suite -> suites.add(suite.group()));
        assertThat(suites).hasSize(2);
        Map<String, Integer> leftOut = new TreeMap<>();
        suites.stream()
                .flatMap(suite -> Stream.of(suite.split("!LessonsIT#")).skip(1))
                .flatMap(lessons ->
                        Pattern.compile("lesson(\\d\\d)").matcher(lessons).results())
                .forEach(lesson -> leftOut.merge(lesson.group(1), 1, Integer::sum));
        assertThat(leftOut)
                .allSatisfy((lesson, times) ->
                        assertThat(times).as("suites without lesson " + lesson).isEqualTo(1));
        assertThat(leftOut.keySet())
                .isSubsetOf(
                        Syllabus.LESSONS.stream().map(lesson -> lesson.number()).toList());
    }
}
