package dev.kerbside.steps;

import static java.util.stream.Collectors.joining;
import static org.apache.commons.text.StringEscapeUtils.escapeXml10;

import dev.kerbside.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * When each node of a lab was started, listened and was used for the first time, and the same of HDFS and Kafka as a whole.
 * It listens to a lab that starts, and tells somebody else too.
 */
public final class StartTimeline implements Progress {
    private static final int COLUMNS = 60;
    private static final int WIDTH = 560;
    private static final int ROW = 28;

    private final Progress next;
    private final LongSupplier millis;
    private final Map<String, Span> spans = new LinkedHashMap<>();

    /** One node. @param listens and @param used in milliseconds, like all; -1 while it does not */
    record Span(String node, long starts, long listens, long used) {}

    /** @param next who is told too */
    public StartTimeline(Progress next) {
        this(next, sinceNow());
    }

    StartTimeline(Progress next, LongSupplier millis) {
        this.next = next;
        this.millis = millis;
    }

    private static LongSupplier sinceNow() {
        long began = System.nanoTime();
        return () -> (System.nanoTime() - began) / 1_000_000;
    }

    @Override
    public synchronized void starting(String node) {
        spans.putIfAbsent(node, new Span(node, millis.getAsLong(), -1, -1));
        next.starting(node);
    }

    @Override
    public synchronized void listening(String node) {
        spans.computeIfPresent(node, (name, span) -> new Span(name, span.starts(), millis.getAsLong(), span.used()));
        next.listening(node);
    }

    @Override
    public synchronized void ready(String node, Duration took) {
        spans.computeIfPresent(node, (name, span) -> new Span(name, span.starts(), span.listens(), millis.getAsLong()));
        next.ready(node, took);
    }

    @Override
    public void say(String line) {
        next.say(line);
    }

    /** Whoever needs a node that is used only now, or a whole service, waits for it. */
    private static String waitsFor(String node) {
        return switch (node.replaceFirst("-\\d+$", "")) {
            case "namenode" -> "kdc";
            case "datanode" -> "kdc, namenode";
            case "broker" -> "kdc, the other brokers";
            case "hdfs" -> "each datanode";
            case "kafka" -> "each broker";
            default -> "";
        };
    }

    private synchronized List<Span> rows() {
        return spans.values().stream().filter(span -> span.used() >= 0).toList();
    }

    private static long end(List<Span> rows) {
        return rows.stream().mapToLong(Span::used).max().orElse(1);
    }

    /** As lines: ░ starts, ▒ listens, █ is used. @param unicode else ., - and # */
    public List<String> text(boolean unicode) {
        List<Span> rows = rows();
        long end = end(rows);
        String marks = unicode ? "░▒█" : ".-#";
        List<String> lines = new ArrayList<>();
        lines.add("when each was started (%c), listened (%c) and was used (%c); the whole line is %s s"
                .formatted(marks.charAt(0), marks.charAt(1), marks.charAt(2), seconds(end)));
        for (Span row : rows) {
            String bar = IntStream.range(0, COLUMNS)
                    .mapToObj(column -> mark(row, (column + 1) * end / COLUMNS, marks))
                    .collect(joining());
            String waits = waitsFor(row.node());
            lines.add("%-10s %s %5s s%s"
                    .formatted(row.node(), bar, seconds(row.used()), waits.isEmpty() ? "" : "  waits for " + waits));
        }
        return lines;
    }

    private static String mark(Span row, long at, String marks) {
        if (at <= row.starts()) {
            return " ";
        }
        if (at >= row.used()) {
            return marks.substring(2);
        }
        return row.listens() >= 0 && at >= row.listens() ? marks.substring(1, 2) : marks.substring(0, 1);
    }

    /** As an SVG element, which follows the reader's light or dark theme. */
    public String svg() {
        List<Span> rows = rows();
        long end = end(rows);
        int height = 64 + rows.size() * ROW;
        return """
                <svg xmlns="http://www.w3.org/2000/svg" class="start" viewBox="0 0 960 %1$d" role="img" \
                aria-label="When each node was started, listened and was used">
                <style>
                .start { --card: #ffffff; --ink: #1f2328; --soft: #59636e; }
                @media (prefers-color-scheme: dark) {
                  .start { --card: #161b22; --ink: #e6edf3; --soft: #9198a1; }
                }
                .start text { font: 13px system-ui, sans-serif; font-variant-numeric: tabular-nums; fill: var(--soft); }
                .start .name { fill: var(--ink); }
                </style>
                <rect width="960" height="%1$d" rx="8" fill="var(--card)"/>
                <g transform="translate(124 16)">\
                <rect width="12" height="12" rx="2" fill="#999999"/><text x="18" y="11">is started</text>\
                <rect x="110" width="12" height="12" rx="2" fill="#56b4e9"/><text x="128" y="11">listens</text>\
                <rect x="200" width="12" height="12" rx="2" fill="#009e73"/><text x="218" y="11">is used</text></g>
                %2$s
                </svg>"""
                .formatted(
                        height,
                        IntStream.range(0, rows.size())
                                .mapToObj(i -> row(rows.get(i), 44 + i * ROW, end))
                                .collect(joining("\n")));
    }

    private static String row(Span row, int y, long end) {
        long listens = row.listens() < 0 ? row.used() : row.listens();
        String waits = waitsFor(row.node());
        return """
                <text class="name" x="20" y="%d">%s</text>%s%s%s<text x="%d" y="%d">%s s%s</text>"""
                .formatted(
                        y + 14,
                        escapeXml10(row.node()),
                        bar(row.starts(), listens, y, end, "#999999"),
                        bar(listens, row.used(), y, end, "#56b4e9"),
                        bar(row.used(), end, y, end, "#009e73"),
                        124 + WIDTH + 12,
                        y + 14,
                        seconds(row.used()),
                        waits.isEmpty() ? "" : ", waits for " + escapeXml10(waits));
    }

    private static String bar(long from, long to, int y, long end, String color) {
        return to <= from
                ? ""
                : String.format(
                        Locale.ROOT,
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\"/>",
                        124 + (double) WIDTH * from / end,
                        y,
                        (double) WIDTH * (to - from) / end,
                        color);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f", millis / 1e3);
    }
}
