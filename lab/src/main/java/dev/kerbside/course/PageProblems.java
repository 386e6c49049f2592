package dev.kerbside.course;

import java.util.List;
import java.util.stream.Stream;

/** What is wrong with a page, each in a sentence: page and line, what, and what to do. */
public final class PageProblems {
    private PageProblems() {}

    /**
     * Everything that is wrong with a step's page.
     *
     * @param exercise whether the step has one
     */
    public static List<String> of(Page page, boolean exercise) {
        return Stream.concat(new PageCheck(page, exercise).problems(), ofCode(page).stream())
                .toList();
    }

    /** What is wrong with the code and the pictures of any page, and with what it says in each language. */
    public static List<String> ofCode(Page page) {
        return Stream.concat(new CodeCheck(page).problems(), new LanguageCheck(page).problems())
                .toList();
    }
}
