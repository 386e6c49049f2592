package dev.kerbside.taxi.pyspark;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.Job;
import java.util.List;
import java.util.stream.Stream;

/** An error of Python's; its stack trace begins with the line of the person's that it was at. */
public final class PythonFailure extends Exception {
    private static final long serialVersionUID = 1;

    private PythonFailure(String words, StackTraceElement[] trace) {
        super(words, null, false, true);
        setStackTrace(trace);
    }

    /**
     * What a call failed of. Where Java has thrown it, Java's own is thrown on, with the line in Python before its stack
     * trace.
     *
     * @param failure kind and message; file and number of the line, 0 if it is none of the person's; the line; what Java
     *     threw, or null
     */
    static Exception of(String function, List<Object> failure) {
        String file = (String) failure.get(2);
        int number = ((Number) failure.get(3)).intValue();
        String words = "%s: %s".formatted(failure.get(0), failure.get(1));
        if (function.equals("load")) {
            return LabException.checkFailed(
                    "%s cannot be loaded.%n    line %d: %s%n      %s".formatted(file, number, words, failure.get(4)));
        }
        StackTraceElement[] place = number == 0
                ? new StackTraceElement[0]
                : new StackTraceElement[] {
                    new StackTraceElement(Job.LOADER, null, null, function, function, file, number)
                };
        if (failure.get(5) instanceof Exception java) {
            java.setStackTrace(
                    Stream.of(place, java.getStackTrace()).flatMap(Stream::of).toArray(StackTraceElement[]::new));
            return java;
        }
        return new PythonFailure(words, place);
    }
}
