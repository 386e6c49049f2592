package dev.kerbside.taxi.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What the checkpoint of a streaming query says, whoever runs the query: Spark writes {@code offsets/N} before it does
 * micro-batch N, and {@code commits/N} after it. The query has one source.
 *
 * @param folder the checkpoint's
 */
public record Checkpoint(FileSystem fs, Path folder) {
    /** Number of the last micro-batch that was begun; -1 if none was. */
    public long planned() throws IOException {
        return highest("offsets");
    }

    /** Number of the last micro-batch that was finished; -1 if none was. */
    public long committed() throws IOException {
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

    /** Where the first micro-batch began; empty if nothing was read yet. */
    Optional<Offsets> initial() throws IOException {
        try {
            // A version, and then the source's own line.
            return Optional.of(Offsets.parse(lines("sources/0/0").get(1)));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    /** Up to where the finished micro-batches have read; empty if none was finished. */
    public Optional<Offsets> position() throws IOException {
        long last = committed();
        if (last < 0) {
            return Optional.empty();
        }
        // A version, the watermark, and then the source's own line.
        return Optional.of(Offsets.parse(lines("offsets/" + last).get(2)));
    }

    private List<String> lines(String file) throws IOException {
        try (FSDataInputStream in = fs.open(new Path(folder, file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
