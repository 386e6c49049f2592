package dev.kerbside.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.junit.jupiter.api.Test;

/** Where lines are broken, and where they are not. */
class WrapTest {
    @Test
    void aLineIsFullAtItsWidthAndNotBefore() {
        assertThat(words("ab cd ef", 5)).containsExactly("ab cd", "ef");
        assertThat(words("ab cd ef", 4)).containsExactly("ab", "cd", "ef");
        assertThat(words("ab cd ef", 8)).containsExactly("ab cd ef");
    }

    @Test
    void aWordThatIsWiderStandsAloneAndWhole() {
        assertThat(words("a abcdef b", 3)).containsExactly("a", "abcdef", "b");
    }

    @Test
    void aWordThatIsWiderIsCutWhereLinesMustBeNarrow() {
        assertThat(Wrap.narrow(new AttributedString("a abcdef b"), 3))
                .map(AttributedString::toString)
                .containsExactly("a", "abc", "def", "b");
    }

    @Test
    void aLineBreakStaysAndAnEmptyLineToo() {
        assertThat(words("ab\n\ncd ef\n", 9)).containsExactly("ab", "", "cd ef", "");
    }

    @Test
    void ofManySpacesOneIsLeftAndNoneAtTheEdges() {
        assertThat(words("  ab   cd  ", 9)).containsExactly("ab cd");
    }

    @Test
    void boundWordsAreOneAndShownWithASpace() {
        assertThat(words("ab cd" + Wrap.BOUND + "ef", 6)).containsExactly("ab", "cd ef");
    }

    @Test
    void aChineseCharacterTakesTwoColumns() {
        assertThat(words("出租 车", 7)).containsExactly("出租 车");
        assertThat(words("出租 车", 6)).containsExactly("出租", "车");
    }

    @Test
    void allLinesButTheFirstHaveTheMarginWhichIsWithinTheWidth() {
        assertThat(Wrap.hanging("ab cd ef gh", 7, "  ")).isEqualTo("ab cd\n  ef gh");
        assertThat(Wrap.hanging("ab cd ef gh", 6, "  ")).isEqualTo("ab\n  cd\n  ef\n  gh");
    }

    @Test
    void wordsKeepTheirStyleAndTheSpaceBetweenHasThatOfTheWordBefore() {
        AttributedString text = new AttributedStringBuilder()
                .append("ab" + Wrap.BOUND + "c", AttributedStyle.BOLD)
                .append(" de")
                .toAttributedString();
        AttributedString line = Wrap.words(text, 9).get(0);
        assertThat(line.toString()).isEqualTo("ab c de");
        assertThat(line.styleAt(2)).isEqualTo(AttributedStyle.BOLD);
        assertThat(line.styleAt(4)).isEqualTo(AttributedStyle.BOLD);
        assertThat(line.styleAt(5)).isEqualTo(AttributedStyle.DEFAULT);
    }

    private static List<String> words(String text, int width) {
        return Wrap.words(new AttributedString(text), width).stream()
                .map(AttributedString::toString)
                .toList();
    }
}
