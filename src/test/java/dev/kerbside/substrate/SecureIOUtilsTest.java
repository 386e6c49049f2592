package dev.kerbside.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.io.SecureIOUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the NodeManager takes for a container's log. */
class SecureIOUtilsTest {
    @TempDir
    private Path folder;

    @Test
    void aFileOfItsOwnUser() throws IOException {
        Path log = Files.writeString(folder.resolve("stdout"), "Batch: 0");
        try (FileInputStream in = SecureIOUtils.openForRead(log.toFile(), "tdp_user", null)) {
            assertThat(in.readAllBytes()).asString().isEqualTo("Batch: 0");
        }
    }

    @Test
    void noLinkThatAContainerHasMade() throws IOException {
        Path keys = Files.writeString(folder.resolve("nm.keytab"), "keys");
        Path link = Files.createSymbolicLink(folder.resolve("stdout"), keys);
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SecureIOUtils.openForRead(link.toFile(), "tdp_user", null))
                .withMessageContaining("or a link");
    }

    @Test
    void noFolder() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> SecureIOUtils.openForRead(folder.toFile(), "tdp_user", null));
    }
}
