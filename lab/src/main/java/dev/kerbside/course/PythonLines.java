package dev.kerbside.course;

import dev.kerbside.LabException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** The lines of a Python source as Python counts them: a bracket or a text of several lines is part of one. */
final class PythonLines {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String name;
    private final String text;
    private int at;

    private PythonLines(String name, String text) {
        this.name = name;
        this.text = text;
    }

    /**
     * A line that is not empty.
     *
     * @param start behind the indentation
     * @param end of the last of its text; a comment behind it is part of it
     * @param indentation columns
     */
    record Line(int start, int end, int indentation, String text) {
        boolean isComment() {
            return text.startsWith("#");
        }
    }

    static List<Line> of(String name, String text) {
        return new PythonLines(name, text).lines();
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        while (at < text.length()) {
            int indentation = indentation();
            int start = at;
            statement();
            String line = text.substring(start, at).stripTrailing();
            if (!line.isEmpty()) {
                lines.add(new Line(start, start + line.length(), indentation, line));
            }
            at++;
        }
        return lines;
    }

    private int indentation() {
        int columns = 0;
        for (; at < text.length() && " \t\f".indexOf(text.charAt(at)) >= 0; at++) {
            columns = text.charAt(at) == '\t' ? columns / 8 * 8 + 8 : columns + 1;
        }
        return columns;
    }

    /** Goes to the line end that ends a statement. */
    private void statement() {
        Deque<Integer> open = new ArrayDeque<>();
        while (at < text.length() && (text.charAt(at) != '\n' || !open.isEmpty())) {
            char c = text.charAt(at);
            if (c == '#') {
                comment();
            } else if (c == '\\') {
                at += text.startsWith("\r\n", at + 1) ? 3 : 2;
            } else if (c == '"' || c == '\'') {
                string();
            } else {
                bracket(c, open);
                at++;
            }
        }
        at = Math.min(at, text.length());
        if (!open.isEmpty()) {
            refuse(open.peek(), "'%c' is not closed".formatted(text.charAt(open.peek())));
        }
    }

    private void comment() {
        while (at < text.length() && text.charAt(at) != '\n') {
            at++;
        }
    }

    private void bracket(char c, Deque<Integer> open) {
        if (OPENING.indexOf(c) >= 0) {
            open.push(at);
        } else if (CLOSING.indexOf(c) >= 0) {
            if (open.isEmpty() || OPENING.indexOf(text.charAt(open.pop())) != CLOSING.indexOf(c)) {
                refuse(at, "'%c' closes nothing".formatted(c));
            }
        }
    }

    /** Goes behind the text that begins here. */
    private void string() {
        int start = at;
        boolean formatted = isFormatted();
        String quote = text.substring(at, at + 1);
        String end = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
        at += end.length();
        while (!text.startsWith(end, at)) {
            if (at >= text.length() || end.length() == 1 && text.charAt(at) == '\n') {
                refuse(start, "the text that begins with %s does not end".formatted(end));
            } else if (text.charAt(at) == '\\') {
                at += 2;
            } else if (formatted && text.startsWith("{{", at)) {
                at += 2;
            } else if (formatted && text.charAt(at) == '{') {
                expression();
            } else {
                at++;
            }
        }
        at += end.length();
    }

    /** Whether the text that begins here may have expressions: the letters before it say so. */
    private boolean isFormatted() {
        int letter = at;
        while (letter > 0 && Character.isLetterOrDigit(text.charAt(letter - 1))) {
            letter--;
        }
        String prefix = text.substring(letter, at).toLowerCase(Locale.ROOT);
        return prefix.length() <= 2 && prefix.contains("f");
    }

    /** Goes behind the expression in braces that begins here: it may have texts, and behind a colon a format. */
    private void expression() {
        int start = at++;
        int depth = 0;
        boolean format = false;
        while (at < text.length() && (text.charAt(at) != '}' || depth > 0)) {
            char c = text.charAt(at);
            if (format && c == '{') {
                expression();
            } else if (!format && (c == '"' || c == '\'')) {
                string();
            } else {
                depth += OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
                format |= c == ':' && depth == 0;
                at++;
            }
        }
        if (at >= text.length()) {
            refuse(start, "'{' is not closed");
        }
        at++;
    }

    private void refuse(int place, String what) {
        long line = text.substring(0, place).chars().filter(c -> c == '\n').count() + 1;
        throw LabException.checkFailed("%s, line %d: %s. Mend that line first.".formatted(name, line, what));
    }
}
