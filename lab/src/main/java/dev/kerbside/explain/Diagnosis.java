package dev.kerbside.explain;

import java.util.List;

/**
 * A failure that was recognised.
 *
 * @param id stable name, as {@code no-ticket}
 * @param cause one or two sentences
 * @param evidence the first line that shows it
 * @param next commands that a person types, one or two; what begins with {@code #} is a remark
 */
public record Diagnosis(String id, String cause, Evidence evidence, List<String> next) {
    /** Cause and next commands in one line. */
    public String advice() {
        return cause + " Next: "
                + String.join("; ", next.stream().map(Diagnosis::command).toList());
    }

    private static String command(String next) {
        return next.replaceAll("\\s+# .*", "");
    }
}
