package dev.kerbside.cli;

import dev.kerbside.LabException;
import dev.kerbside.explain.Diagnosis;
import dev.kerbside.explain.Evidence;
import dev.kerbside.explain.Explanation;
import dev.kerbside.explain.Inquiry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Explains a log, a stack trace or what a command printed. */
@Command(
        name = "explain",
        description = "Say what a log or an error message means, and what to do.",
        footer = "A text may be in UTF-8 or UTF-16, gzipped or not. At most 128 MiB are read (of a file the first and"
                + " the last 64), for at most 10 minutes. Ctrl+C shows what was found so far.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
    private static final Duration MOST_TIME = Duration.ofMinutes(10);

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A log; without it, what is piped or pasted into this command.")
    private Path file;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (file != null && (!Files.isReadable(file) || Files.isDirectory(file))) {
            throw LabException.usage("There is no file %s that can be read. The nodes' logs: lab logs NODE, or %s."
                    .formatted(file, "logs in the lab's folder"));
        }
        if (file == null && System.console() != null) {
            System.err.println("Paste what you saw, and end with Ctrl+D on a line of its own.");
        }
        return explained(file == null ? Inquiry.of(System.in) : Inquiry.of(file));
    }

    private static int explained(Inquiry inquiry) throws IOException, InterruptedException {
        AtomicBoolean answered = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            if (answered.compareAndSet(false, true) && !inquiry.soFar().isEmpty()) {
                print(inquiry, inquiry.soFar());
            }
        }));
        try {
            Explanation explanation = inquiry.await(MOST_TIME);
            if (explanation.isEmpty()) {
                throw LabException.usage("There was nothing to read. Pipe a log into it: lab explain < FILE");
            }
            if (answered.compareAndSet(false, true)) {
                print(inquiry, explanation);
            }
            return explanation.recognised() ? 0 : LabException.CHECK_FAILED;
        } finally {
            answered.set(true);
        }
    }

    private static void print(Inquiry inquiry, Explanation explanation) {
        inquiry.unread().ifPresent(System.err::println);
        if (explanation.recognised()) {
            print(explanation.diagnoses());
        } else if (explanation.isHealthy()) {
            System.out.println("Nothing in this text says that something failed, in words that the lab knows.");
            System.out.println("  last line  " + explanation.suspect());
        } else {
            print(explanation.suspect());
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
        System.out.println("Nothing in this text is known to the lab.");
        System.out.println("  suspect  " + suspect);
        System.out.println("  look at  lab/bin/lab logs NODE       # what the service says at that time");
        System.out.println("           lab/bin/lab doctor          # this machine");
    }

    /** Cause and next commands, for a terminal. */
    static List<String> advice(Diagnosis diagnosis) {
        List<String> lines = new ArrayList<>();
        if (!diagnosis.cause().isEmpty()) {
            lines.add("  cause  " + diagnosis.cause());
        }
        for (String next : diagnosis.next()) {
            lines.add((next.equals(diagnosis.next().get(0)) ? "  next   " : "         ") + next);
        }
        return lines;
    }
}
