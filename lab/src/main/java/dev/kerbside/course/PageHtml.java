package dev.kerbside.course;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.Node;

/** What the HTML on a page says: the source of an excerpt, a picture for terminals, a part that is folded. */
final class PageHtml {
    private static final Pattern EXCERPT = Pattern.compile("<!-- code: (\\S+)#(\\w+) -->");
    private static final Pattern DRAWING = Pattern.compile("(?s)<!-- terminal\\n(.*)\\n-->");
    private static final Pattern SUMMARY = Pattern.compile("(?s)<summary>(.*?)</summary>");
    private static final Pattern TAG = Pattern.compile("(?s)<!--.*?-->|</?[a-zA-Z][^>]*>");

    private PageHtml() {}

    /** The source that the comment above a fenced block names. */
    static Optional<Excerpt> excerpt(FencedCodeBlock block) {
        Matcher comment = EXCERPT.matcher(literal(block.getPrevious()));
        return comment.matches()
                ? Optional.of(new Excerpt(comment.group(1), comment.group(2), block.getLiteral()))
                : Optional.empty();
    }

    static boolean isCodeComment(Node node) {
        return literal(node).startsWith("<!-- code:");
    }

    /** The drawing in the comment below a picture. */
    static Optional<String> drawing(FencedCodeBlock picture) {
        Matcher comment = DRAWING.matcher(literal(picture.getNext()));
        return comment.matches() ? Optional.of(comment.group(1)) : Optional.empty();
    }

    static boolean isPicture(FencedCodeBlock block) {
        return language(block).equals("mermaid");
    }

    static String language(FencedCodeBlock block) {
        return block.getInfo().strip().split("\\s", 2)[0];
    }

    static boolean opensFold(Node node) {
        return literal(node).startsWith("<details");
    }

    static boolean closesFold(Node node) {
        return literal(node).equals("</details>");
    }

    /** What is to be read while a part is folded. */
    static String summary(Node fold) {
        Matcher summary = SUMMARY.matcher(literal(fold));
        return summary.find() ? text(summary.group(1)) : "Details";
    }

    /** Whether Markdown can follow: GitHub shows it as such only below an empty line. */
    static boolean isOnlySummary(Node fold) {
        return text(SUMMARY.matcher(literal(fold)).replaceAll("")).isEmpty();
    }

    /** Text without tags and comments. */
    static String text(String html) {
        return TAG.matcher(html).replaceAll("").strip();
    }

    private static String literal(Node node) {
        return node instanceof HtmlBlock html ? html.getLiteral().strip() : "";
    }
}
