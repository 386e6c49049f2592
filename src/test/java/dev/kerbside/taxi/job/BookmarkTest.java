package dev.kerbside.taxi.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A position outlives the job, wherever in the writing that ended. */
class BookmarkTest {
    private static final Offsets FIVE = Offsets.parse("{\"trips\":{\"0\":5}}");
    private static final Offsets EIGHT = Offsets.parse("{\"trips\":{\"0\":8}}");

    @TempDir
    private Path folder;

    private final UUID query = UUID.randomUUID();

    private Bookmark of(UUID id) throws IOException {
        return new Bookmark(
                FileSystem.getLocal(new Configuration()),
                new org.apache.hadoop.fs.Path(folder.resolve("position").toString()),
                id);
    }

    @Test
    void theLastOneIsRead() throws Exception {
        assertThat(of(query).read()).isEmpty();
        of(query).keep(FIVE);
        of(query).keep(EIGHT);
        assertThat(of(query).read()).contains(EIGHT);
        assertThat(folder.resolve("position")).isDirectoryNotContaining("glob:**/0");
    }

    @Test
    void aQueryWithANewCheckpointHasNone() throws Exception {
        of(query).keep(FIVE);
        UUID other = UUID.randomUUID();
        assertThat(of(other).read()).isEmpty();
        of(other).keep(EIGHT);
        assertThat(of(other).read()).contains(EIGHT);
        assertThat(of(query).read()).isEmpty();
    }

    @Test
    void whatAKilledWriterLeftIsNoPosition() throws Exception {
        of(query).keep(FIVE);
        Files.writeString(folder.resolve("position/.1.tmp"), query + "\n{\"tri");
        assertThat(of(query).read()).contains(FIVE);
        of(query).keep(EIGHT);
        assertThat(of(query).read()).contains(EIGHT);
    }

    @Test
    void beforeTheOlderOnesAreRemovedTheHighestNumberCounts() throws Exception {
        Files.createDirectories(folder.resolve("position"));
        Files.writeString(folder.resolve("position/9"), query + "\n" + FIVE.json() + "\n");
        Files.writeString(folder.resolve("position/10"), query + "\n" + EIGHT.json() + "\n");
        assertThat(of(query).read()).contains(EIGHT);
    }
}
