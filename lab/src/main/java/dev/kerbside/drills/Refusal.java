package dev.kerbside.drills;

import dev.kerbside.taxi.job.Job;
import dev.kerbside.text.Messages;
import java.util.Arrays;
import java.util.List;

/**
 * Why Spark refuses somebody's code.
 *
 * @param place {@code  at NycTaxiStreaming.java:87}, the line of theirs that it was at; empty if it was at none
 * @param words its own, one line without a full stop
 * @param cure what helps, as far as they tell
 */
record Refusal(String place, String words, String cure) {
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
            new Known(
                    "UNRESOLVED_ROUTINE",
                    "No function has that name: is it misspelt, or registered in another session?"),
            new Known(
                    "TABLE_OR_VIEW_NOT_FOUND",
                    "A view must be made before it is asked, in the session of the DataFrame."),
            new Known(
                    "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS",
                    "The method is called more than once: the view must be replaced."),
            new Known("DATATYPE_MISMATCH", "Spark's words name the function, and the type that it cannot take."),
            new Known(
                    "NotSerializableException",
                    "Spark sends your function to tasks, with all that it uses: make that static, or new inside the function."),
            new Known(
                    "streaming sources must be executed",
                    "show(), count() and collect() ask for an end, and a stream has none: only describe what is to be done."),
            new Known("not supported", "Not all that a table can do a stream can: Spark's words name the part."),
            new Known(
                    "NullPointerException",
                    "A value is null there, or a whole record (a tombstone): that must not end the job."),
            new Known("ClassCastException", "A value there has another type than the code expects."),
            new Known("ExceptionInInitializerError", "It happens when the class is loaded: look at its constants."),
            new Known("", "Look at what the method is given there: print its schema, or look at the line."));

    static Refusal of(Throwable e) {
        Throwable cause = Messages.innermost(e);
        String name = cause.getClass().getSimpleName();
        String words = Messages.first(cause).equals(name) ? name : name + ": " + Messages.first(cause);
        return new Refusal(
                place(e),
                words,
                KNOWN.stream()
                        .filter(known -> words.contains(known.word))
                        .findFirst()
                        .orElseThrow()
                        .cure);
    }

    /** The line of the person's code that is nearest to the cause. */
    private static String place(Throwable e) {
        String nearest = "";
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            nearest = Arrays.stream(cause.getStackTrace())
                    .filter(frame -> Job.LOADER.equals(frame.getClassLoaderName()) && frame.getLineNumber() > 0)
                    .findFirst()
                    .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
                    .orElse(nearest);
        }
        return nearest;
    }
}
