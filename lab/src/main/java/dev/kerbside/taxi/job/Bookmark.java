package dev.kerbside.taxi.job;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The position of the dead letters, kept over the job's end. Each is a new file with the next number, which appears in one
 * go; the older ones are removed after it. So whoever is killed here leaves the old position or the new one, on a local
 * disk and in HDFS. It holds two lines: the id of the query that was followed, and the offsets.
 */
final class Bookmark {
    private final FileSystem fs;
    private final Path folder;
    private final UUID query;

    /**
     * @param folder of the positions; made when the first one is kept
     * @param query whose positions they are: a query with a new checkpoint has a new id, and begins anew; null
     *     to read those of any
     */
    Bookmark(FileSystem fs, Path folder, UUID query) {
        this.fs = fs;
        this.folder = folder;
        this.query = query;
    }

    /** The last one that was kept for this query. */
    Optional<Offsets> read() throws IOException {
        long last = Arrays.stream(numbers()).max().orElse(-1);
        if (last < 0) {
            return Optional.empty();
        }
        try (FSDataInputStream in = fs.open(file(last))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return lines.size() == 2 && (query == null || lines.get(0).equals(query.toString()))
                    ? Optional.of(Offsets.parse(lines.get(1)))
                    : Optional.empty();
        }
    }

    /** Returns when it is kept. */
    void keep(Offsets position) throws IOException {
        long[] older = numbers();
        long next = Arrays.stream(older).max().orElse(-1) + 1;
        Path written = new Path(folder, "." + next + ".tmp");
        try (FSDataOutputStream out = fs.create(written, true)) {
            out.write((query + "\n" + position.json() + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (!fs.rename(written, file(next))) {
            throw new IOException("%s cannot become %s".formatted(written, file(next)));
        }
        for (long one : older) {
            fs.delete(file(one), false);
        }
    }

    private Path file(long number) {
        return new Path(folder, Long.toString(number));
    }

    private long[] numbers() throws IOException {
        try {
            return Arrays.stream(fs.listStatus(folder))
                    .map(FileStatus::getPath)
                    .map(Path::getName)
                    .filter(name -> name.matches("\\d+"))
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (FileNotFoundException e) {
            return new long[0];
        }
    }
}
