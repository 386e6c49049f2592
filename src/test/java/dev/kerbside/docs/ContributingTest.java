package dev.kerbside.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What CONTRIBUTING.md says is to be done is short and true, and docs/architecture.md too: what they name in code spans
 * and shell commands is there, and no package is missing.
 */
class ContributingTest {
    private static final Path CONTRIBUTING = Path.of("CONTRIBUTING.md");
    private static final Path ARCHITECTURE = Path.of("docs", "architecture.md");
    private static final Path MAIN = Path.of("lab", "src", "main", "java", "dev", "kerbside");

    private static final List<String> RECIPES =
            List.of("Add a step", "Add a lesson", "Add a KDC", "Add a known failure", "Add a mistake");

    private static final int MOST = 8;

    private static Repository repository;

    @BeforeAll
    static void readRepository() throws IOException {
        repository = Repository.at(Path.of(""));
    }

    @Test
    void eachThingThatPeopleAddHasARecipeOfAtMostEightBulletsThatNameWhatToTouch() throws IOException {
        assertThat(recipeProblems(CONTRIBUTING, Outline.of(CONTRIBUTING))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONTRIBUTING.md", "docs/architecture.md"})
    void everyPathClassTestAndFlagThatIsNamedIsThere(Path page) throws IOException {
        assertThat(missing(page, Outline.of(page).spans(), repository)).isEmpty();
    }

    @Test
    void everyPackageOfTheMainCodeIsOnThePage() throws IOException {
        assertThat(packageProblems(packages(), Outline.of(ARCHITECTURE).spans()))
                .isEmpty();
    }

    @Test
    void aRecipeThatIsLongVagueOrNotThereIsNamed(@TempDir Path folder) throws IOException {
        Path page = Files.writeString(
                folder.resolve("page.md"),
                "# Page\n\n## Add a step\n\n" + "* Do it.\n".repeat(9) + "\n## Add a lesson\n\nJust do.\n\n"
                        + "## Add a KDC\n\n* One.\n\n## Add a mistake\n\n* `Two`.\n");
        assertThat(recipeProblems(page, Outline.of(page)))
                .containsExactly(
                        page + ": \"Add a step\" has 9 bullets, and may have 8",
                        page + ": \"Add a lesson\" has no bullets",
                        page + ": \"Add a KDC\" has a bullet without a file or class: One.",
                        page + ": there is no heading \"Add a known failure\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    docs/nowhere.md | no such file: docs/nowhere.md
                    tutorial-steps/<id>/READNOT.md | no such file: tutorial-steps/<id>/READNOT.md
                    lab/bin/lap doctor | no such file: lab/bin/lap
                    gone.txt | no such file: gone.txt
                    keytabz/x.keytab | no such file: keytabz/x.keytab
                    taxi.nothing | no such file: taxi.nothing
                    NoSuchThing | no class NoSuchThing
                    NoSuchThing.method | no class NoSuchThing
                    Lab.begin | no begin in the class Lab
                    LessonsIT#lesson99* | no lesson99 in the class LessonsIT
                    readFromNowhere | no class has readFromNowhere
                    -Dlab.nothing=x | nobody reads lab.nothing
                    -Dtest='NoSuchTest,PageTest' | no class NoSuchTest
                    """)
    void whatIsNotThereIsNamedWithItsPage(String span, String problem) {
        assertThat(missing(CONTRIBUTING, List.of(span), repository)).containsExactly("CONTRIBUTING.md: " + problem);
    }

    @Test
    void whatIsThereIsNotNamed() {
        List<String> there = List.of(
                "pom.xml",
                "docs/",
                "tutorial-steps/<id>/README.md",
                "Mistakes.java",
                "exercise.sh",
                "taxi.file",
                "keytabs/tdp_user.keytab",
                "krb5.conf",
                "lab/bin/lab step check 06",
                "Lab.start",
                "readFromKafka",
                "Infrastructure.RunningNode",
                "LessonsIT#lesson20*",
                "-Dlab.kdc=mit",
                "./mvnw test -Dtest='PageTest,TutorialPagesTest'",
                "*Test",
                "lab validate");
        assertThat(missing(CONTRIBUTING, there, repository)).isEmpty();
    }

    @Test
    void aPackageThatIsNotOnThePageIsNamed() {
        assertThat(packageProblems(Map.of("taxi", MAIN.resolve("taxi"), "new", MAIN.resolve("new")), List.of("taxi")))
                .containsExactly(ARCHITECTURE + ": the package new is missing (" + MAIN.resolve("new") + ")");
    }

    private static List<String> recipeProblems(Path page, Outline outline) {
        return RECIPES.stream()
                .flatMap(recipe -> {
                    if (!outline.headings().contains(recipe)) {
                        return Stream.of("there is no heading \"%s\"".formatted(recipe));
                    }
                    int bullets = outline.bullets(recipe).size();
                    if (bullets == 0) {
                        return Stream.of("\"%s\" has no bullets".formatted(recipe));
                    }
                    if (bullets > MOST) {
                        return Stream.of("\"%s\" has %d bullets, and may have %d".formatted(recipe, bullets, MOST));
                    }
                    return outline.bullets(recipe).stream()
                            .filter(bullet -> bullet.spans().isEmpty())
                            .map(bullet ->
                                    "\"%s\" has a bullet without a file or class: %s".formatted(recipe, bullet.text()));
                })
                .map(problem -> page + ": " + problem)
                .toList();
    }

    private static List<String> missing(Path page, List<String> spans, Repository in) {
        return spans.stream()
                .flatMap(span -> in.missing(span).stream())
                .map(problem -> page + ": " + problem)
                .distinct()
                .toList();
    }

    private static List<String> packageProblems(Map<String, Path> packages, List<String> spans) {
        return packages.entrySet().stream()
                .filter(one -> !spans.contains(one.getKey()))
                .map(one -> "%s: the package %s is missing (%s)".formatted(ARCHITECTURE, one.getKey(), one.getValue()))
                .toList();
    }

    /** Those that have classes, by the name below dev.kerbside, or by that. */
    private static Map<String, Path> packages() throws IOException {
        Map<String, Path> packages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .forEach(folder -> packages.put(
                            folder.equals(MAIN)
                                    ? "dev.kerbside"
                                    : MAIN.relativize(folder).toString().replace('/', '.'),
                            folder));
        }
        assertThat(packages).hasSizeGreaterThan(20);
        return packages;
    }
}
