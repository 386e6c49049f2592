package dev.kerbside.lessons.failures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint says what its query has begun, what it has finished, and up to where it has read. */
class CheckpointTest {
    @TempDir
    private Path folder;

    private Checkpoint checkpoint;

    @BeforeEach
    void make() throws IOException {
        checkpoint = new Checkpoint(
                FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(folder.toString()));
    }

    @Test
    void aQueryThatHasNotBegunHasNothing() throws Exception {
        assertThat(checkpoint.planned()).isEqualTo(-1);
        assertThat(checkpoint.committed()).isEqualTo(-1);
        assertThat(checkpoint.position("trips")).isEmpty();
    }

    @Test
    void aMicroBatchIsBegunBeforeItIsFinished() throws Exception {
        write("offsets/9", "trips", 5);
        write("offsets/10", "trips", 8);
        write("commits/9", "trips", 0);
        // Of a writer that was killed.
        write("offsets/.11.tmp", "trips", 0);
        assertThat(checkpoint.planned()).isEqualTo(10);
        assertThat(checkpoint.committed()).isEqualTo(9);
        assertThat(checkpoint.position("trips")).contains(Map.of(0, 5L));
        JobProgress progress = new JobProgress(List.of(checkpoint));
        assertThat(progress.isInTheMiddle()).isTrue();
        assertThat(progress.isBeyond(List.of(8L))).isTrue();
        assertThat(progress.isBeyond(List.of(9L))).isFalse();
        assertThat(progress.isAt("trips", Map.of(0, 5L))).isTrue();
        assertThat(progress.isAt("trips", Map.of(0, 8L))).isFalse();
    }

    private void write(String name, String topic, long offset) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "v1\n{\"batchWatermarkMs\":0}\n{\"%s\":{\"0\":%d}}\n".formatted(topic, offset));
    }
}
