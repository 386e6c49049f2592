package dev.kerbside.course;

import java.util.List;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;

/** A part of a page that is not shown at once: what stands in its place, and the option of the lab that shows it. */
final class Fold extends CustomBlock {
    private static final String ANSWER = "Answer";

    private final String summary;
    private final String command;

    private Fold(String summary, String command) {
        this.summary = summary;
        this.command = command;
    }

    String summary() {
        return summary;
    }

    /** What shows it: a command of the lab in which {@code %s} is the step's number. */
    String command() {
        return command;
    }

    /** Makes a fold of each part between details tags. */
    static void details(Node document) {
        for (Node opening : Markdown.children(document)) {
            if (PageHtml.opensFold(opening)) {
                String summary = PageHtml.summary(opening);
                Fold fold = new Fold(summary, "step show %s " + (summary.equals(ANSWER) ? "--answers" : "--unfold"));
                opening.insertBefore(fold);
                takeUntilClosed(fold, opening);
            }
        }
    }

    /** Makes a fold of the list of hints. */
    static void hints(Node document) {
        boolean inHints = false;
        for (Node block : Markdown.children(document)) {
            if (block instanceof Heading heading && heading.getLevel() <= 2) {
                inHints = Markdown.plain(heading).equals(Page.HINTS);
            } else if (inHints && block instanceof OrderedList list) {
                int count = Markdown.children(list).size();
                block.insertBefore(new Fold("%d hints, one more each time".formatted(count), "step hint %s"));
                block.unlink();
            }
        }
    }

    private static void takeUntilClosed(Fold fold, Node opening) {
        List<Node> rest = Markdown.children(opening.getParent());
        for (Node block : rest.subList(rest.indexOf(opening) + 1, rest.size())) {
            if (PageHtml.closesFold(block)) {
                block.unlink();
                break;
            }
            fold.appendChild(block);
        }
        opening.unlink();
    }
}
