package dev.kerbside.taxi.pyspark;

import dev.kerbside.LabException;
import dev.kerbside.python.Python;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import py4j.GatewayServer;
import py4j.Py4JException;
import py4j.reflection.ReflectionUtil;

/**
 * A Python process that uses the Spark of this JVM, as that of a notebook does: py4j's gateway. Each of the two listens
 * on loopback, and answers nobody who does not know their secret, which is in no file.
 */
public final class Attached implements AutoCloseable {
    private static final String SECRET = "PYSPARK_GATEWAY_SECRET";
    private static final long START_SECONDS = 60;

    /** No function of a job takes long: each says what is to be done, and Spark does it later. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int SECRET_BYTES = 32;

    private final GatewayServer server;
    private final PythonProcess process;
    private final CompletableFuture<Attachment> attachment;
    private final Entry entry;

    private Attached(Python python, Path code, Duration limit) throws IOException {
        ReflectionUtil.setClassLoadingStrategy(new MissingClasses());
        String secret = secret();
        attachment = new CompletableFuture<>();
        entry = new Entry(attachment);
        server = new GatewayServer.GatewayServerBuilder(entry)
                .customCommands(List.of(Entry.CallByCaller.class))
                .authToken(secret)
                .javaPort(0)
                .javaAddress(InetAddress.getLoopbackAddress())
                .callbackClient(0, InetAddress.getLoopbackAddress(), secret)
                .build();
        server.start();
        process = PythonProcess.start(
                python,
                environment -> {
                    environment.put("PYSPARK_GATEWAY_PORT", Integer.toString(server.getListeningPort()));
                    environment.put(SECRET, secret);
                },
                code.resolve("attach.py").toString(),
                Long.toString(limit.toSeconds()));
    }

    /**
     * Starts one.
     *
     * @param code folder of attach.py, and of what the job imports besides its own files
     * @throws LabException if Python does not start or cannot attach, with what it said
     */
    public static Attached start(Python python, Path code) throws IOException {
        return start(python, code, LIMIT);
    }

    /** @param limit what one call may take */
    static Attached start(Python python, Path code, Duration limit) throws IOException {
        Attached attached = new Attached(python, code, limit);
        try {
            attached.process.onExit(
                    lastLine -> attached.attachment.completeExceptionally(new IOException("it ended: " + lastLine)));
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
            throw process.gone(function.isEmpty() ? module + ".py" : function + "()", e);
        } finally {
            entry.caller.set(before);
        }
    }

    /** Whether it can be called. One that cannot stays so: start another. */
    public boolean isAlive() {
        return process.isAlive();
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() {
        process.close();
        server.shutdown();
    }
}
