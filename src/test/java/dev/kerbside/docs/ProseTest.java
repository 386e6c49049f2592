package dev.kerbside.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages outside of the course can be read: README is short, sentences are, and no link leads nowhere. */
class ProseTest {
    private static final int LINES = 150;
    private static final int WORDS = 25;

    /** As comments name a page: from the repository's root. */
    private static final Pattern IN_CODE = Pattern.compile("\\bdocs/[\\w/-]+\\.md(?:#[\\w-]+)?");

    private static final Path README = Path.of("README.md");
    private static final Path DECISIONS = Path.of("docs", "decisions");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("docs"))) {
            List<Path> docs = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
            Stream<Path> others = Stream.of(
                            "CONTRIBUTING.md",
                            "CHANGELOG.md",
                            "SECURITY.md",
                            "docker/README.md",
                            "kerberos/README.md",
                            "kerberos/SECURITY.md",
                            "tutorial-steps/README.md")
                    .map(Path::of);
            return Stream.of(Stream.of(README), others, docs.stream()).flatMap(pages -> pages);
        }
    }

    @Test
    void readmeHasFewerThan150Lines() throws IOException {
        assertThat(Files.readAllLines(README))
                .as("lines of %s; move what a newcomer does not need to docs/", README)
                .hasSizeLessThan(LINES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noSentenceHasMoreThan25Words(Path page) {
        assertThat(longSentences(page, Prose.of(page)))
                .as("sentences of more than %s words; make two of each", WORDS)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyRelativeLinkAndAnchorLeadsSomewhere(Path page) {
        assertThat(danglingLinks(page, Prose.of(page)))
                .as("links that lead nowhere")
                .isEmpty();
    }

    @Test
    void everyPageOfDocsThatTheCodeNamesIsThereWithItsHeading() throws IOException {
        Path root = Path.of("the root");
        List<String> dangling = new ArrayList<>();
        for (Path source : sources()) {
            List<String> links = IN_CODE.matcher(Files.readString(source))
                    .results()
                    .map(MatchResult::group)
                    .toList();
            danglingLinks(root, new Prose(List.of(), List.of(), links)).stream()
                    .map(link -> source + ", from " + link)
                    .forEach(dangling::add);
        }
        assertThat(dangling).as("pages that code or configuration names").isEmpty();
    }

    @Test
    void theIndexOfDecisionsHasEachOnceInTheOrderOfItsPage() throws IOException {
        try (Stream<Path> files = Files.list(DECISIONS)) {
            List<Path> themes =
                    files.filter(file -> !file.endsWith("README.md")).sorted().toList();
            List<String> index = Prose.of(DECISIONS.resolve("README.md")).links();
            assertThat(themes).isNotEmpty().allSatisfy(theme -> {
                String name = theme.getFileName().toString();
                assertThat(index.stream().filter(link -> link.startsWith(name + "#")))
                        .as("entries of %s in the index", name)
                        .isNotEmpty()
                        .containsExactlyElementsOf(Prose.of(theme).anchors().stream()
                                .skip(1)
                                .map(anchor -> name + "#" + anchor)
                                .toList());
            });
        }
    }

    @Test
    void aLongSentenceIsNamedWithItsPageAndItsNumberOfWords() {
        String sentence = "word ".repeat(25) + "`a code span` ends.";
        assertThat(longSentences(README, Prose.of("Short.\n\n* Short too. " + sentence)))
                .singleElement()
                .asString()
                .startsWith("README.md, 27 words: word word ")
                .endsWith("a code span ends.");
    }

    @Test
    void whatIsInCodeOrInATableIsNoSentence() {
        String words = "word ".repeat(30);
        Prose prose = Prose.of("```\n" + words + "\n```\n\n| a |\n|---|\n| " + words + " |\n\n`" + words + "`\n");
        assertThat(longSentences(README, prose)).isEmpty();
    }

    @Test
    void aSentenceEndsBehindItsBracketsAndWithItsListItem() {
        assertThat(Prose.of("One (two.) Three\nfour.\n* Five: 7.5, `a. b` and …\n* six")
                        .sentences())
                .extracting(Prose.Sentence::text)
                .containsExactly("One (two.)", "Three four.", "Five: 7.5, a. b and …", "six");
    }

    @Test
    void aLinkToAMissingFileOrHeadingIsNamed(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("other.md"), "# Two `words`, twice\n\n## Two words twice\n");
        String text = "[a](other.md#two-words-twice) [b](other.md#two-words-twice-1) [c](#here) [d](https://x.y/z#no)"
                + " [e](nowhere.md) [f](other.md#two-words-twice-2) [g](#there) ![h](chart.svg)\n\n# Here\n";
        Path page = folder.resolve("page.md");
        Files.writeString(page, text);
        assertThat(danglingLinks(page, Prose.of(page)))
                .containsExactly(
                        page + ": nowhere.md is not there",
                        page + ": other.md#two-words-twice-2: no such heading",
                        page + ": #there: no such heading",
                        page + ": chart.svg is not there");
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> main = Files.walk(Path.of("lab"));
                Stream<Path> github = Files.walk(Path.of(".github"))) {
            List<Path> sources = Stream.of(Stream.of(Path.of("pom.xml"), Path.of(".ci/run")), main, github)
                    .flatMap(files -> files)
                    .filter(file -> file.toString().matches("pom.xml|.*/run|.*\\.(java|md|yml|args)|lab/bin/lab"))
                    .toList();
            assertThat(sources).contains(Path.of("lab/bin/lab")).hasSizeGreaterThan(100);
            return sources;
        }
    }

    private static List<String> longSentences(Path page, Prose prose) {
        return prose.sentences().stream()
                .filter(sentence -> sentence.words() > WORDS)
                .map(sentence -> "%s, %d words: %s".formatted(page, sentence.words(), sentence.text()))
                .toList();
    }

    private static List<String> danglingLinks(Path page, Prose prose) {
        return prose.links().stream()
                .filter(link -> !link.matches("[a-z]+:.*"))
                .flatMap(link -> {
                    String[] parts = link.split("#", 2);
                    Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
                    if (!Files.exists(target)) {
                        return Stream.of(page + ": " + link + " is not there");
                    }
                    return parts.length == 1 || Prose.of(target).anchors().contains(parts[1])
                            ? Stream.empty()
                            : Stream.of(page + ": " + link + ": no such heading");
                })
                .toList();
    }
}
