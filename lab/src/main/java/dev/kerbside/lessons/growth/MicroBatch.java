package dev.kerbside.lessons.growth;

import dev.kerbside.folder.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.streaming.SourceProgress;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * What Spark says of one micro-batch of a query that reads one topic.
 *
 * @param batch its number, from 0
 * @param rows records read
 * @param millis from its trigger to its end
 * @param lag records of each partition that were there and not read yet
 * @param stateRows groups that the query remembers; 0 if it remembers none
 * @param stateBytes of memory that they take
 * @param watermark as it was during this micro-batch; empty if the query has none
 */
record MicroBatch(
        long batch, long rows, long millis, List<Long> lag, long stateRows, long stateBytes, String watermark) {

    static MicroBatch of(StreamingQueryProgress progress) {
        boolean remembers = progress.stateOperators().length > 0;
        return new MicroBatch(
                progress.batchId(),
                progress.numInputRows(),
                progress.durationMs().get("triggerExecution"),
                lag(progress.sources()[0]),
                remembers ? progress.stateOperators()[0].numRowsTotal() : 0,
                remembers ? progress.stateOperators()[0].memoryUsedBytes() : 0,
                progress.eventTime().getOrDefault("watermark", ""));
    }

    private static List<Long> lag(SourceProgress source) {
        Map<Integer, Long> read = offsets(source.endOffset());
        List<Long> lag = new ArrayList<>();
        offsets(source.latestOffset()).forEach((partition, end) -> lag.add(end - read.getOrDefault(partition, 0L)));
        return lag;
    }

    /** Of {@code {"topic":{"0":100,"1":99}}}, by partition. */
    private static Map<Integer, Long> offsets(String json) {
        Map<Integer, Long> offsets = new TreeMap<>();
        try {
            for (Object partitions : Json.parse(json, Map.class).values()) {
                ((Map<?, ?>) partitions)
                        .forEach((partition, offset) ->
                                offsets.put(Integer.valueOf((String) partition), ((Number) offset).longValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return offsets;
    }

    double rowsPerSecond() {
        return rows * 1e3 / Math.max(1, millis);
    }

    long totalLag() {
        return lag.stream().mapToLong(Long::longValue).sum();
    }

    /** For a live line. */
    String line() {
        return "micro-batch %d: %,.0f rows/s, lag %s, %,d state rows, watermark %s"
                .formatted(batch, rowsPerSecond(), lag, stateRows, watermark);
    }
}
