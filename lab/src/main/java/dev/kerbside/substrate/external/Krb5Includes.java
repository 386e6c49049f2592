package dev.kerbside.substrate.external;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** krb5.conf as one file: what it includes stands in it, because not every client of the lab follows. */
final class Krb5Includes {
    private Krb5Includes() {}

    static String flat(Path file) throws IOException {
        List<String> lines = new ArrayList<>();
        add(file, lines, 0);
        return String.join("\n", lines) + "\n";
    }

    private static void add(Path file, List<String> lines, int depth) throws IOException {
        if (depth > 8) {
            throw new IOException(file + " includes itself");
        }
        for (String line : Files.readAllLines(file)) {
            String[] words = line.strip().split("\\s+", 2);
            if (words.length == 2 && words[0].equals("include")) {
                include(Path.of(words[1]), file, lines, depth + 1);
            } else if (words.length == 2 && words[0].equals("includedir")) {
                for (Path one : included(Path.of(words[1]))) {
                    add(one, lines, depth + 1);
                }
            } else {
                lines.add(line);
            }
        }
    }

    private static void include(Path included, Path by, List<String> lines, int depth) throws IOException {
        if (!Files.isReadable(included)) {
            throw new IOException("%s includes %s, which is no file that you can read".formatted(by, included));
        }
        add(included, lines, depth);
    }

    /** As MIT's library takes them: names of letters, digits, - and _, or that end with .conf. */
    private static List<Path> included(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(one -> one.getFileName().toString().matches("[A-Za-z0-9_-]+|[^.].*\\.conf"))
                    .sorted()
                    .toList();
        }
    }
}
