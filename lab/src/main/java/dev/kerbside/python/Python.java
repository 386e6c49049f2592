package dev.kerbside.python;

import dev.kerbside.LabException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The Python that the lab runs, and PySpark.
 *
 * @param interpreter its command
 * @param home where PySpark is
 */
public record Python(String interpreter, PythonHome home) {
    private static final String CURE = "Get it with: lab python";

    /** That of {@code lab python}; nothing if that was not run, or not to its end. */
    public static Optional<Python> find() {
        PythonHome home = PythonHome.here();
        Path made = home.bin().resolve("python3");
        return home.hasPySpark() && Files.isExecutable(made)
                ? Optional.of(new Python(made.toString(), home))
                : Optional.empty();
    }

    /**
     * The same.
     *
     * @param what needs it, as the beginning of a sentence
     * @throws LabException in one line, with the command that gets it
     */
    public static Python require(String what) {
        return find().orElseThrow(() -> LabException.cannotStart(
                "%s needs Python and PySpark, which are optional and not here. %s".formatted(what, CURE)));
    }
}
