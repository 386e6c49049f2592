package dev.kerbside.cli;

import dev.kerbside.text.Visible;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The command's standard output or error. Every text that is printed there is made {@link Visible}, whoever prints it;
 * what the lab draws itself (colours, pages, the line that moves) and what another program reads (bytes) goes through as
 * it is.
 */
final class Output extends PrintStream {
    private final PrintStream raw;

    private Output(PrintStream raw) {
        super(raw, true);
        this.raw = raw;
    }

    /** From here on System.out and System.err are of this kind. */
    static void install() {
        System.setOut(new Output(System.out));
        System.setErr(new Output(System.err));
    }

    /** Standard output for what the lab has composed itself: in it, texts of others are visible already. */
    static PrintStream drawing() {
        return System.out instanceof Output output ? output.raw : System.out;
    }

    /** Standard output for what a program may read: as it is, unless a person sees it. */
    static PrintStream forPrograms() {
        return isSeen()
                ? System.out
                : new PrintStream(new BufferedOutputStream(drawing()), false, StandardCharsets.UTF_8);
    }

    /** Standard error for those who want a writer. */
    static PrintWriter errors() {
        return new PrintWriter(
                new Writer() {
                    @Override
                    public void write(char[] text, int from, int length) {
                        System.err.print(new String(text, from, length));
                    }

                    @Override
                    public void flush() {
                        System.err.flush();
                    }

                    @Override
                    public void close() {}
                },
                true);
    }

    /** Whether a person sees standard output; standard input may be a file at the same time. */
    static boolean isSeen() {
        try {
            return new ProcessBuilder("test", "-t", "1").inheritIO().start().waitFor() == 0;
        } catch (IOException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    @Override
    public void print(String text) {
        raw.print(Visible.of(String.valueOf(text)));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }

    @Override
    public void print(char[] text) {
        print(String.valueOf(text));
    }

    @Override
    public void print(char c) {
        print(String.valueOf(c));
    }
}
