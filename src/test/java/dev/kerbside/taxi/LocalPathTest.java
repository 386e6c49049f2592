package dev.kerbside.taxi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPathTest {
    @TempDir
    private Path folder;

    @Test
    void hadoopFindsAFileWhoseFolderHasBlanksAndLettersOfAllKinds() throws Exception {
        Path file = Files.createDirectory(folder.resolve("mes données 100%")).resolve("été.txt");
        Files.writeString(file, "here");

        var hadoop = new org.apache.hadoop.fs.Path(LocalPath.of(file));
        assertThat(hadoop.toUri().getScheme()).isEqualTo("file");
        assertThat(hadoop.getFileSystem(new Configuration()).exists(hadoop)).isTrue();
    }
}
