package dev.kerbside.course;

import dev.kerbside.course.Page.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;

/** The sections that each step's page has, and what must be in them. */
final class PageCheck {
    private static final List<String> SECTIONS = List.of(
            "Goal",
            "Exercise",
            "Do it",
            "What you should see",
            Page.HINTS,
            "When it fails",
            "How it works",
            Page.QUESTIONS,
            "Go further",
            "What the original did");

    private static final String OPTIONAL = "What the original did";
    private static final Set<String> WITH_EXERCISE = Set.of("Exercise", Page.HINTS);
    private static final int FEWEST_HINTS = 3;
    private static final Pattern QUESTION = Pattern.compile("(\\d+)\\. .+");

    private final Page page;
    private final boolean exercise;
    private final List<String> problems = new ArrayList<>();

    /** @param exercise whether the step has one */
    PageCheck(Page page, boolean exercise) {
        this.page = page;
        this.exercise = exercise;
    }

    Stream<String> problems() {
        List<Section> sections = page.sections();
        order(sections);
        missing(sections.stream().map(Section::name).toList());
        for (Section section : sections) {
            if (section.blocks().isEmpty()) {
                add(section.line(), "the section \"%s\" is empty; write it".formatted(section.name()));
            }
            switch (section.name()) {
                case Page.HINTS -> hints(section);
                case Page.QUESTIONS -> questions(section);
                default -> {}
            }
        }
        return problems.stream();
    }

    private void order(List<Section> sections) {
        Set<String> seen = new HashSet<>();
        int latest = 0;
        for (Section section : sections) {
            int place = SECTIONS.indexOf(section.name());
            if (!exercise && WITH_EXERCISE.contains(section.name())) {
                add(section.line(), "this step has no exercise; remove the section \"%s\"".formatted(section.name()));
            } else if (place < 0) {
                add(
                        section.line(),
                        "\"%s\" is not a section of a step's page; take one of %s"
                                .formatted(section.name(), String.join(", ", SECTIONS)));
            } else if (!seen.add(section.name())) {
                add(section.line(), "the section \"%s\" stands twice; make one of the two".formatted(section.name()));
            } else if (place < latest) {
                add(
                        section.line(),
                        "the section \"%s\" comes too late; move it above \"%s\""
                                .formatted(section.name(), SECTIONS.get(latest)));
            }
            latest = Math.max(latest, place);
        }
    }

    private void missing(List<String> names) {
        for (int i = 0; i < SECTIONS.size(); i++) {
            String name = SECTIONS.get(i);
            if (!names.contains(name) && !isOptional(name)) {
                problems.add("%s: the section \"%s\" is missing; write it %s."
                        .formatted(
                                page.file(), name, i == 0 ? "first" : "below \"%s\"".formatted(SECTIONS.get(i - 1))));
            }
        }
    }

    private boolean isOptional(String name) {
        return name.equals(OPTIONAL) || !exercise && WITH_EXERCISE.contains(name);
    }

    private void hints(Section section) {
        int count = page.hints(Language.JAVA).size();
        if (count < FEWEST_HINTS) {
            add(
                    section.line(),
                    "%d hints; write a numbered list of at least %d, from a nudge to nearly the answer"
                            .formatted(count, FEWEST_HINTS));
        }
        List<Node> blocks = section.blocks();
        boolean introduced = !blocks.isEmpty() && blocks.get(0) instanceof Paragraph;
        blocks.stream()
                .skip(introduced ? 1 : 0)
                .filter(block -> !(block instanceof OrderedList))
                .forEach(block ->
                        add(Markdown.line(block), "this is no hint; move it into the list, or into \"When it fails\""));
    }

    private void questions(Section section) {
        List<Node> questions = section.blocks().stream()
                .filter(block -> block.getFirstChild() instanceof StrongEmphasis)
                .filter(block -> isQuestion(block.getFirstChild()))
                .toList();
        if (questions.size() < 2 || questions.size() > 3) {
            add(
                    section.line(),
                    "%d questions; write two or three, each as **1. Question?**".formatted(questions.size()));
        }
        for (int i = 0; i < questions.size(); i++) {
            Node question = questions.get(i);
            if (!Markdown.plain(question).startsWith(i + 1 + ".")) {
                add(Markdown.line(question), "this question should have the number %d; count from 1".formatted(i + 1));
            }
            if (!isFolded(question.getNext())) {
                add(
                        Markdown.line(question),
                        "the answer to this question is not folded; write <details><summary>Answer</summary>,"
                                + " an empty line, the answer, an empty line, </details>");
            }
        }
    }

    private static boolean isQuestion(Node strong) {
        return QUESTION.matcher(Markdown.plain(strong)).matches();
    }

    /** A fold that opens here, holds something, and closes before the next one opens. */
    private static boolean isFolded(Node opening) {
        if (opening == null || !PageHtml.opensFold(opening) || !PageHtml.isOnlySummary(opening)) {
            return false;
        }
        Node block = opening.getNext();
        while (block != null && !PageHtml.closesFold(block) && !PageHtml.opensFold(block)) {
            block = block.getNext();
        }
        return block != null && PageHtml.closesFold(block) && block != opening.getNext();
    }

    private void add(int line, String what) {
        problems.add(page.problem(line, what));
    }
}
