package dev.kerbside.python;

import dev.kerbside.process.ForeignVariables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of Python's that was run to its end.
 *
 * @param said all of it, errors too
 */
record Program(int exit, String said) {
    /**
     * Runs it.
     *
     * @param temporary for its temporary files; made if it is not there
     * @param meanwhile is called now and then
     */
    static Program run(Path temporary, Runnable meanwhile, String... words) throws IOException, InterruptedException {
        Path output = Files.createTempFile(Files.createDirectories(temporary), "said", null);
        ProcessBuilder builder = new ProcessBuilder(List.of(words))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().put("TMPDIR", temporary.toString());
        ForeignVariables.OF_PYTHON.forEach(builder.environment()::remove);
        try {
            Process process = builder.start();
            try {
                while (!process.waitFor(1, TimeUnit.SECONDS)) {
                    meanwhile.run();
                }
            } finally {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroy();
            }
            return new Program(process.exitValue(), Files.readString(output).strip());
        } finally {
            Files.delete(output);
        }
    }

    /** What it said last: of a failure, what it failed of. */
    String lastLine() {
        return said.lines()
                .filter(line -> !line.isBlank())
                .reduce((first, second) -> second)
                .orElse("it said nothing")
                .strip();
    }
}
