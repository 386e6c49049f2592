package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.text.Visible;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What others have named or written does not command the terminal. */
class OutputTest {
    private static final String HOSTILE = "\u001b]0;owned\u0007\u009b31mred\u007f\rover\bback\u202egnp.exe\u2028\u200b";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;

    @BeforeEach
    void install() {
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        System.setErr(System.out);
        Output.install();
    }

    @AfterEach
    void restore() {
        System.setOut(out);
        System.setErr(err);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "\u0007",
                "\b",
                "\u000b",
                "\f",
                "\r",
                "\u001b",
                "\u007f",
                "\u0080",
                "\u0085",
                "\u009b",
                "\u009d",
                "\u00ad",
                "\u061c",
                "\u200b",
                "\u200e",
                "\u200f",
                "\u2028",
                "\u2029",
                "\u202a",
                "\u202e",
                "\u2066",
                "\u2069",
                "\ufeff",
                "\ud800",
                "\udb40\udc41"
            })
    void whatCommandsATerminalIsShownAsItsNumber(String control) {
        assertThat(Visible.of("a" + control + "b")).matches("a\\\\u([0-9A-F]{4}|\\{[0-9A-F]+})b");
    }

    @Test
    void otherTextStays() {
        String text = "line\n\ttab  caf\u00e9 \u65e5\u672c \u05e9\u05dc\u05d5\u05dd \ud83d\ude95 \u2713 \\u001b";
        assertThat(Visible.of(text)).isSameAs(text);
        assertThat(Visible.line("two\nlines")).isEqualTo("two\\nlines");
    }

    @Test
    void everyWayOfPrintingMakesItVisible() {
        System.out.print(HOSTILE);
        System.out.println(HOSTILE);
        System.out.println((Object) HOSTILE);
        System.out.println(HOSTILE.toCharArray());
        System.out.printf("%s%n", HOSTILE);
        System.out.append(HOSTILE).append('\u001b');
        System.err.println(HOSTILE);
        new RuntimeException(HOSTILE).printStackTrace();
        Output.errors().println(HOSTILE);
        try (Terminal terminal = new Terminal()) {
            terminal.print(HOSTILE);
            terminal.say(HOSTILE);
            terminal.title(HOSTILE);
            terminal.held(HOSTILE);
            terminal.problem(HOSTILE);
            terminal.progress(HOSTILE);
        }
        String said = bytes.toString(StandardCharsets.UTF_8);
        assertThat(said).contains("\\u001B]0;owned\\u0007").isEqualTo(Visible.of(said));
    }

    @Test
    void whatTheLabDrawsItselfStays() {
        try (Terminal terminal = new Terminal()) {
            terminal.draw("\u001b[1mbold\u001b[0m");
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("\u001b[1mbold");
    }
}
