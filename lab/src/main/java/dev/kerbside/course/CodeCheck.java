package dev.kerbside.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;

/** The code on a page is code that runs, and each picture has a twin for terminals. */
final class CodeCheck {
    private static final Set<String> EXCERPTED = Set.of("java", "python");
    private static final int WIDEST_DRAWING = 100;

    private final Page page;
    private final List<String> problems = new ArrayList<>();

    CodeCheck(Page page) {
        this.page = page;
    }

    Stream<String> problems() {
        Markdown.parse(page.text()).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                if (PageHtml.isPicture(block)) {
                    picture(block);
                } else if (EXCERPTED.contains(PageHtml.language(block))) {
                    code(block);
                }
            }

            @Override
            public void visit(HtmlBlock html) {
                boolean above =
                        html.getNext() instanceof FencedCodeBlock block && EXCERPTED.contains(PageHtml.language(block));
                if (PageHtml.isCodeComment(html) && !above) {
                    add(Markdown.line(html), "no java or python block follows this code comment; remove it");
                }
            }
        });
        return problems.stream();
    }

    private void code(FencedCodeBlock block) {
        Optional<Excerpt> excerpt = PageHtml.excerpt(block);
        if (excerpt.isEmpty()) {
            add(
                    Markdown.line(block),
                    "this code is no excerpt; write <!-- code: file#member --> above it, or take a text block");
        }
        excerpt.flatMap(named -> named.problem(page.root())).ifPresent(problem -> add(Markdown.line(block), problem));
    }

    private void picture(FencedCodeBlock block) {
        Optional<String> drawing = PageHtml.drawing(block);
        if (drawing.isEmpty()) {
            add(
                    Markdown.line(block),
                    "this picture has no twin for terminals; write <!-- terminal, the drawing without -->,"
                            + " and a line with only --> directly below it");
        }
        drawing.stream()
                .flatMap(String::lines)
                .mapToInt(line -> line.codePointCount(0, line.length()))
                .filter(width -> width > WIDEST_DRAWING)
                .max()
                .ifPresent(width -> add(
                        Markdown.line(block),
                        "its drawing for terminals has %d columns; draw it in %d".formatted(width, WIDEST_DRAWING)));
    }

    private void add(int line, String what) {
        problems.add(page.problem(line, what));
    }
}
