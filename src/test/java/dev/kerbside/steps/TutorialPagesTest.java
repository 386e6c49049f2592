package dev.kerbside.steps;

import static dev.kerbside.steps.Pages.page;
import static dev.kerbside.steps.Pages.prose;
import static dev.kerbside.steps.Pages.results;
import static dev.kerbside.steps.Pages.steps;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.kerbside.cli.Main;
import dev.kerbside.course.Course;
import dev.kerbside.course.PageProblems;
import dev.kerbside.lessons.Syllabus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The pages under {@code tutorial-steps/} say what the steps and the commands say. */
class TutorialPagesTest {
    private static final Course COURSE = new Course(Pages.ROOT);
    private static final Pattern COMMAND = Pattern.compile("lab/bin/lab((?: [^\\s\"`)#;|&<]+)*)");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#steps")
    void everyStepHasAPageWithItsIdAndTitle(Step step) {
        assertThat(COURSE.page(step.id()).title()).isEqualTo(step.id() + ": " + step.title());
    }

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#steps")
    void everyPageNamesItsParagraphOfTheTutorialOrItsPromise(Step step) throws IOException {
        assertThat(Files.readAllLines(page(step)).get(2))
                .startsWith(step.isExperiment() ? "What the tutorial promises: " : "Tutorial § ");
    }

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#steps")
    void everyPageHasItsSectionsHintsAndQuestions(Step step) {
        assertThat(PageProblems.of(COURSE.page(step.id()), step.exercise().isPresent()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#steps")
    void aPageOfCodeTellsWhatTheOriginalDid(Step step) {
        if (step.code().isPresent()) {
            assertThat(COURSE.page(step.id()).section("What the original did")).isNotEmpty();
        }
    }

    @Test
    void everyFolderIsThatOfAStep() throws IOException {
        try (Stream<Path> files = Files.list(Pages.FOLDER)) {
            List<String> folders = files.map(path -> path.getFileName().toString())
                    .filter(name -> name.matches("\\d\\d-.*"))
                    .sorted()
                    .toList();
            assertThat(folders).isEqualTo(steps().map(Step::id).toList());
        }
    }

    @Test
    void theIndexListsAllStepsInOrder() throws IOException {
        Pattern row = Pattern.compile("(?m)^\\| \\[([^]]+)]\\(([^)]+)\\)");
        List<String> rows = row.matcher(Files.readString(Pages.INDEX))
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .toList();
        assertThat(rows)
                .isEqualTo(steps().map(step -> step.id() + " " + step.id() + "/README.md")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#pages")
    void everyLabCommandIsOneThatTheLabUnderstands(Path page) throws IOException {
        for (MatchResult command : results(COMMAND, page)) {
            assertThatCode(() -> understand(command.group(1).strip().split(" ")))
                    .as("%s: '%s'", page, command.group())
                    .doesNotThrowAnyException();
        }
    }

    private static void understand(String[] words) {
        CommandLine.ParseResult parsed = Main.commandLine(false, words).parseArgs(words);
        CommandLine.ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        assertThat(last.commandSpec().subcommands().keySet())
                .as("commands still to choose from")
                .isEmpty();
        if (parsed.subcommand().commandSpec().name().equals("step")) {
            last.matchedPositionals().stream()
                    .flatMap(positional -> positional.originalStringValues().stream())
                    .forEach(Syllabus::step);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#steps")
    void everyPageDoesItsOwnStep(Step step) throws IOException {
        assertThat(results(COMMAND, page(step)))
                .extracting(MatchResult::group)
                .contains("lab/bin/lab step do " + step.id());
    }

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#steps")
    void theOutputOnAPageIsThatOfItsStep(Step step) {
        assertThat(COURSE.page(step.id()).section("What you should see"))
                .contains("```text\n" + step.id() + "  " + step.title() + "\n");
    }

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#pages")
    void everyRelativeLinkLeadsSomewhere(Path page) throws IOException {
        List<MatchResult> links = LINK.matcher(prose(page)).results().toList();
        assertThat(links).isNotEmpty();
        for (MatchResult link : links) {
            if (!link.group(1).contains("://")) {
                assertThat(page.resolveSibling(link.group(1).replaceFirst("#.*", "")))
                        .as("%s: link %s", page, link.group())
                        .exists();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.kerbside.steps.Pages#pages")
    void noPageShowsAPathOfTheMachineThatWroteIt(Path page) throws IOException {
        assertThat(Files.readString(page)).doesNotContain("/tmp/", "/home/", "/root/", "/work/");
    }
}
