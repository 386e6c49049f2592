package dev.kerbside.explain;

import java.util.List;
import java.util.regex.Pattern;

/** Of the lines that show no known failure, the one that looks most like a root cause. */
final class Suspects {
    private static final List<String> ALARMS = List.of("Exception", "Error", "ERROR", "FATAL", "error:", "failed");
    private static final String ROOT = "Caused by:";

    /** What YARN, or a client of it, says of an application that ended; not of one that goes on well. */
    private static final Pattern DIAGNOSTICS = Pattern.compile(
            "\\bdiagnostics(?: message)?\\s*:\\s*(?!N/A\\b)[^\\s\\[;]|\\bdiagnostics(?: message)?\\s*:\\s*\\[[^\\]]",
            Pattern.CASE_INSENSITIVE);

    /** The other lines of such a report, and an exception that only says that a program failed. */
    private static final Pattern EMPTY =
            Pattern.compile("^\\s*(?:final status|queue|start time|tracking URL|user|client"
                    + " token|ApplicationMaster (?:host|RPC port))\\s*:"
                    + "|^\\s*(?:Stack trace: )?(?:\\S*\\$)?ExitCodeException(?: exitCode=-?\\d+)?:\\s*$");

    private Suspect any;
    private Suspect last;
    private Suspect alarm;
    private Suspect diagnostics;
    private Suspect root;

    /** A line, as it is. */
    private record Suspect(int number, String line) {}

    void line(int number, String line) {
        any = new Suspect(number, line);
        if (EMPTY.matcher(line).find()) {
            return;
        }
        last = any;
        if (ALARMS.stream().anyMatch(line::contains)) {
            alarm = last;
        }
        if (isDiagnostics(line)) {
            diagnostics = last;
        }
        if (line.startsWith(ROOT)) {
            root = last;
        }
    }

    /** Whether a line says that something failed. */
    static boolean alarms(String line) {
        return ALARMS.stream().anyMatch(line::contains) || isDiagnostics(line) || line.startsWith(ROOT);
    }

    private static boolean isDiagnostics(String line) {
        return DIAGNOSTICS.matcher(line).find();
    }

    /** The last cause of an exception, else what YARN says, the last error, the last line; {@code null} if there is no line. */
    Evidence most() {
        for (Suspect suspect : new Suspect[] {root, diagnostics, alarm, last, any}) {
            if (suspect != null) {
                return Evidence.around(0, suspect.number(), suspect.line());
            }
        }
        return null;
    }
}
