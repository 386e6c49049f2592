package dev.kerbside.taxi.job;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * The position of the dead letters: of every bad record before it, one is in the dead-letter topic. It moves on behind the
 * query of the table, and only over what that one has committed. It moves after the letters were written, and is kept in
 * the folder of the checkpoints after that. So it is never ahead, and after a kill some letters are written again.
 */
public final class DeadLetterPosition {
    /** Below the checkpoints. The query of version 0.1.0 had its checkpoint there: see {@link #begin}. */
    static final String FOLDER = "dead-letters";

    /** Where no letters are written the position is kept so often: a file for each micro-batch would take time. */
    private static final long KEPT_EVERY = TimeUnit.SECONDS.toNanos(10);

    private final StreamingQuery query;
    private final Checkpoint table;
    private final Checkpoint former;
    private final Bookmark bookmark;
    private final Consumer<Stretch> letters;

    private Offsets initial;
    private Offsets position;
    private Offsets kept;
    private long keptAt = System.nanoTime();
    private long last = -1;

    private DeadLetterPosition(
            StreamingQuery query, Checkpoint table, Checkpoint former, Bookmark bookmark, Consumer<Stretch> letters) {
        this.query = query;
        this.table = table;
        this.former = former;
        this.bookmark = bookmark;
        this.letters = letters;
    }

    /** @param letters writes those of a stretch, and returns when they are safe */
    static DeadLetterPosition of(
            SparkSession spark, JobSettings settings, StreamingQuery query, Consumer<Stretch> letters)
            throws IOException {
        Path own = new Path(settings.checkpoint(FOLDER));
        FileSystem fs = own.getFileSystem(spark.sparkContext().hadoopConfiguration());
        return new DeadLetterPosition(
                query,
                new Checkpoint(fs, new Path(settings.checkpoint("table"))),
                new Checkpoint(fs, own),
                new Bookmark(fs, bookmarks(own), query.id()),
                letters);
    }

    private static Path bookmarks(Path own) {
        return new Path(own, "position");
    }

    /** The one that was kept last, for whoever looks from outside. */
    public static Optional<Offsets> kept(FileSystem fs, String checkpoints) throws IOException {
        return new Bookmark(fs, bookmarks(new Path(checkpoints, FOLDER)), null).read();
    }

    /** Makes the dead letters complete, up to what the query has committed until now. */
    public void catchUp() throws IOException {
        List<Stretch.Read> batches = new ArrayList<>();
        if (position == null) {
            begin().ifPresent(batches::add);
        }
        if (position == null) {
            return;
        }
        news().forEach(batches::add);
        for (Stretch stretch : Stretch.of(position, batches)) {
            if (stretch.again()) {
                letters.accept(stretch);
            }
            position = stretch.to();
            if (stretch.again()) {
                keep();
            }
        }
        if (System.nanoTime() - keptAt > KEPT_EVERY) {
            keep();
        }
    }

    /** When the query has ended. */
    public void end() throws IOException {
        catchUp();
        keep();
    }

    private void keep() throws IOException {
        if (position != null && !position.equals(kept)) {
            bookmark.keep(position);
            kept = position;
        }
        keptAt = System.nanoTime();
    }

    /**
     * Finds the position, once the query has begun to read.
     *
     * @return what was committed before this start, if the query has not yet told of a micro-batch after it
     */
    private Optional<Stretch.Read> begin() throws IOException {
        Optional<Offsets> first = table.initial();
        if (first.isEmpty()) {
            if (query.lastProgress() != null) {
                throw new IOException("The query's checkpoint is not in " + table.folder() + ", where it must be.");
            }
            return Optional.empty();
        }
        initial = first.get();
        Optional<Offsets> committed = table.position();
        kept = bookmark.read().orElse(null);
        if (kept != null) {
            position = kept;
        } else {
            // Further than the table it is of another time, and perhaps of another topic with this name.
            position = former.position()
                    .filter(end -> committed.isPresent() && committed.get().reaches(end))
                    .orElse(initial);
        }
        return query.lastProgress() == null
                ? committed.map(end -> new Stretch.Read(initial, end, false))
                : Optional.empty();
    }

    /** The micro-batches since the last look; of very many, the last hundred. */
    private Stream<Stretch.Read> news() {
        StreamingQueryProgress newest = query.lastProgress();
        if (newest == null || newest.batchId() <= last) {
            return Stream.empty();
        }
        long before = last;
        last = newest.batchId();
        return last == before + 1
                ? Stream.of(read(newest))
                : Stream.of(query.recentProgress())
                        .filter(batch -> batch.batchId() > before && batch.batchId() <= last)
                        .map(this::read);
    }

    private Stretch.Read read(StreamingQueryProgress batch) {
        String from = batch.sources()[0].startOffset();
        Offsets start = from == null ? initial : Offsets.parse(from);
        Offsets end = Offsets.parse(batch.sources()[0].endOffset());
        Row records = batch.observedMetrics().get(NycTaxiStreaming.METRICS);
        // Whoever leaves records out before he counts has not seen them all.
        boolean clean = count(records, "malformed") == 0 && count(records, "read") >= end.since(start);
        return new Stretch.Read(start, end, clean);
    }

    /** -1 if it is not known. */
    private static long count(Row metrics, String name) {
        return metrics != null
                        && List.of(metrics.schema().fieldNames()).contains(name)
                        && metrics.<Object>getAs(name) instanceof Long count
                ? count
                : -1;
    }
}
