package dev.kerbside.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kerby.kerberos.kerb.ccache.CredentialCache;

/** MIT's kinit and kvno, with a ticket cache of their own. */
final class NativeClient {
    private static final long LIMIT_SECONDS = 60;

    private final Path krb5Conf;
    private final Path folder;

    NativeClient(Path krb5Conf, Path folder) {
        this.krb5Conf = krb5Conf;
        this.folder = folder;
    }

    boolean isInstalled() throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", "command -v kinit && command -v kvno")
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    /** What the command printed, on both streams; it must end with 0. */
    String run(String input, String... command) throws IOException, InterruptedException {
        Path output = folder.resolve("native.txt");
        ProcessBuilder builder =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("KRB5_CONFIG", krb5Conf.toString());
        builder.environment().put("KRB5CCNAME", "FILE:" + cache());
        Process process = builder.start();
        try (Writer writer = process.outputWriter()) {
            writer.write(input.isEmpty() ? "" : input + "\n");
        } catch (IOException e) {
            // It has ended without reading: its exit code says more.
        }
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(output);
        assertThat(process.exitValue())
                .as(String.join(" ", command) + ": " + said)
                .isZero();
        return said;
    }

    /** When the ticket-granting ticket in the cache ends. */
    Instant endOfTicket() throws IOException {
        CredentialCache cache = new CredentialCache();
        cache.load(cache().toFile());
        return cache.getCredentials().stream()
                .filter(credential -> credential.getServerName().getName().startsWith("krbtgt/"))
                .map(credential -> Instant.ofEpochMilli(credential.getEndTime().getTime()))
                .findFirst()
                .orElseThrow();
    }

    private Path cache() {
        return folder.resolve("native-krb5cc");
    }
}
