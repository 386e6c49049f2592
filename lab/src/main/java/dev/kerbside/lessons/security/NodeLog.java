package dev.kerbside.lessons.security;

import dev.kerbside.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** What a node has written into its log since this was made. */
final class NodeLog {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String node;
    private final Path file;
    private final long begin;

    NodeLog(Lab lab, String node) throws IOException {
        this.node = node;
        this.file = lab.node(node).log();
        this.begin = Files.size(file);
    }

    List<String> lines() throws IOException {
        byte[] all = Files.readAllBytes(file);
        return new String(all, (int) begin, all.length - (int) begin, StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** The lines of several logs with both, a few of them; at least one, because a log may be behind. */
    static List<String> said(List<NodeLog> logs, String one, String other) {
        return Awaitility.await("a log has " + one).until(() -> lines(logs, one, other), lines -> !lines.isEmpty());
    }

    private static List<String> lines(List<NodeLog> logs, String one, String other) throws IOException {
        List<String> lines = new ArrayList<>();
        for (NodeLog log : logs) {
            log.lines().stream()
                    .filter(line -> line.contains(one) && line.contains(other))
                    .forEach(lines::add);
        }
        return lines.stream().limit(8).toList();
    }

    /** The lines, as soon as one is like this: a log may be behind. */
    List<String> after(String what, Predicate<String> expected) {
        return Awaitility.await("the log of %s has %s".formatted(node, what))
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .until(this::lines, lines -> lines.stream().anyMatch(expected));
    }
}
