package dev.kerbside.taxi.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint says where its query began, what it has begun and finished, and up to where it has read. */
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
        assertThat(checkpoint.initial()).isEmpty();
        assertThat(checkpoint.position()).isEmpty();
    }

    @Test
    void aMicroBatchIsBegunBeforeItIsFinished() throws Exception {
        // A zero comes first, which is Spark's oldest version.
        write("sources/0/0", "\0v1\n{\"trips\":{\"0\":2}}");
        write("offsets/9", "v1\n{\"batchWatermarkMs\":0}\n{\"trips\":{\"0\":5}}");
        write("offsets/10", "v1\n{\"batchWatermarkMs\":0}\n{\"trips\":{\"0\":8}}");
        write("commits/9", "v1\n{}");
        // Of a writer that was killed.
        write("offsets/.11.tmp", "");
        assertThat(checkpoint.initial()).contains(Offsets.parse("{\"trips\":{\"0\":2}}"));
        assertThat(checkpoint.planned()).isEqualTo(10);
        assertThat(checkpoint.committed()).isEqualTo(9);
        assertThat(checkpoint.position()).contains(Offsets.parse("{\"trips\":{\"0\":5}}"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
