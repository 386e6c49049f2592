package dev.kerbside.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads failures.txt, whose first lines say how it is written. */
final class Failures {
    /** All of them, in the order of the file: what is nearer to the root of the trouble comes first. */
    static final List<Failure> KNOWN = parse(text());

    private Failures() {}

    private static String text() {
        try (InputStream in = Failures.class.getResourceAsStream("failures.txt")) {
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
        Failure failure = new Failure(
                head.get(0),
                head.contains("(vague)"),
                values("sign", lines).stream().map(Sign::of).toList(),
                String.join(" ", values("cause", lines)),
                values("next", lines));
        int read = 1 + failure.signs().size() + failure.next().size() + 1;
        if (read != lines.size() || failure.signs().isEmpty() || failure.next().isEmpty()) {
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
