package dev.kerbside.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalPageTest {
    private static final TerminalPage PLAIN = new TerminalPage(60, false, true, false, Language.JAVA);

    @TempDir
    private Path folder;

    @Test
    void aPageReadsWellWithoutColour() {
        assertThat(new TerminalPage(80, false, true, false, Language.JAVA)
                        .render(new Samples(folder).page())
                        .lines())
                .startsWith(
                        "01-sample: A sample",
                        "═══════════════════",
                        "",
                        "Tutorial § 1 · all steps (tutorial-steps/README.md) · next: 02-next",
                        "(lab/bin/lab step show 02)",
                        "",
                        "Goal",
                        "────",
                        "",
                        "See the next step, again, and https://example.org/a.",
                        "",
                        "Exercise",
                        "────────",
                        "",
                        "• Write it.",
                        "• Run it:",
                        "  • once, or",
                        "  • twice.");
    }

    @Test
    void codeIsIndentedBelowItsSourceAndNeverWrapped() {
        String code = "int f() { return 42; } // ".repeat(9);
        assertThat(PLAIN.render(page(), "<!-- code: src/A.java#f -->\n```java\n" + code + "\n\n\tg\n```\n"))
                .isEqualTo("src/A.java#f\n    " + code.strip() + "\n\n            g");
    }

    @Test
    void headingsAreUnderlinedByTheirRank() {
        assertThat(PLAIN.render(page(), "# A\n\n## Two\n\n### `c`")).isEqualTo("A\n═\n\nTwo\n───\n\n`c`\n┄┄┄");
    }

    @Test
    void aPictureIsItsTwin() {
        assertThat(shown(PLAIN)).contains("\n  ┌─┐   ┌─┐\n  │a│ ► │b│\n").doesNotContain("graph LR", "mermaid");
    }

    @Test
    void answersAndHintsAreFolded() {
        assertThat(shown(PLAIN))
                .contains("1. Why 42?\n\nAnswer: lab/bin/lab step show 01 --answers\n\n2. Why not 43?")
                .contains("Hints\n─────\n\n3 hints, one more each time: lab/bin/lab step hint 01\n")
                .doesNotContain("Because", "Return 42,");
    }

    @Test
    void whatElseIsFoldedIsShownWithTheWholePage() {
        String folded = "<details><summary>The code</summary>\n\n42\n\n</details>\n";
        assertThat(PLAIN.render(page(), folded)).isEqualTo("The code: lab/bin/lab step show 01 --unfold");
    }

    @Test
    void answersAndHintsAreUnfoldedIfWanted() {
        assertThat(shown(new TerminalPage(60, false, true, true, Language.JAVA)))
                .contains("1. Why 42?\n\nAnswer:\n  Because it is the answer.\n\n2. Why not 43?")
                .contains("2. It returns a number:\n\n       42\n\n3. Return 42, and nothing else.\n")
                .doesNotContain("--answers");
    }

    @Test
    void aHintAloneIsShown() {
        assertThat(PLAIN.render(page(), page().hints(Language.JAVA).get(1)))
                .isEqualTo("It returns a number:\n\n    42");
    }

    @Test
    void ofTheLanguagesThatOfTheReaderIsShown() {
        String parts =
                """
                Look:

                <details><summary>Java</summary>

                `f()`

                </details>

                <details><summary>Python</summary>

                `f_()`

                </details>

                1. Item.

                   <details><summary>The code of f in Java</summary>

                   `g()`

                   </details>

                   <details><summary>The code of f in Python</summary>

                   `g_()`

                   </details>

                End.
                """;
        assertThat(PLAIN.render(page(), parts))
                .contains("Look:\n\n`f()`\n\n1. Item.")
                .doesNotContain("Python", "`f_()`", "`g_()`")
                .endsWith("End.");
        assertThat(new TerminalPage(60, false, true, false, Language.PYTHON).render(page(), parts))
                .contains("Look:\n\n`f_()`\n\n1. Item.")
                .doesNotContain("Java", "`f()`", "`g()`")
                .endsWith("End.");
    }

    @Test
    void listsHangBelowTheirMarks() {
        assertThat(PLAIN.render(page(), "10. " + "word ".repeat(14) + "\n    * " + "word ".repeat(12) + "\n11. end"))
                .isEqualTo(
                        """
                        10. word word word word word word word word word word word
                            word word word
                            • word word word word word word word word word word word
                              word
                        11. end""");
    }

    @Test
    void aTableIsAligned() {
        assertThat(PLAIN.render(page(), "|a|number|\n|---|---:|\n|`x`|1|\n|longer|1,000|\n"))
                .isEqualTo(
                        """
                        a       number
                        ──────  ──────
                        `x`          1
                        longer   1,000""");
    }

    @Test
    void aTableThatIsTooWideIsWrappedInItsCells() {
        String table = PLAIN.render(page(), "|a|b|\n|---|---|\n|short|" + "word ".repeat(15) + "|\n|other|end|\n");
        assertThat(table)
                .isEqualTo(
                        """
                        a      b
                        ─────  ─────────────────────────────────────────────────────
                        short  word word word word word word word word word word
                               word word word word word

                        other  end""");
    }

    @Test
    void aWordThatIsWiderThanItsColumnIsCutInTheTable() {
        String table = PLAIN.render(page(), "|a|b|\n|---|---|\n|" + "x".repeat(70) + "|y|\n");
        assertThat(table.lines().mapToInt(String::length).max()).hasValue(60);
        assertThat(table.chars().filter(c -> c == 'x').count()).isEqualTo(70);
    }

    @Test
    void aLinkTellsOnceWhereItLeads() {
        assertThat(PLAIN.render(page(), "[a](../../kerberos/README.md#x) [b](../../kerberos/README.md) [c](#goal)"))
                .isEqualTo("a (kerberos/README.md) b c");
        assertThat(PLAIN.render(page(), "[a](https://example.org) [b](https://example.org)"))
                .isEqualTo("a (https://example.org) b");
        assertThat(PLAIN.render(page(), "[kerberos/README.md](../../kerberos/README.md)"))
                .isEqualTo("kerberos/README.md");
        assertThat(PLAIN.render(page(), "(step [07](../07-join/README.md))"))
                .isEqualTo("(step 07: lab/bin/lab step show 07)");
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        String text = PLAIN.render(page(), "出租车数据 ".repeat(20));
        assertThat(text.lines()).allMatch(line -> new AttributedString(line).columnLength() <= 60);
        assertThat(text.lines().findFirst()).hasValue("出租车数据 出租车数据 出租车数据 出租车数据 出租车数据");
        assertThat(PLAIN.render(page(), "|a|b|\n|---|---|\n|车|x|\n|ab|y|\n")).endsWith("车  x\nab  y");
    }

    @Test
    void aShortCommandStaysOnOneLine() {
        assertThat(PLAIN.render(page(), "word ".repeat(9) + "`lab/bin/lab step do 01`"))
                .isEqualTo("word ".repeat(9).strip() + "\n`lab/bin/lab step do 01`");
    }

    @Test
    void htmlIsNeverShown() {
        assertThat(PLAIN.render(page(), "<!-- run: x -->\na<br>b <kbd>c</kbd> &amp;\n\n<p align=center>d</p>\n"))
                .isEqualTo("a\nb c &\n\nd");
    }

    @Test
    void colourMarksHeadingsAndCode() {
        TerminalPage colored = new TerminalPage(60, true, true, false, Language.JAVA);
        assertThat(colored.render(page(), "## Goal\n\nType `lab`."))
                .isEqualTo("\u001b[1mGoal\u001b[0m\n\nType \u001b[36mlab\u001b[0m.");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutColourThereIsNoAnsi(boolean answers) {
        assertThat(shown(new TerminalPage(80, false, true, answers, Language.JAVA)))
                .doesNotContain("\u001b");
    }

    @Test
    void withoutUnicodeThereIsOnlyAscii() {
        String text = shown(new TerminalPage(80, false, false, true, Language.JAVA));
        assertThat(text).isASCII().contains("Tutorial section 1 - all steps", "  |a| > |b|\n  +-+   +-+\n", "* Run it");
        assertThat(new TerminalPage(60, false, false, false, Language.JAVA).render(page(), "✓ café ≠ 出 …"))
                .isEqualTo("ok cafe != ? ...");
    }

    private Page page() {
        return new Samples(folder).page();
    }

    private String shown(TerminalPage terminal) {
        return terminal.render(page());
    }
}
