package dev.kerbside.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFileTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"java.net.BindException: port in use", "java.lang.OutOfMemoryError", "10:00 ERROR no disk"})
    void theLastLineThatNamesAnErrorIsIt(String error) throws IOException {
        assertThat(LogFile.lastError(log("ERROR first\n" + error + "\n\tat Somewhere\ngoodbye\n")))
                .isEqualTo(error);
    }

    @Test
    void aLogWithoutErrorGivesItsLastLine() throws IOException {
        assertThat(LogFile.lastError(log("starting\nwaiting\n"))).isEqualTo("waiting");
    }

    @Test
    void anEmptyLogAndAMissingOneAreToldApart() throws IOException {
        assertThat(LogFile.lastError(log(""))).isEqualTo("empty log");
        assertThat(LogFile.lastError(folder.resolve("none.log"))).isEqualTo("no log");
    }

    @Test
    void halfACharacterAtTheEndHidesNoError() throws IOException {
        Path log = Files.write(folder.resolve("cut.log"), "ERROR disk\nZürich".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(LogFile.lastError(log)).isEqualTo("ERROR disk");
    }

    private Path log(String text) throws IOException {
        return Files.writeString(folder.resolve("node.log"), text);
    }
}
