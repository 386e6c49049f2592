package dev.kerbside.steps;

import dev.kerbside.lessons.Syllabus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The pages under {@code tutorial-steps/}: an index, and a page a step. */
final class Pages {
    static final Path ROOT = Path.of("").toAbsolutePath();
    static final Path FOLDER = ROOT.resolve("tutorial-steps");
    static final Path INDEX = FOLDER.resolve("README.md");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");

    private Pages() {}

    static Stream<Step> steps() {
        return Syllabus.STEPS.stream();
    }

    static Stream<Path> pages() {
        return Stream.concat(Stream.of(INDEX), steps().map(Pages::page));
    }

    static Path page(Step step) {
        return FOLDER.resolve(step.id()).resolve("README.md");
    }

    /** The page without its fenced blocks. */
    static String prose(Path page) throws IOException {
        return FENCE.matcher(Files.readString(page)).replaceAll("");
    }

    static List<MatchResult> results(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page)).results().toList();
    }
}
