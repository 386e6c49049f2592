package dev.kerbside.drills;

import dev.kerbside.LabException;
import dev.kerbside.taxi.job.Job;
import dev.kerbside.taxi.job.JobSettings;
import dev.kerbside.text.Messages;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.FutureTask;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import scala.Console;
import scala.Function0;

/** A query that startQuery() started, in a thread of its own: a method that waits for its query never returns. */
final class StartedQuery implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private StreamingQuery query;

    private StartedQuery() {}

    /** @throws LabException if it fails, or does not return */
    static StartedQuery of(Job job, SparkSession spark, Dataset<Row> table, JobSettings settings) {
        StartedQuery started = new StartedQuery();
        FutureTask<StreamingQuery> call = new FutureTask<>(() -> job.startQuery(table, settings));
        PrintStream out = new PrintStream(started.console, true, StandardCharsets.UTF_8);
        // The console sink prints where Scala's console was directed when the query's thread began.
        Function0<Void> captured = () -> {
            call.run();
            return null;
        };
        Thread caller = new Thread(() -> Console.withOut(out, captured), "startQuery");
        caller.setDaemon(true);
        caller.start();
        try {
            Awaitility.await("startQuery() returns")
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> call.isDone() || waits(caller));
        } catch (ConditionTimeoutException e) {
            throw Verdict.wrong(
                    "startQuery() did not return within " + LIMIT.toSeconds() + " s",
                    "It must start the query and return it, and wait for nothing.");
        }
        if (!call.isDone()) {
            throw Verdict.wrong(
                    "startQuery() does not return: it waits for the end of the query, which has none",
                    "Return what start() gives. main() does the waiting.");
        }
        started.query = started(call);
        return started;
    }

    private static boolean waits(Thread caller) {
        return Arrays.stream(caller.getStackTrace())
                .anyMatch(frame -> (frame.getMethodName().startsWith("await")
                                || frame.getMethodName().equals("processAllAvailable"))
                        && frame.getClassName().startsWith("org.apache.spark.sql"));
    }

    private static StreamingQuery started(FutureTask<StreamingQuery> call) {
        return Verdict.attempt("startQuery()", () -> {
            try {
                return call.get();
            } catch (java.util.concurrent.ExecutionException e) {
                throw refused(e.getCause());
            }
        });
    }

    /** Spark's own words are right, and mean something only to those who know. */
    private static Exception refused(Throwable e) {
        Throwable cause = Messages.innermost(e);
        String line = Messages.first(cause);
        if (line.contains("output mode") || line.contains("Complete Output Mode") || line.contains("Sorting")) {
            return Verdict.wrong(
                    "startQuery() fails: Spark refuses the output mode: " + line,
                    "The table is sorted, so only the whole of it can be shown: which mode does that? The default is append, which shows what will never change again.");
        }
        return e instanceof Exception exception ? exception : new IllegalStateException(e);
    }

    StreamingQuery query() {
        return query;
    }

    /** Waits until the query has computed and printed the records that are there. */
    void awaitBatch() {
        Awaitility.await("the first micro-batch")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !query.isActive()
                        || Arrays.stream(query.recentProgress()).anyMatch(StartedQuery::hasRecords));
        if (query.exception().isDefined()) {
            Verdict.attempt("The query of startQuery()", () -> {
                throw query.exception().get();
            });
        }
        Verdict.require(
                query.recentProgress().length > 0,
                "startQuery() returns a query that has ended",
                "Return what start() gives, and do not stop it.");
    }

    /** After {@link #awaitBatch}. */
    StreamingQueryProgress firstWithRecords() {
        return Arrays.stream(query.recentProgress())
                .filter(StartedQuery::hasRecords)
                .findFirst()
                .orElse(query.lastProgress());
    }

    private static boolean hasRecords(StreamingQueryProgress progress) {
        return progress.numInputRows() > 0;
    }

    String printed() {
        return console.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        Verdict.attempt("Stopping the query", () -> {
            query.stop();
            return null;
        });
    }
}
