package dev.kerbside.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A login shell that goes on from command to command, as that of a person's window. */
final class LoginShell implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Process bash;
    private final Writer keyboard;
    private final Path output;
    private int begin;
    private int commands;

    /** What a command printed (both streams) and its exit code. */
    record Result(int exit, String output) {}

    /** @param output a file for all that the shell prints */
    LoginShell(Shell shell, Path output) throws IOException {
        this.output = output;
        this.bash = shell.interactive()
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        this.keyboard = bash.outputWriter(StandardCharsets.UTF_8);
        // Through docker two streams come in any order.
        keyboard.write("exec 2>&1\n");
    }

    /** Types a command and waits for its end. */
    Result type(String command) throws IOException {
        start(command);
        return end();
    }

    /** Types a command. */
    void start(String command) throws IOException {
        begin = Files.readString(output).length();
        commands++;
        keyboard.write(command + "\nprintf '\\n[%s ended with %d]\\n' " + commands + " $?\n");
        keyboard.flush();
    }

    /** Waits for the end of the command that was started. */
    Result end() {
        Pattern mark = Pattern.compile("\\n\\[" + commands + " ended with (\\d+)]\\n");
        Awaitility.await(output + " has the end of command " + commands)
                .atMost(LIMIT)
                .until(() -> mark.matcher(printed()).find());
        Matcher end = mark.matcher(printed());
        assertThat(end.find()).isTrue();
        return new Result(Integer.parseInt(end.group(1)), printed().substring(0, end.start()));
    }

    /** What the command has printed so far. */
    String printed() {
        try {
            return Files.readString(output).substring(begin);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        keyboard.close();
        bash.destroy();
    }
}
