package dev.kerbside.drills;

import dev.kerbside.Lines;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** Text that is no SQL: Spark tries it as a type and as JSON besides, and complains of all; its last word counts. */
    private static final Pattern NO_SQL = Pattern.compile("\\[(?:PARSE_SYNTAX_ERROR|UNSUPPORTED_DATATYPE)].*");

    static Refusal of(Throwable e) {
        String words = noSql(e);
        if (words == null) {
            Throwable cause = Lines.innermost(e);
            words = "%s: %s".formatted(cause.getClass().getSimpleName(), Lines.first(cause));
        }
        String line = words;
        return new Refusal(
                line,
                KNOWN.stream()
                        .filter(known -> line.contains(known.word))
                        .findFirst()
                        .orElseThrow()
                        .cure);
    }

    private static String noSql(Throwable e) {
        String last = null;
        for (Throwable t = e; t != null && last == null; t = t.getCause()) {
            Matcher words = NO_SQL.matcher(String.valueOf(t.getMessage()));
            while (words.find()) {
                last = words.group().replace(".(line", " (line");
            }
        }
        return last;
    }
}
