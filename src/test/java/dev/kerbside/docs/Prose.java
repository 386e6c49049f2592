package dev.kerbside.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/**
 * A Markdown page as somebody reads it: sentences, headings, links.
 *
 * @param sentences of paragraphs and list items; not of code blocks, tables and headings
 * @param headings as plain text, in their order
 * @param links where links and images lead, as they are written
 */
record Prose(List<Sentence> sentences, List<String> headings, List<String> links) {
    static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();

    private static final Pattern END = Pattern.compile("(?<=[.!?][)\"'”]{0,2}) +");

    /** Takes the place of a blank in a code span, which is one word and ends no sentence. */
    private static final char JOINED = '\u00a0';

    /** A sentence, and how many words it has: whatever has a letter or a digit, and a code span is one. */
    record Sentence(String text, long words) {
        static Sentence of(String text) {
            long words = Stream.of(text.split(" "))
                    .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
                    .count();
            return new Sentence(text.replace(JOINED, ' '), words);
        }
    }

    static Prose of(Path page) {
        try {
            return of(Files.readString(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Prose of(String markdown) {
        Reading reading = new Reading();
        PARSER.parse(markdown).accept(reading);
        return new Prose(reading.sentences, reading.headings, reading.links);
    }

    /** The anchors of its headings, as GitHub makes them. */
    List<String> anchors() {
        List<String> anchors = new ArrayList<>();
        for (String heading : headings) {
            String plain = heading.toLowerCase(Locale.ROOT)
                    .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                    .replace(' ', '-');
            int again = 0;
            String anchor = plain;
            while (anchors.contains(anchor)) {
                again++;
                anchor = plain + "-" + again;
            }
            anchors.add(anchor);
        }
        return anchors;
    }

    /** The words below a node, without marks. */
    static String plain(Node node) {
        return Reading.joined(node).replace(JOINED, ' ');
    }

    private static final class Reading extends AbstractVisitor {
        private final List<Sentence> sentences = new ArrayList<>();
        private final List<String> headings = new ArrayList<>();
        private final List<String> links = new ArrayList<>();

        @Override
        public void visit(Paragraph paragraph) {
            END.splitAsStream(joined(paragraph)).map(Sentence::of).forEach(sentences::add);
            visitChildren(paragraph);
        }

        @Override
        public void visit(Heading heading) {
            headings.add(plain(heading));
            visitChildren(heading);
        }

        @Override
        public void visit(Link link) {
            links.add(link.getDestination());
            visitChildren(link);
        }

        @Override
        public void visit(Image image) {
            links.add(image.getDestination());
        }

        /** Its code spans have {@link #JOINED} for each blank. */
        private static String joined(Node block) {
            StringBuilder text = new StringBuilder();
            block.accept(new AbstractVisitor() {
                @Override
                public void visit(Text node) {
                    text.append(node.getLiteral());
                }

                @Override
                public void visit(Code node) {
                    text.append(node.getLiteral().replace(' ', JOINED));
                }

                @Override
                public void visit(SoftLineBreak node) {
                    text.append(' ');
                }

                @Override
                public void visit(HardLineBreak node) {
                    text.append(' ');
                }
            });
            return text.toString();
        }
    }
}
