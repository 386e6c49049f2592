package dev.kerbside.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.TutorialNames;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void wordsComeBackAsTheyWereWhateverIsInThem() {
        List<String> words = List.of("failed", "", "two\nlines\r\n", "a\ttab", "a \\ and \\n", "é ü", "\\");
        String line = Words.line(words);
        assertThat(line).doesNotContain("\n", "\r");
        assertThat(Words.of(line)).isEqualTo(words);
    }

    @Test
    void endpointsComeBackAsTheyWereThoseThatAreLackingToo() {
        Path folder = Path.of("/a lab");
        Endpoints endpoints = new Endpoints(
                folder,
                "REALM.TDP",
                "localhost:88",
                List.of("kafka/localhost", "nn/localhost"),
                List.of("tdp_user"),
                Principal.TDP_USER,
                TutorialNames.TDP,
                folder.resolve("krb5.conf"),
                folder.resolve("keytabs"),
                folder.resolve("cache"),
                null,
                folder.resolve("trust"),
                folder.resolve("ca"),
                folder.resolve("hadoop"),
                "hdfs://localhost:1",
                "https://localhost:2/webhdfs/v1",
                "localhost:3,localhost:4",
                folder.resolve("client"),
                null,
                folder.resolve("jaas"),
                null,
                folder.resolve("spark"),
                null,
                null);
        assertThat(EndpointsText.of(Words.of(Words.line(EndpointsText.words(endpoints)))))
                .isEqualTo(endpoints);
    }
}
