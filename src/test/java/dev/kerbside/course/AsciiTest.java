package dev.kerbside.course;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of text where a terminal knows only ASCII. */
class AsciiTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '%',
            value = {"…, ...", "✓✗, okx", "§, section", "×÷, x/", "≤≥≠, <=>=!=", "·•, -*", "–—−, ---", "‘’“”, ''\"\""})
    void aSignIsWrittenOut(String text, String ascii) {
        assertThat(Ascii.of(text)).isEqualTo(ascii);
    }

    @ParameterizedTest
    @CsvSource({
        "─━═╌┄┈╴╶, -",
        "│┃║╎┆┊╵╷, |",
        "→►▶▸⇒⟶, >",
        "←◄◀◂⇐⟵, <",
        "↑▲▴△⇑, ^",
        "↓▼▾▽⇓, v",
        "●○◆◇■□, o",
        "┌┐└┘├┤┬┴┼╔╝╭, +",
        "█▄░▏, #"
    })
    void aDrawingKeepsItsWidth(String drawn, String ascii) {
        assertThat(Ascii.of(drawn)).isEqualTo(ascii.repeat(drawn.length()));
    }

    @Test
    void aLetterLosesItsAccent() {
        assertThat(Ascii.of("Café Ångström ﬁ ½")).isEqualTo("Cafe Angstrom fi ?");
    }

    @Test
    void whatHasNoPlainLetterIsAQuestionMarkEach() {
        assertThat(Ascii.of("出租 ß 🚕")).isEqualTo("?? ? ?");
    }

    @Test
    void asciiStaysAsItIs() {
        String all = "\t\n !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\u007f";
        assertThat(Ascii.of(all)).isEqualTo(all);
        assertThat(Ascii.of("\u0080")).isEqualTo("?");
    }
}
