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
        archive.link(Path.of("/lab/lib/python"), Path.of("/opt/python"));

        assertThat(entries(archive))
                .containsExactly(
                        "lab/keytabs/ 700 1101",
                        "lab/nodes/ 700 1101",
                        "lab/nodes/broker-1/ 700 1101",
                        "lab/nodes/broker-1/tmp/ 700 1101",
                        "bin/hdfs 755 1101",
                        "etc/krb5.conf 600 1101",
                        "lab/keytabs/tdp_user.keytab 600 1101",
                        "lab/lib/python -> /opt/python 644 1101");
    }

    private static List<String> entries(Archive archive) throws IOException {
        List<String> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive.tar()))) {
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                String name = entry.getName() + (entry.isSymbolicLink() ? " -> " + entry.getLinkName() : "");
                entries.add("%s %o %d".formatted(name, entry.getMode() & 0777, entry.getLongUserId()));
            }
        }
        return entries;
    }
}
