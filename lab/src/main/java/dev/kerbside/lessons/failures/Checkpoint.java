package dev.kerbside.lessons.failures;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.kerbside.folder.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the checkpoint of a streaming query says, whoever runs the query: Spark writes {@code offsets/N} before it does
 * micro-batch N, and {@code commits/N} after it.
 *
 * @param folder the checkpoint's
 */
record Checkpoint(FileSystem fs, Path folder) {
    /** Number of the last micro-batch that was begun; -1 if none was. */
    long planned() throws IOException {
        return highest("offsets");
    }

    /** Number of the last micro-batch that was finished; -1 if none was. */
    long committed() throws IOException {
        return highest("commits");
    }

    private long highest(String log) throws IOException {
        try {
            return Arrays.stream(fs.listStatus(new Path(folder, log)))
                    .map(file -> file.getPath().getName())
                    .filter(name -> name.matches("\\d+"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(-1);
        } catch (FileNotFoundException e) {
            return -1;
        }
    }

    /** Up to where the finished micro-batches have read a topic: partition → offset; empty if none was finished. */
    Optional<Map<Integer, Long>> position(String topic) throws IOException {
        long last = committed();
        if (last < 0) {
            return Optional.empty();
        }
        try (FSDataInputStream in = fs.open(new Path(folder, "offsets/" + last))) {
            // A version, the watermark, and then the source's own line.
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return Optional.of(Json.parse(lines.get(2), new TypeReference<Map<String, Map<Integer, Long>>>() {})
                    .get(topic));
        }
    }
}
