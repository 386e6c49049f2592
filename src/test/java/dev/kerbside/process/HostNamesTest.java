package dev.kerbside.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
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
                        "127.0.0.1 kdc.tdp kdc.tdp.",
                        "127.0.0.1 worker-01.tdp worker-01.tdp.");
        assertThat(HostNames.flag(file)).isEqualTo("-Djdk.net.hosts.file=" + file);
    }

    /** In a JVM of its own, which has looked for the name before. */
    @Test
    void aJvmLearnsTheNamesWhileItRuns(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("hosts");
        HostNames.write(file, List.of("kdc.invalid"));
        Process jvm = new ProcessBuilder(
                        ForkedJvm.java(),
                        "@lab/jvm.args",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Learner.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("kdc.invalid/127.0.0.1");
    }

    static final class Learner {
        public static void main(String[] args) throws IOException {
            HostNames.trouble();
            assertThatExceptionOfType(UnknownHostException.class)
                    .isThrownBy(() -> InetAddress.getByName("kdc.invalid"));
            HostNames.use(Path.of(args[0]));
            System.out.print(InetAddress.getByName("kdc.invalid"));
        }
    }
}
