package dev.kerbside.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostNamesTest {
    @Test
    void everyNameIsLoopbacksAndLocalhostIsTheFirst(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("hosts");
        HostNames.write(file, List.of("kdc.tdp", "worker-01.tdp"));

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "127.0.0.1 localhost",
                        "127.0.0.1 " + HostNames.machine(),
                        "127.0.0.1 kdc.tdp",
                        "127.0.0.1 worker-01.tdp");
        assertThat(HostNames.flag(file)).isEqualTo("-Djdk.net.hosts.file=" + file);
    }
}
