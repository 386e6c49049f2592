package dev.kerbside.explain;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A failure that was recognised.
 *
 * @param id stable name, as {@code no-ticket}
 * @param cause one or two sentences
 * @param evidence the first line that shows it
 * @param next commands that a person types, one or two; what begins with {@code #} is a remark
 */
public record Diagnosis(String id, String cause, Evidence evidence, List<String> next) {
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.]) (?=\\p{Lu}|[(])");
    private static final Pattern LAB = Pattern.compile("\\blabs?\\b|tdp_user", Pattern.CASE_INSENSITIVE);

    /** Cause and next commands in one line; empty if there are none. */
    public String advice() {
        String commands =
                String.join("; ", next.stream().map(Diagnosis::command).toList());
        return (cause + (commands.isEmpty() ? "" : " Next: " + commands)).strip();
    }

    /**
     * The same for a cluster that no lab has started, and before a lab is connected: without the sentences and the commands
     * that are about a lab or its environment. Perhaps nothing is left.
     */
    public Diagnosis elsewhere() {
        return new Diagnosis(
                id,
                SENTENCE.splitAsStream(cause)
                        .filter(sentence -> !LAB.matcher(sentence).find())
                        .collect(Collectors.joining(" ")),
                evidence,
                next.stream()
                        .map(Diagnosis::command)
                        .filter(command -> !LAB.matcher(command).find() && !command.contains("$"))
                        .toList());
    }

    private static String command(String next) {
        return next.replaceAll("\\s+# .*", "");
    }
}
