package dev.kerbside.substrate.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    @Test
    void whatGoesIntoAContainerIsItsUsersAndOnlyCommandsAreForOthers() throws IOException {
        Archive archive = new Archive();
        archive.put(Path.of("/lab/keytabs/tdp_user.keytab"), "key");
        archive.put(Path.of("/etc/krb5.conf"), "realm");
        archive.putCommand(Path.of("/bin/hdfs"), "script");
        archive.folder(Path.of("/lab/nodes/broker-1/tmp"));

        assertThat(entries(archive))
                .containsExactly(
                        "lab/keytabs/ 700 1000",
                        "lab/nodes/ 700 1000",
                        "lab/nodes/broker-1/ 700 1000",
                        "lab/nodes/broker-1/tmp/ 700 1000",
                        "bin/hdfs 755 1000",
                        "etc/krb5.conf 600 1000",
                        "lab/keytabs/tdp_user.keytab 600 1000");
    }

    private static List<String> entries(Archive archive) throws IOException {
        List<String> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive.tar()))) {
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                entries.add("%s %o %d".formatted(entry.getName(), entry.getMode() & 0777, entry.getLongUserId()));
            }
        }
        return entries;
    }
}
