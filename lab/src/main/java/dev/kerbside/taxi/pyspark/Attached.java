package dev.kerbside.taxi.pyspark;

import dev.kerbside.LabException;
import dev.kerbside.process.ForeignVariables;
import dev.kerbside.python.Python;
import dev.kerbside.taxi.job.Foreign;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.types.DataType;
import py4j.GatewayServer;
import py4j.Py4JException;
import py4j.commands.CallCommand;
import scala.Option;

/**
 * A Python process that uses the Spark of this JVM, as that of a notebook does: py4j's gateway. Each of the two listens
 * on loopback, and answers nobody who does not know their secret, which is in no file.
 */
public final class Attached implements AutoCloseable {
    private static final String SECRET = "PYSPARK_GATEWAY_SECRET";
    private static final long START_SECONDS = 60;
    private static final int SECRET_BYTES = 32;

    private final GatewayServer server;
    private final Process process;
    private final CompletableFuture<Attachment> attachment;
    private final StringBuffer said = new StringBuffer();
    private final Entry entry;

    private Attached(Python python, Path code) throws IOException {
        String secret = secret();
        attachment = new CompletableFuture<>();
        entry = new Entry(attachment);
        server = new GatewayServer.GatewayServerBuilder(entry)
                .customCommands(List.of(CallByCaller.class))
                .authToken(secret)
                .javaPort(0)
                .javaAddress(InetAddress.getLoopbackAddress())
                .callbackClient(0, InetAddress.getLoopbackAddress(), secret)
                .build();
        server.start();
        ProcessBuilder builder = new ProcessBuilder(
                        python.interpreter(), code.resolve("attach.py").toString())
                .redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        ForeignVariables.remove(environment);
        ForeignVariables.OF_PYTHON.forEach(environment::remove);
        environment.put(
                "PYTHONPATH", python.home().zips().stream().map(Path::toString).collect(Collectors.joining(":")));
        // No trace of the lab in the person's folder.
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("PYSPARK_GATEWAY_PORT", Integer.toString(server.getListeningPort()));
        environment.put(SECRET, secret);
        // With a thread of Java's for each of Python's, PySpark speaks another protocol.
        environment.put("PYSPARK_PIN_THREAD", "false");
        environment.put("PYSPARK_PYTHON", python.interpreter());
        process = builder.start();
        listen();
    }

    /**
     * Starts one.
     *
     * @param code folder of attach.py, and of what the job imports besides its own files
     * @throws LabException if Python does not start or cannot attach, with what it said
     */
    public static Attached start(Python python, Path code) throws IOException {
        Attached attached = new Attached(python, code);
        try {
            attached.process
                    .onExit()
                    .thenRun(() -> attached.attachment.completeExceptionally(
                            new IOException("it ended: " + attached.lastLine())));
            attached.attachment.get(START_SECONDS, TimeUnit.SECONDS);
            return attached;
        } catch (InterruptedException e) {
            attached.close();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } catch (ExecutionException | TimeoutException e) {
            attached.close();
            throw LabException.cannotStart(
                    "%s does not attach to Spark: %s. Make the environment anew: lab python"
                            .formatted(
                                    python.interpreter(),
                                    e.getCause() == null
                                            ? "no word"
                                            : e.getCause().getMessage()),
                    e);
        }
    }

    /** What Python calls here. */
    public static final class Entry {
        private final CompletableFuture<Attachment> attachment;
        private final AtomicReference<Caller> caller = new AtomicReference<>();

        private Entry(CompletableFuture<Attachment> attachment) {
            this.attachment = attachment;
        }

        /** Python's first word. */
        public void attach(Attachment callee) {
            attachment.complete(callee);
        }

        /** The context that runs in this JVM; {@code null} if none does. */
        public JavaSparkContext context() {
            Option<SparkContext> active = SparkContext$.MODULE$.getActive();
            return active.isDefined() && !active.get().isStopped()
                    ? JavaSparkContext.fromSparkContext(active.get())
                    : null;
        }

        /** A value that Java has no word for. */
        public Foreign other(String type, String text) {
            return new Foreign(type, text);
        }

        /** A type that Python writes as JSON. */
        public DataType type(String json) {
            return DataType.fromJson(json);
        }
    }

    /** py4j's own command for a call, performed by the thread that waits for Python, if one does. */
    public static final class CallByCaller extends CallCommand {
        @Override
        public void execute(String name, BufferedReader reader, BufferedWriter writer) throws IOException {
            Caller caller = ((Entry) gateway.getEntryPoint()).caller.get();
            if (caller == null) {
                super.execute(name, reader, writer);
                return;
            }
            try {
                caller.perform(() -> {
                    try {
                        super.execute(name, reader, writer);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }

    /** What Java calls there. */
    @FunctionalInterface
    public interface Attachment {
        /**
         * Calls a function of a module of the person's.
         *
         * @param arguments DataFrames, sessions and settings as Java has them
         * @return {@code ["returned", value]}, {@code ["lacking"]} or {@code ["failed", …]}: see attach.py
         */
        List<Object> call(String module, String function, List<Object> arguments);
    }

    /** Whether Python runs; a program of the person's may have ended it. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * See {@link Attachment}.
     *
     * @throws LabException if Python is gone
     */
    List<Object> call(String module, String function, Object... arguments) throws Exception {
        Caller caller = new Caller();
        Caller before = entry.caller.getAndSet(caller);
        try {
            return caller.await(() -> attachment.join().call(module, function, List.of(arguments)));
        } catch (Py4JException e) {
            throw LabException.checkFailed(
                    process.isAlive()
                            ? "Python does not answer: %s".formatted(e.getMessage())
                            : "Python has ended (exit code %d) in %s(): %s. Does the code end it?"
                                    .formatted(process.exitValue(), function, lastLine()),
                    e);
        } finally {
            entry.caller.set(before);
        }
    }

    /** What it prints is a person's, and shown; the last of it tells why it ended. */
    private void listen() {
        Thread reader = new Thread(
                () -> {
                    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
                        lines.lines().forEach(line -> {
                            said.setLength(0);
                            said.append(line);
                            System.err.println(line);
                        });
                    } catch (IOException e) {
                        // It has ended.
                    }
                },
                "python");
        reader.setDaemon(true);
        reader.start();
    }

    private String lastLine() {
        return said.isEmpty() ? "it said nothing" : said.toString();
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        server.shutdown();
    }
}
