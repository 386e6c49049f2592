package dev.kerbside.steps;

import dev.kerbside.LabException;
import dev.kerbside.Shell;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tutorial's producer in Python, corrected: {@code stream_taxi_data_kafka_producer.py}, in a shell of the lab. */
public final class PythonProducer {
    private static final Pattern SPEED = Pattern.compile("records acknowledged in [0-9.]+ s \\(([0-9,]+) a second\\)");

    /** On the edge node there may be no ticket yet; without kinit, on this machine, there is that of step 00. */
    private static final String COMMAND =
            """
            if command -v kinit >/dev/null && ! klist -s; then kinit -kt "$LAB_KEYTAB" "$LAB_PRINCIPAL"; fi
            exec python3 "$LAB_PROGRAMS/stream_taxi_data_kafka_producer.py" --topic '%s' --file '%s' --rate %s""";

    private final Shell shell;
    private final String before;

    /** @param shell where it runs, with {@code python3} and {@code LAB_PROGRAMS}, of the lab's environment */
    public PythonProducer(Shell shell) {
        this(shell, "");
    }

    /**
     * The same with other variables.
     *
     * @param before commands that come before it, on one line
     */
    public PythonProducer(Shell shell, String before) {
        this.shell = shell;
        this.before = before;
    }

    /** Whether its packages are there. */
    public boolean isHere() throws IOException, InterruptedException {
        Process imports = shell.running(
                        before + "\nexec python3 -c 'import gssapi, kafka.codec, pandas, pyarrow.parquet'")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return imports.waitFor() == 0;
    }

    /**
     * Sends a file of HDFS.
     *
     * @param topic is there
     * @param rate rows a second, 0 for no limit
     * @param end when it comes, the program is ended
     * @param progress takes what it says on the way
     * @return rows a second from its login to the last acknowledgement, as it says itself
     * @throws LabException if it fails, with what it said last
     */
    public double send(String file, String topic, double rate, CompletableFuture<?> end, Consumer<String> progress)
            throws IOException, InterruptedException {
        Process producer = shell.running(before + "\n" + COMMAND.formatted(topic, file, rate))
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        end.thenRun(producer::destroy);
        String last = "it said nothing";
        try (BufferedReader lines = producer.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    last = line.strip();
                    progress.accept(last);
                }
            }
        }
        Matcher speed = SPEED.matcher(last);
        if (producer.waitFor() != 0 || !speed.find()) {
            throw LabException.checkFailed(
                    "The producer in Python failed: %s. lab python gets its packages. Try it yourself: lab shell, then python3 \"$LAB_PROGRAMS\"/stream_taxi_data_kafka_producer.py"
                            .formatted(last));
        }
        return Double.parseDouble(speed.group(1).replace(",", ""));
    }
}
