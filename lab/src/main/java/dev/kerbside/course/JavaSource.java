package dev.kerbside.course;

import dev.kerbside.LabException;
import java.nio.file.Path;

/** A source in Java. Its members are methods, constructors and fields; a new one comes to the end of the public class. */
public final class JavaSource extends SourceCode {
    private JavaSource(String name, String text, JavaMembers members) {
        super(name, text, "\n\n    ", members.all(), members.brace());
    }

    /**
     * The source with this text.
     *
     * @throws LabException with line and message if the text does not parse
     */
    public static JavaSource of(String text) {
        return of("The Java source", text);
    }

    /**
     * The source in this file.
     *
     * @throws LabException if the file cannot be read, and with line and message if it does not parse
     */
    public static JavaSource of(Path file) {
        return of(file.toString(), TextFile.read(file));
    }

    private static JavaSource of(String name, String text) {
        return new JavaSource(name, text, JavaMembers.of(name, text));
    }

    @Override
    String atEnd(String body, String added) {
        return (body.endsWith("{") ? added.substring(1) : added) + "\n";
    }
}
