package dev.kerbside.cli;

import dev.kerbside.course.TerminalPage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Long texts on a terminal: as wide as it is, and through {@code less} where that is installed. */
final class Pager {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int MOST_COLUMNS = 100;

    private final Terminal terminal;

    Pager(Terminal terminal) {
        this.terminal = terminal;
    }

    /** How a page is drawn here. */
    TerminalPage page(boolean answers) throws IOException, InterruptedException {
        return new TerminalPage(columns(), terminal.color(), terminal.unicode(), answers);
    }

    /** Prints it, page by page on a terminal. */
    void show(String text) throws IOException, InterruptedException {
        if (terminal.live()) {
            try {
                Process less = new ProcessBuilder("less", "-RFX")
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
        System.out.println(text);
    }

    /** Columns of the terminal, but not more than a line of prose should have. */
    private int columns() throws IOException, InterruptedException {
        if (!terminal.live()) {
            return DEFAULT_COLUMNS;
        }
        Process stty = new ProcessBuilder("stty", "size")
                .redirectInput(ProcessBuilder.Redirect.INHERIT)
                .start();
        String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        Matcher columns = Pattern.compile("\\d+ (\\d+)").matcher(size.strip());
        return columns.matches() ? Math.min(MOST_COLUMNS, Integer.parseInt(columns.group(1))) : DEFAULT_COLUMNS;
    }
}
