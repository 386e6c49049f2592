package dev.kerbside.cli;

import dev.kerbside.course.Language;
import dev.kerbside.course.TerminalPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Long texts on a terminal: as wide as it is, and through {@code less} where that is installed. */
final class Pager {
    /** A line of prose should not have more. */
    private static final int MOST_COLUMNS = 100;

    private final Terminal terminal;

    Pager(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * How a page is drawn here.
     *
     * @param language of the reader
     */
    TerminalPage page(boolean answers, Language language) {
        return new TerminalPage(
                Math.min(MOST_COLUMNS, terminal.columns()), terminal.color(), terminal.unicode(), answers, language);
    }

    /** Prints it, page by page on a terminal. */
    void show(String text) throws IOException, InterruptedException {
        if (terminal.live()) {
            try {
                Process less = new ProcessBuilder("less", "-RFX", "-Psspace goes on, b goes back, q leaves")
                        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                try (OutputStream in = less.getOutputStream()) {
                    in.write(text.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // The reader has read enough.
                }
                less.waitFor();
                return;
            } catch (IOException e) {
                // No less here.
            }
        }
        terminal.page(text);
    }
}
