package dev.kerbside.course;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a text says in one language only: folds whose summary is the language's name, or "The code of parse in Java".
 */
final class LanguageParts {
    private static final String LANGUAGES = Stream.of(Language.values())
            .map(Language::title)
            .reduce((a, b) -> a + "|" + b)
            .orElseThrow();

    /** The line that opens one: its indentation, the member of which it has the code, its language. */
    private static final String OPENING =
            "(?m)^( *)<details><summary>(?:The code of (\\w+) in )?(%s)</summary>$".formatted(LANGUAGES);

    private static final Pattern BEGIN = Pattern.compile(OPENING);
    private static final Pattern WHOLE = Pattern.compile(OPENING + "(?s:\\n\\n(.*?)\\n\\n\\1</details>)(?:\\n+|\\z)");

    private LanguageParts() {}

    /**
     * A text as a reader of one language sees it: without the parts in others. What is not the code of a member is
     * folded no more.
     */
    static String of(String text, Language language) {
        return WHOLE.matcher(text).replaceAll(part -> {
            String shown = part.group(2) == null ? part.group(4) + "\n\n" : part.group();
            return Matcher.quoteReplacement(part.group(3).equals(language.title()) ? shown : "");
        });
    }

    /**
     * Each part that has no twin: the others stand in pairs, Java and right below it the same in Python.
     *
     * @return where they open
     */
    static List<Integer> alone(String text) {
        List<MatchResult> whole = WHOLE.matcher(text).results().toList();
        Predicate<MatchResult> hasTwin = opening -> whole.stream().anyMatch(first -> whole.stream()
                .anyMatch(second -> areTwins(first, second)
                        && (opening.start() == first.start() || opening.start() == second.start())));
        return BEGIN.matcher(text)
                .results()
                .filter(hasTwin.negate())
                .map(MatchResult::start)
                .toList();
    }

    /** Whether two names are one, as each language writes it: joinZones, join_zones. */
    static boolean areAlike(String java, String python) {
        return java.replace("_", "").equalsIgnoreCase(python.replace("_", ""));
    }

    private static boolean areTwins(MatchResult first, MatchResult second) {
        return first.end() == second.start()
                && areAlike(String.valueOf(first.group(2)), String.valueOf(second.group(2)))
                && first.group(3).equals(Language.JAVA.title())
                && second.group(3).equals(Language.PYTHON.title());
    }
}
