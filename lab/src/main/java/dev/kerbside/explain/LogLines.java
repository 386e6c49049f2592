package dev.kerbside.explain;

import java.io.IOException;
import java.io.Reader;

/** Splits a text of any size into lines, at every kind of line end and without zeros; a very long line comes in pieces, which overlap. */
final class LogLines {
    static final int PIECE = 1 << 14;
    static final int OVERLAP = 1 << 9;

    private final Sink sink;
    private final StringBuilder line = new StringBuilder();
    private int number = 1;
    private boolean afterReturn;

    private LogLines(Sink sink) {
        this.sink = sink;
    }

    /** Takes a line or a piece of one, with the number of the line, from 1. */
    interface Sink {
        void line(int number, String text);
    }

    static void forEach(Reader text, Sink sink) throws IOException {
        LogLines lines = new LogLines(sink);
        char[] buffer = new char[PIECE];
        for (int length = text.read(buffer); length >= 0; length = text.read(buffer)) {
            lines.take(buffer, length);
        }
        sink.line(lines.number, lines.line.toString());
    }

    private void take(char[] buffer, int length) {
        int begin = 0;
        for (int i = 0; i < length; i++) {
            char c = buffer[i];
            if (c == '\0') {
                append(buffer, begin, i);
                begin = i + 1;
                continue;
            }
            if (c == '\n' || c == '\r') {
                if (c == '\r' || !afterReturn) {
                    append(buffer, begin, i);
                    sink.line(number++, line.toString());
                    line.setLength(0);
                }
                begin = i + 1;
            }
            afterReturn = c == '\r';
        }
        append(buffer, begin, length);
    }

    private void append(char[] buffer, int begin, int end) {
        for (int from = begin; from < end; ) {
            int taken = Math.min(end - from, PIECE - line.length());
            line.append(buffer, from, taken);
            from += taken;
            if (line.length() == PIECE) {
                sink.line(number, line.toString());
                line.delete(0, PIECE - OVERLAP);
            }
        }
    }
}
