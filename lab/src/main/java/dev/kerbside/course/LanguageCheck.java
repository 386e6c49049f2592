package dev.kerbside.course;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.FencedCodeBlock;

/** What a page says in one language it says in the other too. */
final class LanguageCheck {
    private final Page page;
    private final List<FencedCodeBlock> excerpts = new ArrayList<>();

    LanguageCheck(Page page) {
        this.page = page;
    }

    Stream<String> problems() {
        Markdown.parse(page.text()).accept(new AbstractVisitor() {
            @Override
            public void visit(FencedCodeBlock block) {
                if (PageHtml.excerpt(block).isPresent()) {
                    excerpts.add(block);
                }
            }
        });
        return Stream.concat(parts(), excerpts.stream().flatMap(this::twin));
    }

    private Stream<String> parts() {
        return LanguageParts.alone(page.text()).stream().map(start -> {
            int line = (int) page.text().substring(0, start).lines().count() + 1;
            return page.problem(
                    line,
                    "this part is in one language only; write Java's and right below it Python's, each as"
                            + " <details><summary>Java</summary>, an empty line, the text, an empty line, </details>");
        });
    }

    /** Of a member that is an exercise in this step. */
    private Stream<String> twin(FencedCodeBlock block) {
        Excerpt excerpt = PageHtml.excerpt(block).orElseThrow();
        Language language = Language.of(Path.of(excerpt.file()));
        boolean shown = excerpts.stream()
                .map(other -> PageHtml.excerpt(other).orElseThrow())
                .anyMatch(other -> Language.of(Path.of(other.file())) != language
                        && LanguageParts.areAlike(other.member(), excerpt.member()));
        return shown || !isExercise(excerpt.member(), language)
                ? Stream.empty()
                : Stream.of(page.problem(
                        Markdown.line(block),
                        "%s is shown in %s only; show it in the other language too"
                                .formatted(excerpt.member(), language.title())));
    }

    private boolean isExercise(String member, Language language) {
        Path file = page.root().resolve(page.file()).resolveSibling("exercise" + language.suffix());
        return Files.isRegularFile(file) && !SourceCode.of(file).members(member).isEmpty();
    }
}
