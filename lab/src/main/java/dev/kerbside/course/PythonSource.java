package dev.kerbside.course;

import dev.kerbside.LabException;
import java.nio.file.Path;

/**
 * A source in Python, read without Python. Its members are the functions, classes and values of the module, and those of
 * its classes, each with its decorators; a new one comes above the last lines that run the module as a program.
 */
public final class PythonSource extends SourceCode {
    private PythonSource(String name, String text, PythonMembers members) {
        super(name, text, "\n\n\n", members.all(), members.end());
    }

    /**
     * The source with this text.
     *
     * @throws LabException with line and message if a bracket or a text in it does not end
     */
    public static PythonSource of(String text) {
        return of("The Python source", text);
    }

    /**
     * The source in this file.
     *
     * @throws LabException if the file cannot be read, and with line and message if a bracket or a text in it does not end
     */
    public static PythonSource of(Path file) {
        return of(file.toString(), TextFile.read(file));
    }

    private static PythonSource of(String name, String text) {
        return new PythonSource(name, text, PythonMembers.of(name, text));
    }

    @Override
    String atEnd(String body, String added) {
        return body.isEmpty() ? added.stripLeading() : added;
    }
}
