package dev.kerbside.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import dev.kerbside.Substrate;
import dev.kerbside.process.Pid;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
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
            folder.write(FolderPlan.KEYTAB.in(lab, "tdp_user.keytab"), file -> Files.writeString(file, "key"));
            Files.writeString(folder.folder(FolderPlan.REPORTS).resolve("index.html"), "page");
        }
        assertThat(lab.resolve("keytabs")).doesNotExist();
        assertThat(lab.resolve("report/index.html")).exists();
    }

    @Test
    void nothingIsWrittenThroughLinksThatSomebodyPrepared() throws Exception {
        Path lab = temporary.resolve("lab");
        LabFolder.claim(lab, Substrate.EMBEDDED).close();
        Path mine = Files.writeString(temporary.resolve("bashrc"), "mine");
        Path folder = Files.createDirectory(temporary.resolve("folder"));
        Files.writeString(folder.resolve("letter"), "mine");
        Files.createDirectory(lab.resolve("logs"));
        Files.createSymbolicLink(lab.resolve("logs/kdc.log"), mine);
        Files.createLink(lab.resolve("logs/broker-1.log"), mine);
        Files.createSymbolicLink(lab.resolve("report"), folder);
        Files.createSymbolicLink(lab.resolve("keytabs"), folder);
        Files.createSymbolicLink(lab.resolve("krb5.conf"), temporary.resolve("not-there"));
        Files.writeString(lab.resolve("logs/namenode.log"), "said");

        try (LabFolder next = LabFolder.claim(lab, Substrate.EMBEDDED)) {
            for (String name : List.of("logs/kdc.log", "logs/broker-1.log", "report", "keytabs", "krb5.conf")) {
                assertThat(Files.exists(lab.resolve(name), LinkOption.NOFOLLOW_LINKS))
                        .as(name)
                        .isFalse();
            }
            assertThat(mine).hasContent("mine");
            assertThat(folder.resolve("letter")).hasContent("mine");
            assertThat(lab.resolve("logs/namenode.log")).hasContent("said");
        }
    }

    @Test
    void aMarkerOrALockThatIsALinkIsNotALabs() throws Exception {
        Path lab = temporary.resolve("lab");
        Path other = temporary.resolve("other");
        try (LabFolder running = LabFolder.claim(other, Substrate.EMBEDDED)) {
            Files.createDirectory(lab);
            Files.createSymbolicLink(lab.resolve("lab.json"), other.resolve("lab.json"));
            Files.createSymbolicLink(lab.resolve("lock"), other.resolve("lock"));

            assertThat(LabFolder.running(lab)).isEmpty();
            assertThat(LabFolder.last(lab)).isEmpty();
            assertThatThrownBy(() -> LabFolder.claim(lab, Substrate.EMBEDDED)).isInstanceOf(LabException.class);
            assertThat(LabFolder.running(other)).isPresent();
        }
    }

    @Test
    void aLabWhoseOwnerIsAnotherProcessThanTheRecordedOneDoesNotRun() throws Exception {
        Path lab = temporary.resolve("lab");
        try (LabFolder folder = LabFolder.claim(lab, Substrate.EMBEDDED)) {
            Pid me = Pid.ofThisProcess();
            folder.write(new LabState(me.number(), me.started() + 1, Substrate.EMBEDDED, true, List.of()));

            assertThat(LabFolder.running(lab)).isEmpty();
            assertThatThrownBy(() -> LabFolder.claim(lab, Substrate.EMBEDDED))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("no lab of this folder")
                    .hasMessageContaining("lsof");
        }
    }

    @Test
    void whatEverybodyMightWriteInAnEarlierFolderIsTakenFromThem() throws Exception {
        Path lab = temporary.resolve("lab");
        LabFolder.claim(lab, Substrate.EMBEDDED).close();
        Path logs = Files.createDirectory(lab.resolve("logs"));
        Path log = Files.writeString(logs.resolve("kdc.log"), "said");
        Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-rw-rw-"));

        LabFolder.claim(lab, Substrate.EMBEDDED).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logs)))
                .isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
                .isEqualTo("rw-r--r--");
    }
}
