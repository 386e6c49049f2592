package dev.kerbside.course;

import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** The text of one block, with its styles; a forced line break is a {@code \n}. */
final class TerminalText {
    /** Code up to this length stays on one line: it is there to be copied. */
    private static final int SHORT_CODE = 34;

    private final TerminalPage terminal;
    private final PageLinks links;

    TerminalText(TerminalPage terminal, PageLinks links) {
        this.terminal = terminal;
        this.links = links;
    }

    AttributedString of(Node block, AttributedStyle style) {
        AttributedStringBuilder text = new AttributedStringBuilder();
        append(text, block, style);
        return text.toAttributedString();
    }

    private void append(AttributedStringBuilder text, Node parent, AttributedStyle style) {
        for (Node node : Markdown.children(parent)) {
            if (node instanceof Text words) {
                text.append(terminal.inCharset(words.getLiteral()), style);
            } else if (node instanceof Code code) {
                code(text, code, style);
            } else if (node instanceof StrongEmphasis) {
                append(text, node, style.bold());
            } else if (node instanceof Emphasis) {
                append(text, node, style.italic());
            } else if (node instanceof Link link) {
                append(text, link, style);
                links.behind(Markdown.plain(link), link.getDestination()).ifPresent(target -> {
                    boolean open = isOpen(text.toString());
                    text.append(open ? ": " : " ", style);
                    aside(text, open ? target : "(" + target + ")", style);
                });
            } else if (node instanceof Image image) {
                aside(text, "[picture: %s]".formatted(links.path(image.getDestination())), style);
            } else if (node instanceof SoftLineBreak) {
                text.append(" ", style);
            } else if (node instanceof HardLineBreak || isBreak(node)) {
                text.append("\n", style);
            } else {
                append(text, node, style);
            }
        }
    }

    /** Without colour, code keeps its marks. */
    private void code(AttributedStringBuilder text, Code code, AttributedStyle style) {
        String words = terminal.inCharset(code.getLiteral());
        String bound = words.length() <= SHORT_CODE ? words.replace(' ', Wrap.BOUND) : words;
        if (terminal.color()) {
            text.append(bound, style.foreground(AttributedStyle.CYAN));
        } else {
            text.append("`" + bound + "`", style);
        }
    }

    private void aside(AttributedStringBuilder text, String words, AttributedStyle style) {
        text.append(terminal.inCharset(words).replace(' ', Wrap.BOUND), style.faint());
    }

    /** Whether a bracket is open at the end of a text: two in each other read badly. */
    private static boolean isOpen(String text) {
        return text.lastIndexOf('(') > text.lastIndexOf(')');
    }

    private static boolean isBreak(Node node) {
        return node instanceof HtmlInline tag && tag.getLiteral().matches("<br ?/?>");
    }
}
