package dev.kerbside.lessons.failures;

import dev.kerbside.taxi.job.Checkpoint;
import dev.kerbside.taxi.job.TripsToHdfs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** How far the queries of a {@link TripsToHdfs} are, as their checkpoints say; whether or not the job runs. */
record JobProgress(List<Checkpoint> queries) {
    /** @param folder of the job, with its checkpoints */
    static JobProgress of(FileSystem fs, String folder) {
        return new JobProgress(Stream.of(TripsToHdfs.TRIPS, TripsToHdfs.TABLE)
                .map(query -> new Checkpoint(fs, new Path(checkpoints(folder), query)))
                .toList());
    }

    static String checkpoints(String folder) {
        return folder + "/checkpoints";
    }

    /** Number of the last micro-batch that each query has begun; -1 if none was. */
    List<Long> planned() throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (Checkpoint query : queries) {
            numbers.add(query.planned());
        }
        return numbers;
    }

    /** Number of the last micro-batch that each query has finished; -1 if none was. */
    List<Long> committed() throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (Checkpoint query : queries) {
            numbers.add(query.committed());
        }
        return numbers;
    }

    /** Whether a query has begun a micro-batch that it has not finished. */
    boolean isInTheMiddle() throws IOException {
        return !planned().equals(committed());
    }

    /** Whether each query has finished a micro-batch after those. */
    boolean isBeyond(List<Long> before) throws IOException {
        List<Long> now = committed();
        for (int i = 0; i < before.size(); i++) {
            if (now.get(i) <= before.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** Whether each query has read a topic up to these offsets, a partition each. */
    boolean isAt(String topic, Map<Integer, Long> ends) throws IOException {
        for (Checkpoint query : queries) {
            if (!query.position().map(end -> end.of(topic)).filter(ends::equals).isPresent()) {
                return false;
            }
        }
        return true;
    }
}
