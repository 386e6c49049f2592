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
    /** The variable that names an interpreter in place of the environment's. */
    public static final String NAMED = "LAB_PYTHON";

    private static final String CURE = "Get it with: lab python";

    /** The interpreter that LAB_PYTHON names, or that of the environment; nothing if there is neither, or no PySpark. */
    public static Optional<Python> find() {
        PythonHome home = PythonHome.here();
        return home.hasPySpark() ? interpreter(home).map(found -> new Python(found, home)) : Optional.empty();
    }

    /** The same without a look at PySpark. */
    public static Optional<String> interpreter(PythonHome home) {
        String named = System.getenv().getOrDefault(NAMED, "");
        Path made = home.bin().resolve("python3");
        return !named.isEmpty()
                ? Optional.of(named)
                : Files.isExecutable(made) ? Optional.of(made.toString()) : Optional.empty();
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
