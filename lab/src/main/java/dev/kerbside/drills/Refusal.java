package dev.kerbside.drills;

import dev.kerbside.Lines;
import java.util.List;

/**
 * Why Spark refuses somebody's code.
 *
 * @param words its own, one line without a full stop
 * @param cure what helps, as far as they tell
 */
record Refusal(String words, String cure) {
    private record Known(String word, String cure) {}

    /** By a word of the line; the first counts. */
    private static final List<Known> KNOWN = List.of(
            new Known(
                    "`_corrupt_record`",
                    "Is it the last column of SCHEMA (_corrupt_record STRING), are the fields taken out of the struct, and is it dropped only in the end?"),
            new Known(
                    "UNRESOLVED_COLUMN",
                    "A name is misspelt, or the column is not there: compare it with the comment above the method."),
            new Known(
                    "FIELD_NOT_FOUND",
                    "A name is misspelt, or the field is not there: compare it with the comment above the method."),
            new Known(
                    "AMBIGUOUS_REFERENCE",
                    "Both sides have a column of that name: select and rename on one side before you join."),
            new Known(
                    "PARSE_SYNTAX_ERROR",
                    "Spark reads that text as SQL: look for a missing comma or type, or a comma too many."),
            new Known("UNSUPPORTED_DATATYPE", "Types that SQL has are LONG, DOUBLE and STRING."),
            new Known("", "The comment above the method says what it is given and what it must return."));

    static Refusal of(Throwable e) {
        Throwable cause = Lines.innermost(e);
        String words = "%s: %s".formatted(cause.getClass().getSimpleName(), Lines.first(cause));
        return new Refusal(
                words,
                KNOWN.stream()
                        .filter(known -> words.contains(known.word))
                        .findFirst()
                        .orElseThrow()
                        .cure);
    }
}
