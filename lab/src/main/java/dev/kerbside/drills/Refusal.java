package dev.kerbside.drills;

import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.PythonError;
import dev.kerbside.text.Messages;
import java.util.Arrays;

/**
 * Why Spark refuses somebody's code.
 *
 * @param place {@code  at NycTaxiStreaming.java:87}, the line of theirs that it was at; empty if it was at none
 * @param words its own, one line without a full stop
 * @param cure what helps, as far as they tell
 */
record Refusal(String place, String words, String cure) {
    static Refusal of(Throwable e) {
        Throwable cause = PythonError.inTask(e).map(Throwable.class::cast).orElse(Messages.innermost(e));
        // Spark's own subclass of AnalysisException, which no page has.
        String name = cause.getClass().getSimpleName().replaceFirst("^Extended(?=AnalysisException)", "");
        String first = Messages.first(cause);
        String words = cause instanceof PythonError || first.equals(name) ? first : name + ": " + first;
        return new Refusal(place(cause instanceof PythonError ? cause : e), words, Known.cure(words));
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
