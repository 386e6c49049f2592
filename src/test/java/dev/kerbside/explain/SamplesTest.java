package dev.kerbside.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.testkit.Cases;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Samples of what people paste, of {@link Cases}. Each means one thing, and nothing else is said of it.
 */
class SamplesTest {
    private static final Map<String, String> WANTED = wanted(
            """
            01 renewable-ticket
            03 kdc-by-udp
            04 encryption-types
            05 encryption-types
            06 key-version
            08 no-protection
            09 no-gssapi-in-librdkafka
            10 gssapi-of-python
            11 other-cache
            13 other-cache
            14 other-cache
            15 no-kinit
            16 localhost-is-ipv6
            17 foreign-ticket
            18 new-java
            19 old-java
            21 hdfs-token
            23 stale-checkpoint
            24 two-owners-of-a-checkpoint
            25 asked-for-a-password
            26 libhdfs
            28 replay
            29 webhdfs-login
            30 datanode-unreachable
            31 unknown-host
            32 datanode-refused
            33 proxy-user
            34 wrong-service-name
            37 kdc-name
            38 kdc-unreachable
            41 no-mechanism
            42 plaintext-to-tls
            45 scala-version
            47 noexec-tmp
            48 musl
            49 nanoseconds
            50 brotli
            51 proxy
            52 wrong-service-name
            """);

    private static Map<String, String> wanted(String table) {
        Map<String, String> wanted = new TreeMap<>();
        table.lines().map(line -> line.split(" ")).forEach(line -> wanted.put("explain-" + line[0] + ".log", line[1]));
        return wanted;
    }

    @Test
    void everySampleMeansWhatItShouldAndNothingElse() throws Exception {
        Path folder = Cases.folder().resolve("explain");
        Map<String, String> said = new TreeMap<>();
        try (DirectoryStream<Path> samples = Files.newDirectoryStream(folder, "*.log")) {
            for (Path sample : samples) {
                said.put(sample.getFileName().toString(), said(sample));
            }
        }
        assertThat(said).isEqualTo(WANTED);
    }

    private static String said(Path sample) throws IOException, InterruptedException {
        Explanation explanation = Inquiry.of(sample).await(Duration.ofMinutes(1));
        return String.join(
                " ", explanation.diagnoses().stream().map(Diagnosis::id).toList());
    }
}
