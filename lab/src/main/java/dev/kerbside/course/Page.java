package dev.kerbside.course;

import dev.kerbside.LabException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.node.Heading;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;

/**
 * A page of the tutorial: Markdown, in sections.
 *
 * @param root the repository's root, where excerpts and links begin
 * @param file the page's path from there
 * @param text as it stands in the file
 */
public record Page(Path root, Path file, String text) {
    /** The section of {@link #hints()}. */
    static final String HINTS = "Hints";

    /** The section of the questions, each with its folded answer. */
    public static final String QUESTIONS = "Questions";

    /** The sections that a reader needs to begin. */
    private static final List<String> FIRST = List.of("Goal", "Exercise", "Do it");

    /**
     * A section without its heading.
     *
     * @param line of the heading, counted from 1
     * @param blocks what is in it, as the parser reads it
     */
    record Section(String name, int line, List<Node> blocks) {}

    /**
     * Reads a page.
     *
     * @param file its path from the root
     * @throws LabException if it cannot be read
     */
    public static Page of(Path root, Path file) {
        return new Page(root, file, TextFile.read(root.resolve(file)));
    }

    /** The heading of the whole page. */
    public String title() {
        return headings(1).map(Markdown::plain).findFirst().orElse("");
    }

    /**
     * The Markdown of a section, without its heading.
     *
     * @throws LabException if the page has no such section
     */
    public String section(String name) {
        List<Integer> ends = headings(2).map(Markdown::line).collect(Collectors.toList());
        ends.add((int) text.lines().count() + 1);
        int start = only(name).line();
        int end = ends.get(ends.indexOf(start) + 1) - 1;
        return text.lines()
                .skip(start)
                .limit(end - start)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    /** What a reader needs to begin, as Markdown: title, goal, exercise if there is one, what to do. */
    public String beginning() {
        List<Section> sections = sections();
        String head = text.lines().limit(sections.get(0).line() - 1L).collect(Collectors.joining("\n"));
        return sections.stream()
                .map(Section::name)
                .filter(FIRST::contains)
                .map(name -> "## " + name + "\n\n" + section(name))
                .collect(Collectors.joining("\n\n", head.strip() + "\n\n", "\n"));
    }

    /**
     * The items of the numbered list of the section Hints, each as Markdown, from a nudge to nearly the answer.
     *
     * @param language without what is about another one
     * @throws LabException if the page has no such section
     */
    public List<String> hints(Language language) {
        return only(HINTS).blocks().stream()
                .filter(OrderedList.class::isInstance)
                .flatMap(list -> Markdown.children(list).stream())
                .map(item -> language.of(text((ListItem) item)).strip())
                .toList();
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        for (Node block : Markdown.children(Markdown.parse(text))) {
            if (block instanceof Heading heading && heading.getLevel() == 2) {
                sections.add(new Section(Markdown.plain(heading), Markdown.line(heading), new ArrayList<>()));
            } else if (!sections.isEmpty()) {
                sections.get(sections.size() - 1).blocks().add(block);
            }
        }
        return sections;
    }

    /** A sentence about a line of this page. */
    String problem(int line, String what) {
        return "%s, line %d: %s.".formatted(file, line, what);
    }

    private Section only(String name) {
        return sections().stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElseThrow(() -> LabException.checkFailed(
                        "%s: the section \"%s\" is missing. Write it, or put it back: git checkout restores a file."
                                .formatted(file, name)));
    }

    private Stream<Heading> headings(int level) {
        return Markdown.children(Markdown.parse(text)).stream()
                .filter(Heading.class::isInstance)
                .map(Heading.class::cast)
                .filter(heading -> heading.getLevel() == level);
    }

    /** An item without its number, at the left margin. */
    private String text(ListItem item) {
        List<String> lines = Markdown.lines(item, text);
        String margin = "^ {0,%d}".formatted(item.getContentIndent());
        lines.set(0, lines.get(0).substring(item.getContentIndent()));
        return lines.stream()
                .map(line -> line.replaceFirst(margin, ""))
                .collect(Collectors.joining("\n"))
                .strip();
    }
}
