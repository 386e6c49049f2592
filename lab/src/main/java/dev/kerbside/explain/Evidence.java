package dev.kerbside.explain;

import dev.kerbside.text.Visible;

/**
 * A line that shows something.
 *
 * @param line its number, from 1; 0 if it is the message of an exception
 * @param text the line, or the part of it that matters; control characters are escaped
 */
public record Evidence(int line, String text) {
    private static final int BEFORE = 60;
    private static final int LENGTH = 200;

    public Evidence {
        text = Visible.of(text);
    }

    /** With what stands around this position, where the line is long. */
    static Evidence around(int position, int line, String text) {
        // An exception says at which address before it says what.
        int times = line == 0 ? 3 : 1;
        int begin = text.length() <= times * LENGTH ? 0 : Math.max(0, position - times * BEFORE);
        int end = Math.min(text.length(), begin + times * LENGTH);
        String part = text.substring(begin, end).strip();
        return new Evidence(line, (begin > 0 ? "… " : "") + part + (end < text.length() ? " …" : ""));
    }

    @Override
    public String toString() {
        return line == 0 ? text : "line " + line + ": " + text;
    }
}
