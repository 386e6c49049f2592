package dev.kerbside.taxi.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosixLocalFileSystemTest {
    @TempDir
    private java.nio.file.Path folder;

    private FileSystem fs;

    @BeforeEach
    void open() throws Exception {
        Configuration conf = new Configuration(false);
        conf.set("fs.file.impl", PosixLocalFileSystem.class.getName());
        conf.set("fs.permissions.umask-mode", "027");
        fs = FileSystem.newInstance(URI.create("file:///"), conf);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwx------", "rw-r-----", "r--r--r--", "rwxrwxrwx", "---------"})
    void aFileHasTheModeThatItIsGiven(String mode) throws Exception {
        Path file = path("a file");
        fs.create(file).close();
        fs.setPermission(file, FsPermission.valueOf("-" + mode));
        assertThat(modeOf("a file")).isEqualTo(mode);
    }

    @Test
    void whatIsMadeHasTheModeOfTheUmask() throws Exception {
        fs.create(path("file")).close();
        fs.mkdirs(path("below/folder"));
        assertThat(modeOf("file")).isEqualTo("rw-r-----");
        assertThat(modeOf(".file.crc")).isEqualTo("rw-r-----");
        assertThat(modeOf("below/folder")).isEqualTo("rwxr-x---");
    }

    /** Each mode is right with Hadoop's own file system too: what is ours is that nothing is started for it. */
    @Test
    void noProcessIsStarted() throws Exception {
        java.nio.file.Path events = folder.resolve("events.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.ProcessStart");
            recording.start();
            fs.create(path("file")).close();
            fs.mkdirs(path("below/folder"));
            fs.rename(path("file"), path("below/file"));
            recording.stop();
            recording.dump(events);
        }
        assertThat(RecordingFile.readAllEvents(events)).isEmpty();
    }

    private Path path(String name) {
        return new Path(folder.resolve(name).toUri());
    }

    private String modeOf(String name) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name)));
    }
}
