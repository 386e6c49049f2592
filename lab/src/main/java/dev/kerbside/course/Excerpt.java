package dev.kerbside.course;

import dev.kerbside.LabException;
import dev.kerbside.text.Messages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lines of a source file that a page shows.
 *
 * @param file from the repository's root, Java or Python
 * @param member the method, function or field of which they are
 * @param code the lines, at the left margin
 */
record Excerpt(String file, String member, String code) {

    /** What is wrong, and what to do: nothing if these are lines of the member. */
    Optional<String> problem(Path root) {
        Path source = root.resolve(file);
        if (!Files.isRegularFile(source)) {
            return Optional.of("%s is not there; name the file from the repository's root".formatted(file));
        }
        try {
            List<String> members = SourceCode.of(source).members(member);
            if (members.isEmpty()) {
                return Optional.of("%s has no member %s; name one that it has".formatted(file, member));
            }
            return members.stream().anyMatch(this::isPartOf)
                    ? Optional.empty()
                    : Optional.of("the code is not lines of %s#%s; copy them again".formatted(file, member));
        } catch (LabException e) {
            return Optional.of(Messages.first(e));
        }
    }

    private boolean isPartOf(String text) {
        List<String> wanted = margined(code.lines().toList());
        List<String> lines = text.lines().toList();
        return IntStream.rangeClosed(0, lines.size() - wanted.size())
                .mapToObj(i -> lines.subList(i, i + wanted.size()))
                .anyMatch(part -> margined(part).equals(wanted));
    }

    /** Lines moved to the left margin together. */
    private static List<String> margined(List<String> lines) {
        return String.join("\n", lines).stripIndent().lines().toList();
    }
}
