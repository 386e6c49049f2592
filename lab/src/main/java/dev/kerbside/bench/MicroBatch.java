package dev.kerbside.bench;

import dev.kerbside.folder.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.streaming.StreamingQueryProgress;

/**
 * A micro-batch of a query on one topic.
 *
 * @param endedMillis when its results were written and committed, in milliseconds since 1970
 * @param offsets of each partition, before which the query had then read all
 */
record MicroBatch(long endedMillis, Map<Integer, Long> offsets) {

    static MicroBatch of(StreamingQueryProgress progress) {
        Instant ended = Instant.parse(progress.timestamp())
                .plusMillis(progress.durationMs().get("triggerExecution"));
        try {
            Map<?, ?> topics = Json.parse(progress.sources()[0].endOffset(), Map.class);
            Map<Integer, Long> offsets = new TreeMap<>();
            topics.values().stream()
                    .flatMap(partitions -> ((Map<?, ?>) partitions).entrySet().stream())
                    .forEach(end ->
                            offsets.put(Integer.valueOf((String) end.getKey()), ((Number) end.getValue()).longValue()));
            return new MicroBatch(ended.toEpochMilli(), offsets);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Records that the query had read at its end, of a topic that begins at offset 0. */
    long read() {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
