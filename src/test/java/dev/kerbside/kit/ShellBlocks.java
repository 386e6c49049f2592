package dev.kerbside.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The shell commands of a Markdown page: what a reader would type. */
final class ShellBlocks {
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```(?:bash|sh)\\n(.*?)^ *```$");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"(?:[^\"\\\\]|\\\\.)*\"", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("(?m)(?<=^|\\s)#.*$");
    private static final Pattern ASSIGNMENT = Pattern.compile("^(?:\\w+=\\S*\\s*)+");
    private static final Pattern KEYWORD = Pattern.compile("^(?:if|then|else|do|while|until|!)(?:\\s+|$)");

    private ShellBlocks() {}

    /** All pages of the project. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> steps = Files.walk(Path.of("tutorial-steps"));
                Stream<Path> docs = Files.list(Path.of("docs"))) {
            Stream<Path> others = Stream.of("README.md", "CONTRIBUTING.md", "kerberos/README.md", "docker/README.md")
                    .map(Path::of);
            return Stream.of(
                            others,
                            docs.filter(file -> file.toString().endsWith(".md")).sorted(),
                            steps.filter(file -> file.endsWith("README.md")))
                    .flatMap(pages -> pages)
                    .toList();
        }
    }

    /** The name of each command of each shell block, as it is typed. */
    static List<String> commands(Path page) {
        List<String> commands = new ArrayList<>();
        BLOCK.matcher(read(page))
                .results()
                .map(block -> block.group(1))
                .forEach(block -> commands.addAll(names(block)));
        return commands;
    }

    static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of a script: whatever stands at the start of a line, or behind what ends or feeds a command. */
    static List<String> names(String script) {
        String text = QUOTED.matcher(script).replaceAll("QUOTED");
        text = COMMENT.matcher(text).replaceAll("").replaceAll("\\\\\\n", " ");
        return Stream.of(text.split("\\n|\\|\\|?|&&|;|\\$\\(|<\\("))
                .map(String::strip)
                .map(command -> KEYWORD.matcher(command).replaceFirst(""))
                .map(command -> ASSIGNMENT.matcher(command).replaceFirst(""))
                .filter(command -> !command.isEmpty())
                .map(command -> command.split("[\\s)]")[0])
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
