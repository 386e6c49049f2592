package dev.kerbside.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an image is made of in a clone is there in an installed lab, too. */
class InstalledFilesTest {
    @Test
    void everyFileOfTheImagesFolderIsInstalled() throws IOException {
        try (var files = Files.list(Path.of("docker"))) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .toList();
            assertThat(Installation.DOCKER).containsExactlyInAnyOrderElementsOf(names);
        }
        assertThat(Files.readString(Path.of("lab/src/junit/build.xml")))
                .contains("includes=\"%s\"".formatted(String.join(",", Installation.DOCKER)));
    }
}
