package dev.kerbside.drills;

import dev.kerbside.taxi.job.JobSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.spark.sql.execution.streaming.StreamExecution;
import org.apache.spark.sql.execution.streaming.sources.WriteToMicroBatchDataSource;
import org.apache.spark.sql.streaming.StreamingQueryProgress;
import scala.collection.JavaConverters;

/**
 * A query that was started, as it is told from one that is started again.
 *
 * @param id Spark keeps it in the checkpoint
 * @param batch number of the first micro-batch with records
 * @param records how many there were in it
 * @param numRows the option of the console; null if it is not set
 */
record Restart(UUID id, long batch, long records, String numRows, String printed) {
    /** To the folders of the checkpoint and of the dead letters, what a start must leave alone. */
    private static final Map<String, String> KEPT = Map.of(
            "table/hand-made", "its own checkpoint's folder", "dead-letters/hand-made", "the dead letters' folder");

    static Restart of(StartedQuery started, StreamExecution execution) {
        StreamingQueryProgress progress = started.firstWithRecords();
        return new Restart(
                started.query().id(),
                progress.batchId(),
                progress.numInputRows(),
                numRows(new StreamPlan(execution.logicalPlan())),
                started.printed());
    }

    private static String numRows(StreamPlan plan) {
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        plan.all(WriteToMicroBatchDataSource.class)
                .forEach(sink -> options.putAll(JavaConverters.mapAsJavaMap(sink.writeOptions())));
        return options.get("numRows");
    }

    /** The console is told what the settings say, be it little or much. */
    void shows(JobSettings settings) {
        Verdict.require(
                Integer.toString(settings.consoleRows()).equals(numRows),
                "The console shows %s rows at most, but the settings say %d"
                        .formatted(numRows == null ? "20" : numRows, settings.consoleRows()),
                "Take the number from the settings as it is, whatever it is.");
    }

    /** Puts files where a start has nothing to do. */
    static void mark(Path checkpoints) throws IOException {
        for (String file : KEPT.keySet()) {
            Files.createDirectories(checkpoints.resolve(file).getParent());
            Files.writeString(checkpoints.resolve(file), "");
        }
    }

    /** It has forgotten nothing of the first one, and read only the one record that came since. */
    void goesOnAfter(Restart first, Path checkpoints) {
        KEPT.forEach((file, words) -> Verdict.require(
                Files.exists(checkpoints.resolve(file)),
                "startQuery() removes files from %s, and a query that is started again has forgotten what it read"
                        .formatted(words),
                "Leave the folders of checkpoints to Spark."));
        Verdict.require(
                id.equals(first.id) && batch > first.batch && records == 1,
                "The query was started again, and has forgotten what it read: one new record came, and it read "
                        + records,
                "Leave the checkpoint as it is: it tells Spark where to go on.");
    }
}
