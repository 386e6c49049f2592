package dev.kerbside.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.kerbside.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** The pages under {@code tutorial-steps/} say what the steps, the commands and the code say. */
class TutorialPagesTest {
    private static final Path ROOT = Path.of("").toAbsolutePath();
    private static final Path PAGES = ROOT.resolve("tutorial-steps");
    private static final Path INDEX = PAGES.resolve("README.md");

    private static final List<String> SECTIONS =
            List.of("Goal", "Do it", "What you should see", "Hint", "How it works");
    private static final String LAST_SECTION = "What the original did";

    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern EXCERPT =
            Pattern.compile("(?ms)^<!-- code: (\\S+)#(\\w+) -->\\n```(?:java|python)\\n(.*?)^```$");
    private static final Pattern COMMAND = Pattern.compile("lab/bin/lab((?: [^\\s\"`)#;|&]+)*)");
    private static final Pattern LINK = Pattern.compile("\\[[^]]*]\\(([^)\\s]+)\\)");

    static Stream<Step> steps() {
        return Tutorial.STEPS.stream();
    }

    static Stream<Path> pages() {
        return Stream.concat(Stream.of(INDEX), steps().map(TutorialPagesTest::page));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyStepHasAPageWithItsIdAndTitle(Step step) throws IOException {
        assertThat(page(step)).exists();
        assertThat(Files.readAllLines(page(step)).get(0)).isEqualTo("# " + step.id() + ": " + step.title());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyPageNamesItsParagraphOfTheTutorial(Step step) throws IOException {
        assertThat(Files.readAllLines(page(step)).get(2)).startsWith("Tutorial § ");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyPageHasItsSectionsInOrder(Step step) throws IOException {
        List<String> sections = prose(page(step))
                .lines()
                .filter(line -> line.startsWith("## "))
                .map(line -> line.substring(3))
                .toList();
        List<String> allowed = new ArrayList<>(SECTIONS);
        if (sections.size() > SECTIONS.size()) {
            allowed.add(LAST_SECTION);
        }
        assertThat(sections).isEqualTo(allowed);
    }

    @Test
    void everyFolderIsThatOfAStep() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
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
        List<String> rows = row.matcher(Files.readString(INDEX))
                .results()
                .map(match -> match.group(1) + " " + match.group(2))
                .toList();
        assertThat(rows)
                .isEqualTo(steps().map(step -> step.id() + " " + step.id() + "/README.md")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyExcerptStandsInTheMemberThatItNames(Path page) throws IOException {
        for (MatchResult excerpt : results(EXCERPT, page)) {
            Path source = ROOT.resolve(excerpt.group(1));
            assertThat(source).exists();
            List<String> members = source.toString().endsWith(".py")
                    ? functions(source, excerpt.group(2))
                    : members(source, excerpt.group(2));
            assertThat(members).as("members %s of %s", excerpt.group(2), source).isNotEmpty();
            assertThat(members)
                    .as("%s: the excerpt must be lines of %s#%s", page, excerpt.group(1), excerpt.group(2))
                    .anyMatch(member -> isPart(excerpt.group(3), member));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyBlockOfJavaOrPythonIsAnExcerpt(Path page) throws IOException {
        long code = results(FENCE, page).stream()
                .filter(fence -> fence.group(1).matches("java|python"))
                .count();
        assertThat(results(EXCERPT, page))
                .as("%s: code with a code comment above it", page)
                .hasSize((int) code);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLabCommandIsOneThatTheLabUnderstands(Path page) throws IOException {
        for (MatchResult command : results(COMMAND, page)) {
            assertThatCode(() -> understand(command.group(1).strip().split(" ")))
                    .as("%s: '%s'", page, command.group())
                    .doesNotThrowAnyException();
        }
    }

    private static void understand(String[] words) {
        CommandLine.ParseResult parsed = new CommandLine(new Main()).parseArgs(words);
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
                    .forEach(Tutorial::step);
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyPageDoesItsOwnStep(Step step) throws IOException {
        assertThat(results(COMMAND, page(step)))
                .extracting(MatchResult::group)
                .contains("lab/bin/lab step do " + step.id());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void theOutputOnAPageIsThatOfItsStep(Step step) throws IOException {
        String shown = Files.readString(page(step)).split("(?m)^## ")[3];
        assertThat(shown)
                .startsWith("What you should see")
                .contains("```text\n" + step.id() + "  " + step.title() + "\n");
    }

    @ParameterizedTest
    @MethodSource("pages")
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
    @MethodSource("pages")
    void noPageShowsAPathOfTheMachineThatWroteIt(Path page) throws IOException {
        assertThat(Files.readString(page)).doesNotContain("/tmp/", "/home/", "/root/", "/work/");
    }

    private static Path page(Step step) {
        return PAGES.resolve(step.id()).resolve("README.md");
    }

    /** The page without its fenced blocks. */
    private static String prose(Path page) throws IOException {
        return FENCE.matcher(Files.readString(page)).replaceAll("");
    }

    private static List<MatchResult> results(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page)).results().toList();
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

    /** The texts of the methods, constructors and fields of this name, each with the doc comment above it. */
    private static List<String> members(Path source, String name) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask) compiler.getTask(null, files, null, null, null, files.getJavaFileObjects(source));
            CompilationUnitTree unit = task.parse().iterator().next();
            String text = unit.getSourceFile().getCharContent(true).toString();
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<String> found = new ArrayList<>();
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void none) {
                    for (Tree member : type.getMembers()) {
                        if (isNamed(member, type)) {
                            int start = (int) positions.getStartPosition(unit, member);
                            int end = (int) positions.getEndPosition(unit, member);
                            found.add(withDocComment(text, start, end));
                        }
                    }
                    return super.visitClass(type, none);
                }

                private boolean isNamed(Tree member, ClassTree type) {
                    if (member instanceof MethodTree method) {
                        return method.getName().contentEquals(name)
                                || method.getReturnType() == null
                                        && type.getSimpleName().contentEquals(name);
                    }
                    return member instanceof VariableTree field
                            && field.getName().contentEquals(name);
                }
            }.scan(unit, null);
            return found;
        }
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

    private static String withDocComment(String text, int start, int end) {
        int line = text.lastIndexOf('\n', start) + 1;
        String before = text.substring(0, line);
        if (before.stripTrailing().endsWith("*/")) {
            line = before.lastIndexOf('\n', before.lastIndexOf("/*")) + 1;
        }
        return text.substring(line, end);
    }
}
