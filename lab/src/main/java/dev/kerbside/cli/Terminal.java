package dev.kerbside.cli;

import dev.kerbside.Progress;
import dev.kerbside.course.Wrap;
import dev.kerbside.lessons.Syllabus;
import dev.kerbside.steps.Narrator;
import dev.kerbside.steps.StepResult;
import dev.kerbside.text.Visible;
import dev.kerbside.trainee.Trainee;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a person sees: lines that stay and, on a terminal, one line at the bottom that moves. Piped into a file, the
 * moving line is left out and there is no colour. All that it is given as text is made {@link Visible}.
 */
final class Terminal implements Progress, Narrator, AutoCloseable {
    private static final String CLEAR = "\r\u001b[2K";
    private static final long REFRESH_MILLIS = 250;
    private static final int DEFAULT_COLUMNS = 80;
    private static final String MARGIN = "    ";

    private final PrintStream out;
    private final boolean live;
    private final boolean unicode;
    private final int columns;
    private final Map<String, Long> starting = new LinkedHashMap<>();
    private final Thread interrupted = new Thread(this::silence, "terminal-interrupted");
    private boolean silent;
    private final java.util.Timer timer = new java.util.Timer("terminal", true);

    Terminal() {
        this.out = Output.drawing();
        this.live = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        this.columns = live ? measured() : DEFAULT_COLUMNS;
        this.unicode =
                Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")).equals(Charset.forName("UTF-8"));
        Runtime.getRuntime().addShutdownHook(interrupted);
        if (live) {
            timer.schedule(
                    new java.util.TimerTask() {
                        @Override
                        public void run() {
                            showStarting();
                        }
                    },
                    REFRESH_MILLIS,
                    REFRESH_MILLIS);
        }
    }

    /** Whether a person looks at it. */
    boolean live() {
        return live;
    }

    boolean color() {
        return live && System.getenv("NO_COLOR") == null;
    }

    boolean unicode() {
        return unicode;
    }

    /** How wide it is; 80 where nobody looks at it. */
    int columns() {
        return columns;
    }

    private static int measured() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            Matcher columns = Pattern.compile("\\d+ (\\d+)").matcher(size.strip());
            return columns.matches() ? Integer.parseInt(columns.group(1)) : DEFAULT_COLUMNS;
        } catch (IOException e) {
            // No stty here.
            return DEFAULT_COLUMNS;
        }
    }

    @Override
    public synchronized void starting(String node) {
        starting.put(node, System.nanoTime());
        showStarting();
    }

    @Override
    public synchronized void ready(String node, Duration took) {
        starting.remove(node);
        draw("  %-10s ready after %5.1f s".formatted(node, took.toMillis() / 1e3));
    }

    private synchronized void showStarting() {
        if (!starting.isEmpty()) {
            progress("starting: "
                    + starting.entrySet().stream()
                            .map(e -> "%s %d s"
                                    .formatted(e.getKey(), (System.nanoTime() - e.getValue()) / 1_000_000_000L))
                            .collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void say(String line) {
        draw("  " + hanging(line));
    }

    private String hanging(String text) {
        String typed = AsTyped.of(Visible.of(text));
        return live ? Wrap.hanging(typed, columns, MARGIN) : typed;
    }

    @Override
    public synchronized void progress(String line) {
        if (live && !silent) {
            out.print(CLEAR + "  " + Visible.of(line));
            out.flush();
        }
    }

    /** A heading with an empty line above it. */
    void title(String text) {
        draw("");
        draw(color() ? "\u001b[1m" + Visible.of(text) + "\u001b[0m" : Visible.of(text));
    }

    /** How a step ended, and what was found. */
    void result(StepResult result) {
        result.checked().forEach(this::held);
        result.skipped().forEach(part -> draw("  " + mark("-", "n/a", "2") + " skipped: " + hanging(part)));
        switch (result.outcome()) {
            case PASSED -> draw("  passed in %.1f s%s".formatted(result.seconds(), inPart(result.skipped())));
            case FAILED -> problem(result.reason());
            case SKIPPED -> draw("  skipped: " + Visible.of(result.reason()));
        }
    }

    /** A claim that holds. */
    void held(String claim) {
        draw("  " + mark("\u2713", "ok", "32") + " " + hanging(claim));
    }

    /** One that does not, or whatever else is wrong. */
    void problem(String text) {
        draw("  " + mark("\u2717", "FAILED", "31") + " " + hanging(text));
    }

    /** How far a trainee is with a step. */
    void standing(Trainee.Standing standing) {
        if (standing.step().equals(Syllabus.LESSONS.get(0))) {
            title("The second chapter: what the tutorial promises, proven");
        }
        String sign =
                switch (standing.state()) {
                    case HOLDS -> mark("\u2713", "ok  ", "32");
                    case CLEANED_UP -> mark("\u2713", "ok  ", "2");
                    case OPEN -> mark("\u00b7", "open", "33");
                    case BEYOND_THIS_LAB -> mark("-", "n/a ", "2");
                };
        String note =
                switch (standing.state()) {
                    case CLEANED_UP -> " (done; the clean-up took it back)";
                    case BEYOND_THIS_LAB -> " (" + standing.reason() + ")";
                    case HOLDS -> inPart(standing.skipped());
                    case OPEN -> "";
                };
        draw("  %s %-20s %s%s"
                .formatted(sign, standing.step().id(), standing.step().title(), note));
    }

    private static String inPart(List<String> skipped) {
        return skipped.isEmpty() ? "" : " (in part: %d skipped)".formatted(skipped.size());
    }

    private String mark(String sign, String word, String color) {
        String text = unicode ? sign : word;
        return color() ? "\u001b[" + color + "m" + text + "\u001b[0m" : text;
    }

    /** A line as it is. */
    void print(String text) {
        draw(Visible.of(text));
    }

    /** A page, whose commands are already as they are typed: in the lab's shell, or outside of it. */
    synchronized void page(String drawn) {
        if (!silent) {
            out.println((live ? CLEAR : "") + drawn);
        }
    }

    /** A line that the lab has composed itself, with colours. */
    synchronized void draw(String own) {
        if (!silent) {
            out.println((live ? CLEAR : "") + AsTyped.of(own));
        }
    }

    /** After Ctrl+C every piece of work fails in its own way: nobody wants to read that. */
    private synchronized void silence() {
        draw("");
        draw("Interrupted: ending.");
        silent = true;
    }

    @Override
    public synchronized void close() {
        timer.cancel();
        starting.clear();
        if (live) {
            out.print(CLEAR);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            // The JVM is ending already.
        }
    }
}
