package dev.kerbside.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A Markdown page by its headings.
 *
 * @param sections the list items below each heading
 * @param spans all code spans of the page, tables too, and each command of its shell blocks
 */
record Outline(Map<String, List<Bullet>> sections, List<String> spans) {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    /** A list item, and its code spans. */
    record Bullet(String text, List<String> spans) {}

    static Outline of(Path page) throws IOException {
        Reading reading = new Reading();
        Node document = PARSER.parse(Files.readString(page));
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

    private static String plain(Node node) {
        StringBuilder text = new StringBuilder();
        node.accept(new AbstractVisitor() {
            @Override
            public void visit(Text words) {
                text.append(words.getLiteral());
            }

            @Override
            public void visit(Code code) {
                text.append(code.getLiteral());
            }

            @Override
            public void visit(SoftLineBreak line) {
                text.append(' ');
            }
        });
        return text.toString();
    }

    private static final class Reading extends AbstractVisitor {
        private final Map<String, List<Bullet>> sections = new LinkedHashMap<>();
        private List<Bullet> open = new ArrayList<>();

        @Override
        public void visit(Heading heading) {
            open = new ArrayList<>();
            sections.put(plain(heading), open);
        }

        @Override
        public void visit(ListItem item) {
            open.add(new Bullet(plain(item), codeSpans(item)));
        }
    }
}
