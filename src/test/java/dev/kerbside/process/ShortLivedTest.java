package dev.kerbside.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What cannot read {@link ForkedJvm#SHORT_LIVED} says the same. */
class ShortLivedTest {
    private static final String FLAGS = String.join(" ", ForkedJvm.SHORT_LIVED);

    @Test
    void theLauncherGivesTheFlagsToTheLabsCommands() throws Exception {
        assertThat(Files.readString(Path.of("lab/bin/lab"))).contains("flags+=(" + FLAGS + ")");
    }

    @Test
    void mavenGivesThemToTheTests() throws Exception {
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<lab.short.lived>" + FLAGS + "</lab.short.lived>")
                .contains("${lab.short.lived}");
    }
}
