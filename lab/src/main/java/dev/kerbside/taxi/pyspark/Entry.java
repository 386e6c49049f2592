package dev.kerbside.taxi.pyspark;

import dev.kerbside.taxi.job.Foreign;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.SparkContext;
import org.apache.spark.SparkContext$;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import py4j.commands.CallCommand;
import scala.Option;

/** What Python calls here. */
public final class Entry {
    private final CompletableFuture<Attached.Attachment> attachment;
    final AtomicReference<Caller> caller = new AtomicReference<>();

    Entry(CompletableFuture<Attached.Attachment> attachment) {
        this.attachment = attachment;
    }

    /** Python's first word. */
    public void attach(Attached.Attachment callee) {
        attachment.complete(callee);
    }

    /** The context that runs in this JVM; {@code null} if none does. */
    public JavaSparkContext context() {
        Option<SparkContext> active = SparkContext$.MODULE$.getActive();
        return active.isDefined() && !active.get().isStopped() ? JavaSparkContext.fromSparkContext(active.get()) : null;
    }

    /** The session that code finds which asks for none; {@code null} if there is none. */
    public SparkSession session() {
        Option<SparkSession> active = SparkSession.getActiveSession();
        Option<SparkSession> any = active.isDefined() ? active : SparkSession.getDefaultSession();
        return any.isDefined() && !any.get().sparkContext().isStopped() ? any.get() : null;
    }

    /** A value that Java has no word for. */
    public Foreign other(String type, String text) {
        return new Foreign(type, text);
    }

    /** A type that Python writes as JSON. */
    public DataType type(String json) {
        return DataType.fromJson(json);
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
}
