package dev.kerbside.docs;

import dev.kerbside.folder.FolderPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of this repository, for what pages name: {@code docs/README.md}, {@code taxi.file}, {@code Lab.start},
 * {@code -Dlab.kdc=mit}.
 *
 * @param files from the repository's root, without what the build makes
 */
record Repository(List<Path> files) {
    private static final Set<String> MADE = Set.of("target", ".git", ".lab", ".mvn", ".idea");

    private static final List<Path> CODE = List.of(Path.of("lab/src/main/java"), Path.of("src/test/java"));
    private static final Path MAIN = Path.of("lab/src/main/java/dev/kerbside");

    private static final Pattern CLASS = Pattern.compile("([A-Z]\\w*[a-z]\\w*)(?:[.#](\\w+))?[*…]?(?:\\(.*\\))?");
    private static final Pattern METHOD = Pattern.compile("[a-z]+[A-Z]\\w*");
    private static final Pattern FILE = Pattern.compile("[\\w.<>*-]+(?:/[\\w.<>*-]*)+|[\\w-]+(?:\\.[\\w-]+)+");
    private static final Pattern FLAG = Pattern.compile("-D(?:(lab\\.[\\w.]+)|(?:it\\.)?test)=(?:'([^']*)'|(\\S*))");

    static Repository at(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> top = Files.list(root)) {
            for (Path one : top.filter(file -> !MADE.contains(file.getFileName().toString()))
                    .toList()) {
                try (Stream<Path> below = Files.walk(one)) {
                    below.forEach(files::add);
                }
            }
        }
        return new Repository(files);
    }

    /** What is not there of what a code span names; of a command its program, and the tests and flags that it is given. */
    List<String> missing(String span) {
        List<String> missing = new ArrayList<>();
        Matcher flags = FLAG.matcher(span);
        while (flags.find()) {
            String property = flags.group(1);
            if (property != null && !isRead(property)) {
                missing.add("nobody reads " + property);
            }
            if (property == null) {
                String tests = flags.group(2) == null ? flags.group(3) : flags.group(2);
                Stream.of(tests.split(",")).forEach(test -> missing.addAll(ofClass(test)));
            }
        }
        String first = span.split(" ")[0];
        if (first.startsWith("-") || first.startsWith("..") || first.startsWith("@") || first.contains("=")) {
            return missing;
        }
        missing.addAll(ofClass(first));
        if (METHOD.matcher(first).matches() && !isInCode("\\b" + first + "\\(")) {
            missing.add("no class has " + first);
        }
        if (FILE.matcher(first).matches() && !isClass(first) && !isThere(first)) {
            missing.add("no such file: " + first);
        }
        return missing;
    }

    private static boolean isClass(String span) {
        return CLASS.matcher(span).matches() && !span.endsWith(".md") && !span.endsWith(".java");
    }

    private List<String> ofClass(String span) {
        Matcher named = CLASS.matcher(span);
        if (!isClass(span) || !named.matches() || isPlaceholder(named.group(1))) {
            return List.of();
        }
        List<Path> sources = files.stream()
                .filter(file -> CODE.stream().anyMatch(file::startsWith))
                .filter(file -> file.endsWith(named.group(1) + ".java"))
                .toList();
        if (sources.isEmpty()) {
            return List.of("no class " + named.group(1));
        }
        String member = named.group(2);
        if (member == null || isPlaceholder(member)) {
            return List.of();
        }
        return sources.stream().anyMatch(source -> read(source).matches("(?s).*\\b" + member + ".*"))
                ? List.of()
                : List.of("no %s in the class %s".formatted(member, named.group(1)));
    }

    /** As in {@code -Dtest=NAME}, {@code lessonNN…}; and {@code None}, the name that no test has. */
    private static boolean isPlaceholder(String name) {
        return name.endsWith("NN") || name.equals("None");
    }

    private boolean isInCode(String pattern) {
        Pattern sought = Pattern.compile(pattern);
        return files.stream()
                .filter(file -> file.startsWith(CODE.get(0)) && file.toString().endsWith(".java"))
                .anyMatch(file -> sought.matcher(read(file)).find());
    }

    /** In the repository, in its build, or planned in a lab's folder; a package too. */
    private boolean isThere(String span) {
        String path = span.replaceFirst("^\\./", "").replaceFirst("/$", "");
        if (path.startsWith("target/") || path.equals("dev.kerbside")) {
            return true;
        }
        boolean isName = !path.contains("/");
        PathMatcher matcher = FileSystems.getDefault()
                .getPathMatcher("glob:" + path.replaceAll("<[^>]*>", "*").replace("*…", "*"));
        return files.stream().anyMatch(file -> matcher.matches(isName ? file.getFileName() : file))
                || files.contains(MAIN.resolve(path.replace('.', '/')))
                || FolderPlan.of(Path.of(path)).isPresent();
    }

    /** By the build, by a test or by the code. */
    private boolean isRead(String property) {
        return files.stream()
                .filter(file -> file.endsWith("pom.xml") || file.toString().endsWith(".java"))
                .filter(file -> !file.startsWith(Path.of("src/test/java/dev/kerbside/docs")))
                .anyMatch(file -> read(file).contains(property));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
