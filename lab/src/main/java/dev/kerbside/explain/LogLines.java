package dev.kerbside.explain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;

/** Splits a text of any size into lines; a very long line comes in pieces, which overlap. */
final class LogLines {
    static final int PIECE = 1 << 14;
    static final int OVERLAP = 1 << 9;

    private LogLines() {}

    /** Takes a line or a piece of one, with the number of the line, from 1. */
    interface Sink {
        void line(int number, String text);
    }

    static void forEach(Reader text, Sink sink) throws IOException {
        BufferedReader in = new BufferedReader(text);
        StringBuilder line = new StringBuilder();
        int number = 1;
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                sink.line(number++, line.toString());
                line.setLength(0);
            } else if (c != '\r') {
                line.append((char) c);
            }
            if (line.length() == PIECE) {
                sink.line(number, line.toString());
                line.delete(0, PIECE - OVERLAP);
            }
        }
        sink.line(number, line.toString());
    }
}
