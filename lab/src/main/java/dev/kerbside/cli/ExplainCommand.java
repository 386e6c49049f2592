package dev.kerbside.cli;

import dev.kerbside.LabException;
import dev.kerbside.explain.Diagnosis;
import dev.kerbside.explain.Evidence;
import dev.kerbside.explain.Explanation;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a log, a stack trace or what a command printed. */
@Command(
        name = "explain",
        description = "Say what a log or an error message means, and what to do.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A log; without it, what is piped or pasted into this command.")
    private Path file;

    @Override
    public Integer call() throws IOException {
        Explanation explanation = explanation();
        if (explanation.recognised()) {
            print(explanation.diagnoses());
            return 0;
        }
        print(explanation.suspect());
        return LabException.CHECK_FAILED;
    }

    private Explanation explanation() throws IOException {
        if (file != null && !Files.isReadable(file)) {
            throw LabException.usage("There is no file %s that can be read. The nodes' logs: lab logs NODE, or %s."
                    .formatted(file, "logs in the lab's folder"));
        }
        if (file == null && System.console() != null) {
            System.err.println("Paste what you saw, and end with Ctrl+D on a line of its own.");
        }
        // A log may hold half a character: it is read as the replacement character, not refused.
        try (Reader text =
                new InputStreamReader(file == null ? System.in : Files.newInputStream(file), StandardCharsets.UTF_8)) {
            return Explanation.of(text);
        }
    }

    private static void print(List<Diagnosis> diagnoses) {
        for (Diagnosis diagnosis : diagnoses) {
            System.out.println((diagnosis == diagnoses.get(0) ? "" : "\n") + diagnosis.id());
            System.out.println("  seen   " + diagnosis.evidence());
            advice(diagnosis).forEach(System.out::println);
        }
    }

    private static void print(Evidence suspect) {
        if (suspect == null) {
            throw LabException.usage("There was nothing to read. Pipe a log into it: lab explain < FILE");
        }
        System.out.println("Nothing in this text is known to the lab.");
        System.out.println("  suspect  " + suspect);
        System.out.println("  look at  lab/bin/lab logs NODE       # what the service says at that time");
        System.out.println("           lab/bin/lab doctor          # this machine");
    }

    /** Cause and next commands, for a terminal. */
    static List<String> advice(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        lines.add("  cause  " + diagnosis.cause());
        diagnosis.next().forEach(next -> lines.add((lines.size() == 1 ? "  next   " : "         ") + next));
        return lines;
    }
}
