package dev.kerbside.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;

/**
 * A Markdown page by its headings.
 *
 * @param sections the list items below each heading
 * @param spans all code spans of the page, tables too, and each command of its shell blocks
 */
record Outline(Map<String, List<Bullet>> sections, List<String> spans) {
    /** A list item, and its code spans. */
    record Bullet(String text, List<String> spans) {}

    static Outline of(Path page) throws IOException {
        Reading reading = new Reading();
        Node document = Prose.PARSER.parse(Files.readString(page));
        document.accept(reading);
        return new Outline(reading.sections, codeSpans(document));
    }

    List<String> headings() {
        return List.copyOf(sections.keySet());
    }

    List<Bullet> bullets(String heading) {
        return sections.get(heading);
    }

    private static List<String> codeSpans(Node node) {
        List<String> spans = new ArrayList<>();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Code code) {
                spans.add(code.getLiteral());
            }

            @Override
            public void visit(FencedCodeBlock block) {
                if (block.getInfo().equals("sh")) {
                    block.getLiteral()
                            .lines()
                            .map(line -> line.replaceFirst("\\s+#.*", ""))
                            .forEach(spans::add);
                }
            }
        });
        return spans;
    }

    private static final class Reading extends AbstractVisitor {
        private final Map<String, List<Bullet>> sections = new LinkedHashMap<>();
        private List<Bullet> open = new ArrayList<>();

        @Override
        public void visit(Heading heading) {
            open = new ArrayList<>();
            sections.put(Prose.plain(heading), open);
        }

        @Override
        public void visit(ListItem item) {
            open.add(new Bullet(Prose.plain(item), codeSpans(item)));
        }
    }
}
