package dev.kerbside.course;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/** A language in which the exercises of § 3 can be done; the pages show both, and a workspace has one of them. */
public enum Language {
    JAVA("Java", ".java", JavaSource::of),
    PYTHON("Python", ".py", PythonSource::of);

    private final String title;
    private final String suffix;
    private final Function<Path, SourceCode> source;

    Language(String title, String suffix, Function<Path, SourceCode> source) {
        this.title = title;
        this.suffix = suffix;
        this.source = source;
    }

    /** The language of a source file; that of a file with another name is Java. */
    public static Language of(Path file) {
        return file.toString().endsWith(PYTHON.suffix) ? PYTHON : JAVA;
    }

    /** Its name, for people. */
    public String title() {
        return title;
    }

    /** How the names of its files end: {@code .py}. */
    public String suffix() {
        return suffix;
    }

    /** As an option names it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The Markdown as its reader sees it: without the parts that are about another language. */
    public String of(String markdown) {
        return LanguageParts.of(markdown, this);
    }

    SourceCode source(Path file) {
        return source.apply(file);
    }
}
