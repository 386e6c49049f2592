package dev.kerbside.explain;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a log, as it is compared: without colours, entities and typographic quotes.
 *
 * @param text in its own letters
 */
record LogLine(String text) {
    private static final Pattern TERMINAL =
            Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]|\u001b\\][^\u0007\u001b]*(?:\u0007|\u001b\\\\)?|\u001b.|\0");
    private static final Pattern APOSTROPHE = Pattern.compile("[\u2018\u2019\u201b]|&(?:apos|#0?39|#x27);|\\\\u0027");
    private static final Pattern QUOTE = Pattern.compile("[\u201c\u201d]|&(?:quot|#0?34);|\\\\u0022|\\\\\"");
    private static final Pattern LESS = Pattern.compile("&lt;|\\\\u003c", Pattern.CASE_INSENSITIVE);
    private static final Pattern GREATER = Pattern.compile("&gt;|\\\\u003e", Pattern.CASE_INSENSITIVE);

    /** What says of a line that it tells no failure: log4j, Python, Go, librdkafka and syslog, in that order. */
    private static final Pattern QUIET = Pattern.compile("\\b(?:TRACE|DEBUG|INFO|NOTICE)\\b"
            + "|\\[(?:trace|debug|info|notice)\\s*\\]"
            + "|\\blevel\"?[=:]\\s*\"?(?:trace|debug|info|notice)\\b"
            + "|^[ID]\\d{4} |^%[567]\\||\\((?:info|debug)\\):");

    private static final Pattern FAILURE = Pattern.compile("\\b(?:[Ee]rror|ERROR|[Ff]ailed|(?:BROKER)?FAIL(?:ED)?)\\b");
    private static final Pattern AGAIN =
            Pattern.compile("\\b(?:retry|retries|retried|retrying|again|attempt)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOUD = Pattern.compile(
            "\\b(?:WARN|WARNING|ERROR|SEVERE|FATAL|CRITICAL)\\b|level\"?[=:]\\s*\"?(?:warn|error|fatal)|\\bException\\b");

    /** Before the words of an error: that somebody writes about it. */
    private static final Pattern TOLD_OF = Pattern.compile(
            "\\b(?:if|when|whenever|in case)"
                    + " (?:you|we|it|this|the|a|an|kafka|hdfs|java|spark|your)\\b[^:]*$|\\b(?:e\\.g\\.|for example|such"
                    + " as|errors? like|messages? like|known as|look for|search"
                    + " for|fix(?:ed|es)?|troubleshoot\\w*|faq|(?:should|may|might|will) (?:say|see|print)|you"
                    + " (?:get|see)|survived?|ignor(?:e|es|ed|ing)|previous(?:ly)?|recover(?:ed|ing|s) from)\\b[^:]*$",
            Pattern.CASE_INSENSITIVE);

    /** After them: that it passed, or what it means. */
    private static final Pattern PASSED = Pattern.compile(
            "\\b(?:retried successfully|(?:has |was |is now )recovered|succe(?:eded|ssful|ssfully|ss)"
                    + " (?:after|on|at)|(?:can|may) be ignored|is harmless|may be returned transiently|(?:usually |often"
                    + " )?(?:means|indicates) (?:that|the|a|your|you)|(?:was|were|has been|have been|is)"
                    + " (?:fixed|resolved|solved|ignored))\\b",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern TRIED_AGAIN = Pattern.compile("retrying \\(\\d+ attempts? left\\)");
    private static final Pattern REMARK = Pattern.compile("^\\s*(?:#+ (?! ?[CJV]  )|//|<!--|[$] ?\\w)");
    private static final Pattern FRAME = Pattern.compile("at \\S+.*[(:].*|\\.\\.\\. \\d+ (?:more|common frames).*");

    static LogLine of(String raw) {
        if (isPlain(raw)) {
            return new LogLine(raw);
        }
        String text = TERMINAL.matcher(raw).replaceAll("");
        text = APOSTROPHE.matcher(text).replaceAll("'");
        text = QUOTE.matcher(text).replaceAll("\"");
        text = LESS.matcher(text).replaceAll("<");
        return new LogLine(GREATER.matcher(text).replaceAll(">"));
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '\t' || c == '\u001b' || c == '&' || c == '\\' || c >= '\u2018' && c <= '\u201d') {
                return false;
            }
        }
        return true;
    }

    boolean isBlank() {
        return text.isBlank();
    }

    /** One line of a stack trace. */
    boolean isFrame() {
        String stripped = text.stripLeading();
        return (stripped.startsWith("at ") || stripped.startsWith("..."))
                && FRAME.matcher(stripped).matches();
    }

    String lowerCase() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** Whether a program that goes on well wrote what stands at this position: its level says so, and it tells no error. */
    boolean isQuiet(int position) {
        Matcher level = QUIET.matcher(text).region(0, Math.min(position, text.length()));
        if (!level.find() || LOUD.matcher(text.substring(0, level.end())).find()) {
            return false;
        }
        Matcher failure = FAILURE.matcher(text).region(level.end(), Math.max(level.end(), position));
        return !failure.find() || AGAIN.matcher(text).find();
    }

    /** Whether what stands at this position is an error that somebody mentions, rather than one that has happened. */
    boolean isMentioned(int position) {
        String before = text.substring(0, Math.min(position, text.length()));
        return REMARK.matcher(before).find()
                || TOLD_OF.matcher(before).find()
                || PASSED.matcher(text.substring(before.length())).find()
                || TRIED_AGAIN.matcher(text).find()
                || isInProse(before);
    }

    /** In backticks that open after some words. */
    private static boolean isInProse(String before) {
        int open = before.lastIndexOf('`');
        return before.chars().filter(c -> c == '`').count() % 2 == 1 && open > 10;
    }
}
