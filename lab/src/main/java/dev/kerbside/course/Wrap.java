package dev.kerbside.course;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** Breaks text into lines by what it takes on a screen: a Chinese character takes two columns. */
public final class Wrap {
    /** A space at which no line is broken. */
    static final char BOUND = '\u00a0';

    private Wrap() {}

    /** Plain text in lines of at most this width, the margin included, which all lines but the first begin with. */
    public static String hanging(String text, int width, String margin) {
        return words(new AttributedString(text), width - margin.length()).stream()
                .map(AttributedString::toString)
                .collect(Collectors.joining("\n" + margin));
    }

    /** Lines of at most this width, except where a single word is wider. */
    static List<AttributedString> words(AttributedString text, int width) {
        List<AttributedString> lines = new ArrayList<>();
        for (AttributedString forced : split(text, '\n')) {
            AttributedString line = null;
            for (AttributedString word : split(forced, ' ')) {
                if (line == null) {
                    line = word;
                } else if (line.columnLength() + 1 + word.columnLength() <= width) {
                    line = join(line, new AttributedString(" ", line.styleAt(line.length() - 1)), word);
                } else {
                    lines.add(line);
                    line = word;
                }
            }
            lines.add(line == null ? AttributedString.EMPTY : line);
        }
        return lines.stream().map(Wrap::unbound).toList();
    }

    /** As {@link #words}, but a word that is wider is cut. */
    static List<AttributedString> narrow(AttributedString text, int width) {
        return words(text, width).stream()
                .flatMap(line -> line.columnSplitLength(width).stream())
                .toList();
    }

    static AttributedString join(AttributedString... parts) {
        AttributedStringBuilder joined = new AttributedStringBuilder();
        for (AttributedString part : parts) {
            joined.append(part);
        }
        return joined.toAttributedString();
    }

    /** The parts between the separators, without the empty ones if that is a space. */
    private static List<AttributedString> split(AttributedString text, char separator) {
        List<AttributedString> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator) {
                if (i > start || separator != ' ') {
                    parts.add(text.subSequence(start, i));
                }
                start = i + 1;
            }
        }
        return parts;
    }

    private static AttributedString unbound(AttributedString line) {
        AttributedStringBuilder result = new AttributedStringBuilder(line.length());
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            result.append(c == BOUND ? " " : String.valueOf(c), line.styleAt(i));
        }
        return result.toAttributedString();
    }
}
