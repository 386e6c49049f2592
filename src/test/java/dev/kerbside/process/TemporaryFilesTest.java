package dev.kerbside.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFilesTest {
    @TempDir
    private Path folder;

    @Test
    void theyAreInTheWorkingFolder() {
        assertThat(TemporaryFiles.flag(Path.of("/a lab"))).isEqualTo("-Djava.io.tmpdir=/a lab/tmp");
    }

    @Test
    void ofTheTestsAndTheLauncherTheyAreInTheBuildsFolderAndExecutable() throws Exception {
        assertThat(TemporaryFiles.here()).isEqualTo(Path.of("target/tmp").toAbsolutePath());
        assertThat(TemporaryFiles.inherited()).isEqualTo("-Djava.io.tmpdir=" + TemporaryFiles.here());
        assertThat(Files.readString(Path.of("lab/bin/lab"))).contains("temporary=$home/target/tmp");
        assertThat(TemporaryFiles.areExecutable(TemporaryFiles.here())).isTrue();
    }

    @Test
    void lookingLeavesNothing() throws Exception {
        TemporaryFiles.areExecutable(folder);
        assertThat(folder).isEmptyDirectory();
    }
}
