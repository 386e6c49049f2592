package dev.kerbside.lessons.failures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.taxi.job.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far a job is, by what its queries' checkpoints say. */
class JobProgressTest {
    @TempDir
    private Path folder;

    @Test
    void aJobIsInTheMiddleOfWhatItHasBegunAndNotFinished() throws Exception {
        write("offsets/9", 5);
        write("offsets/10", 8);
        write("commits/9", 0);
        JobProgress progress = new JobProgress(List.of(new Checkpoint(
                FileSystem.getLocal(new Configuration()), new org.apache.hadoop.fs.Path(folder.toString()))));

        assertThat(progress.isInTheMiddle()).isTrue();
        assertThat(progress.isBeyond(List.of(8L))).isTrue();
        assertThat(progress.isBeyond(List.of(9L))).isFalse();
        assertThat(progress.isAt("trips", Map.of(0, 5L))).isTrue();
        assertThat(progress.isAt("trips", Map.of(0, 8L))).isFalse();
    }

    private void write(String name, long offset) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "v1\n{\"batchWatermarkMs\":0}\n{\"trips\":{\"0\":%d}}\n".formatted(offset));
    }
}
