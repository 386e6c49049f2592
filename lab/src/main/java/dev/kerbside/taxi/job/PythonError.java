package dev.kerbside.taxi.job;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.api.python.PythonException;

/**
 * An error of Python's, in its own words: {@code NameError: name 'colum' is not defined}. Its stack trace is the line of
 * the person's that it was at, if it was at one.
 */
public final class PythonError extends Exception {
    private static final long serialVersionUID = 1;
    private static final Pattern FRAME = Pattern.compile(" +File \"([^\"]+)\", line (\\d+), in (\\S+)");

    /** Of Python and its packages, not of the person. */
    private static final Pattern LIBRARY = Pattern.compile("\\.zip/|/site-packages/|/dist-packages/|/lib/python3|^<");

    private static final String CRASHED = "Python worker exited unexpectedly";

    private PythonError(String words, Throwable cause, StackTraceElement... place) {
        super(words, cause, false, true);
        setStackTrace(place);
    }

    /** @param place as {@link #place} makes it, or nothing */
    public PythonError(String words, StackTraceElement... place) {
        this(words, null, place);
    }

    /** A line of the person's. */
    public static StackTraceElement place(String file, int line, String function) {
        return new StackTraceElement(Job.LOADER, null, null, function, function, file, line);
    }

    /** That of a function of the person's which Spark called for rows, if this exception has such a cause. */
    public static Optional<PythonError> inTask(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof PythonException) {
                return Optional.of(ofTraceback(cause));
            }
            if (String.valueOf(cause.getMessage()).startsWith(CRASHED)) {
                return Optional.of(new PythonError(CRASHED, e));
            }
        }
        return Optional.empty();
    }

    /** The last line of theirs, and what stands below all lines of code. */
    private static PythonError ofTraceback(Throwable cause) {
        List<String> lines = cause.getMessage().lines().toList();
        StackTraceElement[] place = {};
        int last = 0;
        for (int i = 0; i < lines.size(); i++) {
            Matcher frame = FRAME.matcher(lines.get(i));
            if (frame.lookingAt()) {
                last = i;
                if (!LIBRARY.matcher(frame.group(1)).find()) {
                    String file = frame.group(1).replaceFirst(".*/", "");
                    place = new StackTraceElement[] {place(file, Integer.parseInt(frame.group(2)), frame.group(3))};
                }
            }
        }
        String words = lines.stream()
                .skip(last + 1)
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .findFirst()
                .orElse(lines.get(0));
        // Without the module of the error's class.
        return new PythonError(words.replaceFirst("^[\\w.]+\\.(?=\\w+(:|$))", ""), cause, place);
    }
}
