package dev.kerbside.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final String FILE = "tutorial-steps/01-sample/README.md";

    @TempDir
    private Path folder;

    private Samples samples;

    @BeforeEach
    void start() {
        samples = new Samples(folder);
    }

    @Test
    void aPageHasATitleAndSections() {
        Page page = samples.page();
        assertThat(page.title()).isEqualTo("01-sample: A sample");
        assertThat(page.section("When it fails")).isEqualTo("Read on.");
        assertThat(page.section("Go further")).isEqualTo("* Further.");
        assertThatThrownBy(() -> page.section("Nothing"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("\"Nothing\" is missing");
    }

    @Test
    void itsBeginningIsTitleGoalExerciseAndWhatToDo() {
        assertThat(samples.page().beginning())
                .startsWith("# 01-sample: A sample\n")
                .containsSubsequence("\n\n## Goal\n\nSee", "\n\n## Exercise\n\n* Write", "\n\n## Do it\n\n```bash")
                .doesNotContain("## What you should see", "Because", "Return 42");
    }

    @Test
    void aPageThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new Course(folder).page("99-none"))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("There is no file")
                .hasMessageContaining("tutorial-steps/99-none/README.md");
    }

    @Test
    void hintsAreTheItemsOfTheListAsMarkdown() {
        assertThat(samples.page().hints(Language.JAVA))
                .containsExactly(
                        "Look at `f`.", "It returns a number:\n\n```text\n42\n```", "Return 42,\nand nothing else.");
    }

    @Test
    void aHintMayHaveAPartForEachLanguage() {
        String parts = "<details><summary>Java</summary>\n\n   `f()`\n\n   </details>\n\n   "
                + "<details><summary>Python</summary>\n\n   `f_()`\n\n   </details>\n";
        Page page = samples.with("3. Return 42,\n   and nothing else.\n", "3. Return 42:\n\n   " + parts);
        assertThat(page.hints(Language.JAVA)).element(2).isEqualTo("Return 42:\n\n`f()`");
        assertThat(page.hints(Language.PYTHON)).element(2).isEqualTo("Return 42:\n\n`f_()`");
        assertThat(PageProblems.of(page, true)).isEmpty();
    }

    @Test
    void aPartInOneLanguageOnlyIsAProblem() {
        String java = "<details><summary>%s</summary>\n\nf()\n\n</details>\n\n";
        String python = java.replace("f()", "f_()");
        String about = "The code of f in ";
        assertThat(parts(java.formatted("Java") + python.formatted("Python"))).isEmpty();
        assertThat(parts(
                        java.formatted("The code of byUdf in Java") + python.formatted("The code of by_udf in Python")))
                .isEmpty();
        assertThat(parts(java.formatted(about + "Java") + python.formatted(about + "Python")))
                .isEmpty();
        String alone = "this part is in one language only";
        assertThat(parts(java.formatted("Java"))).singleElement().asString().startsWith(FILE + ", line 42: " + alone);
        assertThat(parts(python.formatted("Python") + java.formatted("Java"))).hasSize(2);
        assertThat(parts(java.formatted("Java") + "Between.\n\n" + python.formatted("Python")))
                .hasSize(2);
        assertThat(parts(java.formatted("Java") + python.formatted(about + "Python")))
                .hasSize(2);
        assertThat(parts(java.formatted("Java").replace("\n\n</details>", "\n</details>") + python.formatted("Python")))
                .hasSize(2);
    }

    private List<String> parts(String text) {
        return PageProblems.of(samples.with("Read on.\n", text + "Read on.\n"), true).stream()
                .toList();
    }

    @Test
    void anExercisesMemberIsShownInBothLanguages() throws IOException {
        Page page = samples.page();
        Path step = folder.resolve(FILE).getParent();
        Files.writeString(step.resolve("exercise.java"), "class Exercise {\n    int f() {}\n}\n");
        Files.writeString(step.resolve("exercise.py"), "def f():\n    pass\n");
        assertThat(PageProblems.of(page, true))
                .containsExactly(FILE + ", line 47: f is shown in Java only; show it in the other language too.");
        Files.writeString(folder.resolve("src/a.py"), "def f():\n    return 42\n");
        problems("```mermaid", "<!-- code: src/a.py#f -->\n```python\nreturn 42\n```\n\n```mermaid")
                .isEmpty();
        Files.delete(step.resolve("exercise.java"));
        problems("src/A.java#f -->\n```java\nint f() {\n    return 42;\n}\n", "src/a.py#f -->\n```python\ndef f():\n")
                .singleElement()
                .asString()
                .contains("f is shown in Python only");
    }

    @Test
    void aGoodPageHasNoProblems() {
        assertThat(PageProblems.of(samples.page(), true)).isEmpty();
        assertThat(PageProblems.of(samples.page(Samples.PAGE + "\n## What the original did\n\nNothing.\n"), true))
                .isEmpty();
    }

    @Test
    void aPageThatLosesASectionIsAProblemThatNamesIt() {
        problems("## Exercise\n", "### Exercise\n")
                .containsExactly(FILE + ": the section \"Exercise\" is missing; write it below \"Goal\".");
    }

    @Test
    void sectionsThatAreUnknownDoubledOrOutOfOrderAreNamedWithTheirLine() {
        problems("## When it fails", "## Hint")
                .hasSize(2)
                .anyMatch(problem -> problem.startsWith(FILE + ", line 40: \"Hint\" is not a section"));
        problems("## Go further\n", "## Goal\n\nAgain.\n\n## Go further\n")
                .singleElement()
                .asString()
                .contains("\"Goal\" stands twice");
        problems("## Goal\n", "## When it fails\n\nEarly.\n\n## Goal\n")
                .anyMatch(problem ->
                        problem.contains("the section \"Goal\" comes too late; move it above \"When it fails\""));
        problems("Read on.\n", "").singleElement().asString().contains("\"When it fails\" is empty");
    }

    @Test
    void headingsInCodeAreNoSections() {
        problems("lab/bin/lab step do 01-sample", "## lab").isEmpty();
    }

    @Test
    void fewerThanThreeHintsAreAProblem() {
        problems("3. Return 42,\n   and nothing else.\n", "")
                .singleElement()
                .asString()
                .contains("2 hints; write a numbered list of at least 3");
    }

    @Test
    void whatIsNoHintIsNotAmongTheHints() {
        problems("1. Look", "Take your time.\n\n1. Look").isEmpty();
        problems("   and nothing else.\n", "   and nothing else.\n\nOne more thing.\n")
                .singleElement()
                .asString()
                .contains("this is no hint");
    }

    @Test
    void oneQuestionIsTooFew() {
        problems("**2. Why not 43?**", "Why not 43?")
                .singleElement()
                .asString()
                .contains("1 questions; write two or three");
    }

    @Test
    void questionsAreNumbered() {
        problems("**2. Why not 43?**", "**3. Why not 43?**")
                .singleElement()
                .asString()
                .contains("should have the number 2");
    }

    @Test
    void anAnswerThatIsNotFoldedIsAProblem() {
        String problem = "the answer to this question is not folded";
        problems("<details><summary>Answer</summary>\n\nToo", "Too")
                .singleElement()
                .asString()
                .contains(problem);
        problems("Too many.\n\n</details>\n", "Too many.\n")
                .singleElement()
                .asString()
                .contains(problem);
        problems("Answer</summary>\n\nToo", "Answer</summary>\nToo")
                .singleElement()
                .asString()
                .contains(problem);
        problems("Too many.\n\n", "").singleElement().asString().contains(problem);
    }

    @Test
    void anExcerptThatDiffersIsNamedWithPageAndLine() {
        problems("    return 42;\n", "    return 43;\n")
                .containsExactly(FILE + ", line 47: the code is not lines of src/A.java#f; copy them again.");
    }

    @Test
    void anExcerptOfAnotherMemberOrOfNothingIsAProblem() {
        problems("A.java#f", "A.java#g").singleElement().asString().contains("not lines of src/A.java#g");
        problems("A.java#f", "A.java#h").singleElement().asString().contains("src/A.java has no member h");
        problems("A.java#f", "B.java#f").singleElement().asString().contains("src/B.java is not there");
    }

    @Test
    void codeWithoutASourceIsAProblem() {
        problems("<!-- code: src/A.java#f -->\n", "").singleElement().asString().contains("this code is no excerpt");
        problems("```java\n", "```text\n").singleElement().asString().contains("no java or python block follows");
        problems("   ```text\n", "   ```python\n").singleElement().asString().contains("this code is no excerpt");
    }

    @Test
    void aPictureWithoutATwinIsAProblem() {
        String problem = "this picture has no twin for terminals";
        problems("<!-- terminal\n", "<!--\n").singleElement().asString().contains(problem);
        problems("│a│ ►", "│a│ -->").singleElement().asString().contains(problem);
        problems("│a│ ►", "│a│ " + "─".repeat(100)).singleElement().asString().contains("108 columns");
    }

    private ListAssert<String> problems(String old, String replacement) {
        return assertThat(PageProblems.of(samples.with(old, replacement), true));
    }
}
