package dev.kerbside.course;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the links of one page lead, each told once. */
final class PageLinks {
    static final String LAB = "lab/bin/lab ";

    private static final Pattern STEP = Pattern.compile("tutorial-steps/(\\d\\d)-[^/]+/README\\.md");

    private final Page page;
    private final Set<String> told = new HashSet<>();

    PageLinks(Page page) {
        this.page = page;
    }

    /** What is written behind the text of a link: a command, a path from the repository's root, a URL, or nothing. */
    Optional<String> behind(String text, String destination) {
        String target = path(destination);
        if (destination.startsWith("#") || target.equals(page.file().toString())) {
            return Optional.empty();
        }
        boolean first = told.add(target);
        if (!first || text.equals(target) || destination.equals("mailto:" + text)) {
            return Optional.empty();
        }
        Matcher step = STEP.matcher(target);
        return Optional.of(step.matches() ? LAB + "step show " + step.group(1) : target);
    }

    /** A URL as it is; a relative link from the repository's root, without its anchor. */
    String path(String destination) {
        if (destination.contains("://") || destination.startsWith("mailto:")) {
            return destination;
        }
        return page.file()
                .resolveSibling(destination.replaceFirst("#.*", ""))
                .normalize()
                .toString();
    }

    /** The number of the step whose page this is; its folder's name if it has none. */
    static String number(Path file) {
        Matcher step = STEP.matcher(file.toString());
        return step.matches() ? step.group(1) : file.getParent().getFileName().toString();
    }
}
