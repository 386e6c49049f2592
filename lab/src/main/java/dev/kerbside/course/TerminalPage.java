package dev.kerbside.course;

import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.node.Node;
import org.jline.utils.AttributedString;

/**
 * Shows pages in a terminal: Markdown in, lines of text out. Paragraphs, lists and tables are fitted to the width; code
 * and drawings are left as they are.
 *
 * @param width in columns
 * @param color whether there may be ANSI sequences
 * @param unicode whether there may be other characters than those of ASCII
 * @param answers whether what a page folds, and the hints, are shown
 * @param language of the reader: what is about another one is not shown
 */
public record TerminalPage(int width, boolean color, boolean unicode, boolean answers, Language language) {
    private static final int NARROWEST = 40;

    public TerminalPage {
        width = Math.max(NARROWEST, width);
    }

    /** A whole page. There is no line break at the end. */
    public String render(Page page) {
        Node document = Markdown.parse(language.of(page.text()));
        Fold.details(document);
        if (!answers) {
            Fold.hints(document);
        }
        return text(page, document);
    }

    /** A part of a page: a hint, a section. There is no line break at the end. */
    public String render(Page page, String markdown) {
        Node document = Markdown.parse(language.of(markdown));
        Fold.details(document);
        return text(page, document);
    }

    private String text(Page page, Node document) {
        List<AttributedString> lines = new TerminalBlocks(this, page).lines(document, width);
        return lines.stream()
                .map(line -> color ? line.toAnsi() : line.toString())
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
    }

    /** One of two texts for the same thing. */
    String sign(String forUnicode, String forAscii) {
        return unicode ? forUnicode : forAscii;
    }

    /** A text in the characters that there may be. */
    String inCharset(String text) {
        return unicode ? text : Ascii.of(text);
    }
}
