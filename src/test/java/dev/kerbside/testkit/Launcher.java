package dev.kerbside.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code lab/bin/lab} as a person calls it, one command after another. */
public final class Launcher {
    /** A lab in containers may have its image to make first, and a machine may have a lot to do. */
    public static final Duration LIMIT = Duration.ofMinutes(10);

    private final Path log;

    /** @param folder for what the commands print */
    public Launcher(Path folder) {
        this.log = folder.resolve("output.txt");
    }

    /** Runs a command to its end, and returns its exit code. */
    public int run(String... arguments) throws IOException, InterruptedException {
        return finish(start(arguments));
    }

    public Process start(String... arguments) throws IOException {
        return builder(arguments).start();
    }

    public ProcessBuilder builder(String... arguments) {
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of("lab/bin/lab"), Stream.of(arguments)).toList());
        return builder.redirectErrorStream(true).redirectOutput(log.toFile());
    }

    public static int finish(Process process) throws InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    /** What the command that was started last has said. */
    public String output() throws IOException {
        return Files.readString(log).strip();
    }
}
