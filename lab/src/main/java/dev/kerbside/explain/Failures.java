package dev.kerbside.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads the lists of failures; the first lines of machine.txt say how they are written. */
final class Failures {
    private static final List<String> THEMES =
            List.of("machine", "kerberos", "sasl", "tls", "yarn", "containers", "hdfs", "kafka", "spark", "vague");

    /** All of them, in the order of the lists: where a line shows several, the first one counts. */
    static final List<Failure> KNOWN =
            THEMES.stream().flatMap(theme -> parse(text(theme)).stream()).toList();

    private Failures() {}

    private static String text(String theme) {
        try (InputStream in = Failures.class.getResourceAsStream(theme + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws IllegalArgumentException if the text is written in another way */
    static List<Failure> parse(String text) {
        List<Failure> failures = new ArrayList<>();
        for (String entry : text.replaceAll("(?m)^#.*\n", "").strip().split("\n\\s*\n")) {
            failures.add(failure(entry.lines().toList()));
        }
        return List.copyOf(failures);
    }

    private static Failure failure(List<String> lines) {
        List<String> head = List.of(lines.get(0).split(" "));
        List<String> signs = values("sign", lines);
        List<String> quiet = values("info", lines);
        List<String> over = values("over", lines);
        Failure failure = new Failure(
                head.get(0),
                head.contains("(vague)"),
                Stream.concat(
                                signs.stream().map(text -> Sign.of(text, false)),
                                quiet.stream().map(text -> Sign.of(text, true)))
                        .toList(),
                over.isEmpty() ? Set.of() : Set.of(over.get(0).split(" ")),
                String.join(" ", values("cause", lines)),
                values("next", lines));
        int read = 1 + failure.signs().size() + over.size() + failure.next().size() + 1;
        if (read != lines.size()
                || over.size() > 1
                || failure.signs().isEmpty()
                || failure.next().isEmpty()) {
            throw new IllegalArgumentException("A failure has signs, one cause and next commands: " + lines);
        }
        return failure;
    }

    private static List<String> values(String key, List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> line.startsWith(key + " "))
                .map(line -> line.substring(key.length()).strip())
                .toList();
    }
}
