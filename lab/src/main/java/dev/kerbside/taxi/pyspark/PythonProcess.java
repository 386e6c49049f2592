package dev.kerbside.taxi.pyspark;

import dev.kerbside.LabException;
import dev.kerbside.process.ForeignVariables;
import dev.kerbside.python.Python;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A Python that ends with this JVM, because it reads its standard input to the end. What it prints is shown. */
final class PythonProcess implements AutoCloseable {
    private static final long END_SECONDS = 5;

    private final Process process;
    private final Thread listener;
    private volatile String lastLine = "it said nothing";

    private PythonProcess(Process process) {
        this.process = process;
        listener = new Thread(this::listen, "python");
        listener.setDaemon(true);
        listener.start();
    }

    /** @param words script and arguments; nothing secret, because everybody sees them */
    static PythonProcess start(Python python, Consumer<Map<String, String>> variables, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(words));
        command.add(0, python.interpreter());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        ForeignVariables.remove(environment);
        ForeignVariables.OF_PYTHON.forEach(environment::remove);
        environment.put(
                "PYTHONPATH", python.home().zips().stream().map(Path::toString).collect(Collectors.joining(":")));
        // What is printed is shown at once.
        environment.put("PYTHONUNBUFFERED", "1");
        // No trace of the lab in the person's folder.
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        // With a thread of Java's for each of Python's, PySpark speaks another protocol.
        environment.put("PYSPARK_PIN_THREAD", "false");
        environment.put("PYSPARK_PYTHON", python.interpreter());
        variables.accept(environment);
        return new PythonProcess(builder.start());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @param action is given the last line that it printed */
    void onExit(Consumer<String> action) {
        process.onExit().thenRun(() -> action.accept(lastLine));
    }

    /** What to say after a call that had no answer. Its end may be a moment away, and so may its last words. */
    LabException gone(String what, Exception e) throws InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            return LabException.checkFailed("Python does not answer: %s".formatted(e.getMessage()), e);
        }
        listener.join(TimeUnit.SECONDS.toMillis(END_SECONDS));
        return LabException.checkFailed(
                "Python has ended (exit code %d) in %s: %s. Does the code end it, or wait for something?"
                        .formatted(process.exitValue(), what, lastLine),
                e);
    }

    private void listen() {
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().forEach(line -> {
                lastLine = line;
                System.err.println(line);
            });
        } catch (IOException | UncheckedIOException e) {
            // It has ended.
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
