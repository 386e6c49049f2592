package dev.kerbside.course;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.ThematicBreak;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** The blocks of one page as lines for a terminal. */
final class TerminalBlocks {
    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    private static final AttributedStyle BOLD = PLAIN.bold();
    private static final AttributedStyle DIM = PLAIN.faint();
    private static final String CODE_MARGIN = "    ";
    private static final String MARGIN = "  ";
    private static final String TAB = " ".repeat(8);

    private final TerminalPage terminal;
    private final Page page;
    private final TerminalText text;

    TerminalBlocks(TerminalPage terminal, Page page) {
        this.terminal = terminal;
        this.page = page;
        this.text = new TerminalText(terminal, new PageLinks(page));
    }

    /** The blocks below a node, with an empty line between them. */
    List<AttributedString> lines(Node parent, int width) {
        return stacked(Markdown.children(parent), width, true);
    }

    private List<AttributedString> stacked(List<Node> blocks, int width, boolean apart) {
        List<AttributedString> lines = new ArrayList<>();
        for (Node block : blocks) {
            List<AttributedString> more = block(block, width);
            if (apart && !lines.isEmpty() && !more.isEmpty()) {
                lines.add(AttributedString.EMPTY);
            }
            lines.addAll(more);
        }
        return lines;
    }

    private List<AttributedString> block(Node block, int width) {
        if (block instanceof Heading heading) {
            return heading(heading, width);
        } else if (block instanceof Paragraph) {
            return Wrap.words(text.of(block, PLAIN), width);
        } else if (block instanceof ListBlock list) {
            return list(list, width);
        } else if (block instanceof FencedCodeBlock code) {
            return PageHtml.isPicture(code) ? picture(code, width) : code(code);
        } else if (block instanceof IndentedCodeBlock code) {
            return verbatim(code.getLiteral(), CODE_MARGIN);
        } else if (block instanceof TableBlock table) {
            return new TerminalTable(terminal, text).lines(table, width);
        } else if (block instanceof BlockQuote) {
            return hung(terminal.sign("│ ", "| "), terminal.sign("│ ", "| "), lines(block, width - 2));
        } else if (block instanceof Fold fold) {
            return fold(fold, width);
        } else if (block instanceof ThematicBreak) {
            return List.of(rule("─", "-", width));
        } else if (block instanceof HtmlBlock html) {
            return paragraph(PageHtml.text(html.getLiteral()), PLAIN, width);
        }
        return lines(block, width);
    }

    /** Without colour, headings are underlined. */
    private List<AttributedString> heading(Heading heading, int width) {
        List<AttributedString> lines = new ArrayList<>(Wrap.words(text.of(heading, BOLD), width));
        if (!terminal.color()) {
            int longest = lines.stream()
                    .mapToInt(AttributedString::columnLength)
                    .max()
                    .orElse(0);
            lines.add(
                    switch (heading.getLevel()) {
                        case 1 -> rule("═", "=", longest);
                        case 2 -> rule("─", "-", longest);
                        default -> rule("┄", ".", longest);
                    });
        }
        return lines;
    }

    private List<AttributedString> list(ListBlock list, int width) {
        List<AttributedString> lines = new ArrayList<>();
        int number = list instanceof OrderedList ordered ? ordered.getMarkerStartNumber() : 0;
        for (Node item : Markdown.children(list)) {
            String marker = list instanceof OrderedList ? number++ + ". " : terminal.sign("• ", "* ");
            if (!list.isTight() && !lines.isEmpty()) {
                lines.add(AttributedString.EMPTY);
            }
            int indent = marker.length();
            lines.addAll(hung(
                    marker, " ".repeat(indent), stacked(Markdown.children(item), width - indent, !list.isTight())));
        }
        return lines;
    }

    private List<AttributedString> code(FencedCodeBlock code) {
        Stream<AttributedString> source =
                PageHtml.excerpt(code).map(excerpt -> styled(excerpt.file() + "#" + excerpt.member(), DIM)).stream();
        return Stream.concat(source, verbatim(code.getLiteral(), CODE_MARGIN).stream())
                .toList();
    }

    private List<AttributedString> picture(FencedCodeBlock picture, int width) {
        return PageHtml.drawing(picture)
                .map(drawing -> drawing(drawing, width))
                .orElseGet(() -> paragraph("[picture: see %s]".formatted(page.file()), DIM, width));
    }

    /** A drawing that is wider than the terminal begins at its left edge. */
    private List<AttributedString> drawing(String drawing, int width) {
        int widest = drawing.lines()
                .mapToInt(line -> new AttributedString(line).columnLength())
                .max()
                .orElse(0);
        return verbatim(drawing, widest + MARGIN.length() > width ? "" : MARGIN);
    }

    private List<AttributedString> verbatim(String lines, String margin) {
        return lines.lines()
                .map(line -> styled(margin + line.replace("\t", TAB), PLAIN))
                .toList();
    }

    private List<AttributedString> fold(Fold fold, int width) {
        boolean shown = terminal.answers();
        String command = PageLinks.LAB + fold.command().formatted(PageLinks.number(page.file()));
        List<AttributedString> lines =
                new ArrayList<>(paragraph(fold.summary() + ":" + (shown ? "" : " " + command), DIM, width));
        if (shown) {
            lines.addAll(hung(MARGIN, MARGIN, lines(fold, width - MARGIN.length())));
        }
        return lines;
    }

    private List<AttributedString> paragraph(String words, AttributedStyle style, int width) {
        return words.isEmpty() ? List.of() : Wrap.words(styled(words, style), width);
    }

    private static List<AttributedString> hung(String first, String others, List<AttributedString> lines) {
        List<AttributedString> hung = new ArrayList<>();
        for (AttributedString line : lines) {
            hung.add(Wrap.join(new AttributedString(hung.isEmpty() ? first : others), line));
        }
        return hung;
    }

    private AttributedString rule(String forUnicode, String forAscii, int width) {
        return styled(terminal.sign(forUnicode, forAscii).repeat(width), PLAIN);
    }

    private AttributedString styled(String words, AttributedStyle style) {
        return new AttributedString(terminal.inCharset(words), style);
    }
}
