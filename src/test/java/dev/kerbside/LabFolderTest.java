package dev.kerbside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabFolderTest {
    @TempDir
    private Path temporary;

    @Test
    void aNewFolderIsItsOwnersOnly() throws Exception {
        try (LabFolder folder = LabFolder.claim(temporary.resolve("lab"), Substrate.EMBEDDED)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.path())))
                    .isEqualTo("rwx------");
            assertThat(folder.leftover()).isEmpty();
        }
    }

    @Test
    void aForeignFolderIsRefusedAndUntouched() throws Exception {
        Path letter = Files.writeString(temporary.resolve("letter.txt"), "dear reader");

        assertThatThrownBy(() -> LabFolder.claim(temporary, Substrate.EMBEDDED))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("is not a lab's folder")
                .hasMessageContaining("--dir")
                .extracting(e -> ((LabException) e).exitCode())
                .isEqualTo(LabException.CANNOT_START);
        assertThat(temporary).isDirectoryContaining(path -> path.equals(letter));
        assertThat(Files.list(temporary)).hasSize(1);
    }

    @Test
    void aFileIsNoFolder() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");

        assertThatThrownBy(() -> LabFolder.claim(file, Substrate.EMBEDDED))
                .isInstanceOf(LabException.class)
                .hasMessageContaining("--dir");
    }

    @Test
    void aRunningLabsFolderIsRefusedWithItsOwnerAndTheCure() throws Exception {
        Path lab = temporary.resolve("lab");
        try (LabFolder first = LabFolder.claim(lab, Substrate.EMBEDDED)) {
            assertThat(LabFolder.running(lab)).isPresent();
            assertThatThrownBy(() -> LabFolder.claim(lab, Substrate.EMBEDDED))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("already running")
                    .hasMessageContaining("pid " + ProcessHandle.current().pid())
                    .hasMessageContaining("lab down");
        }
        assertThat(LabFolder.running(lab)).isEmpty();
    }

    @Test
    void whatADeadLabLeftIsRemovedButForLogsAndReport() throws Exception {
        Path lab = temporary.resolve("lab");
        LabFolder.claim(lab, Substrate.EMBEDDED).close();
        Files.createDirectories(lab.resolve("nodes/kdc"));
        Files.writeString(lab.resolve("nodes/kdc/kdc.json"), "{}");
        Files.createDirectories(lab.resolve("logs"));
        Files.writeString(lab.resolve("logs/kdc.log"), "said");

        try (LabFolder next = LabFolder.claim(lab, Substrate.EMBEDDED)) {
            assertThat(next.leftover()).isPresent();
            assertThat(lab.resolve("nodes")).doesNotExist();
            assertThat(lab.resolve("logs/kdc.log")).hasContent("said");
        }
    }

    @Test
    void closingRemovesSecretsAndKeepsTheReport() throws Exception {
        Path lab = temporary.resolve("lab");
        try (LabFolder folder = LabFolder.claim(lab, Substrate.EMBEDDED)) {
            Files.writeString(folder.folder("keytabs").resolve("tdp_user.keytab"), "key");
            Files.writeString(folder.folder("report").resolve("index.html"), "page");
        }
        assertThat(lab.resolve("keytabs")).doesNotExist();
        assertThat(lab.resolve("report/index.html")).exists();
    }
}
