package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.taxi.file.SyntheticMonth;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Bad input: one line with the cure, the right exit code, nothing started. */
class MainTest {
    @TempDir
    private Path temporary;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --rows 999",
                "run --rows many",
                "run --rate -1",
                "run --base-port 80",
                "run --base-port 70000",
                "run --substrat containers",
                "run --kdc heimdal",
                "up --kdc",
                "up --detached",
                "fly",
                "",
                "step do 77-fly",
                "step",
                "step fly",
                "logs",
                "run --file missing.parquet",
                "run --file a.parquet --rows 1000"
            })
    void badUsageIsRefusedWithExitCode2AndLeavesNoFolder(String arguments) {
        assertThat(lab(arguments)).isEqualTo(2);
        assertThat(err.toString()).startsWith("lab: ").doesNotContain("\tat ");
        assertThat(temporary.resolve("lab")).doesNotExist();
    }

    @Test
    void anUnknownKdcIsRefusedWithTheOnesThereAre() {
        assertThat(lab("up --kdc heimdal")).isEqualTo(2);
        assertThat(err.toString()).contains("--kdc", "heimdal").containsIgnoringCase("kerby, apacheds, mit");
    }

    @Test
    void aFileThatIsNoGreenMonthIsRefusedBeforeAnythingStarts() throws Exception {
        Path text = Files.writeString(temporary.resolve("notes.parquet"), "not parquet at all, just text");

        assertThat(lab("run --file " + text)).isEqualTo(2);
        assertThat(err.toString()).contains("notes.parquet").hasLineCount(1);
        assertThat(temporary.resolve("lab")).doesNotExist();
    }

    @Test
    void aForeignFolderIsRefusedWithExitCode3() throws Exception {
        Files.createDirectories(temporary.resolve("lab"));
        Files.writeString(temporary.resolve("lab/thesis.tex"), "years of work");

        assertThat(lab("up")).isEqualTo(3);
        assertThat(err.toString()).contains("is not a lab's folder").hasLineCount(1);
        assertThat(temporary.resolve("lab/thesis.tex")).hasContent("years of work");
    }

    @Test
    void aUsedPortIsRefusedWithExitCode3AndNothingIsLeft() throws Exception {
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(lab("up --base-port " + used.getLocalPort())).isEqualTo(3);
            assertThat(err.toString())
                    .contains("Port " + used.getLocalPort() + " (kdc) is in use")
                    .hasLineCount(1);
        }
        assertThat(temporary.resolve("lab/keytabs")).doesNotExist();
        assertThat(temporary.resolve("lab/tls")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "env", "step check 02"})
    void withoutALabTheCommandsSayHowToStartOne(String command) {
        assertThat(lab(command)).isEqualTo(3);
        assertThat(err.toString())
                .contains("lab up --dir " + temporary.resolve("lab"))
                .hasLineCount(1);
    }

    @Test
    void aFolderThatHadoopCannotTakeIsRefused() {
        temporary = temporary.resolve("o'clock");

        assertThat(lab("up")).isEqualTo(2);
        assertThat(err.toString()).contains("has a ' in its path").hasLineCount(1);
    }

    @Test
    void downWithoutALabIsNoError() {
        assertThat(lab("down")).isZero();
    }

    @Test
    void debugShowsWhere() {
        assertThat(lab("run --debug --file missing.parquet")).isEqualTo(2);
        assertThat(err.toString()).contains("\tat dev.kerbside");
    }

    @Test
    void aGoodFilePassesValidation() {
        Path file = temporary.resolve("good.parquet");
        SyntheticMonth.write(file, 1_000, 1);
        DataOptions data = new DataOptions();
        new CommandLine(data).parseArgs("--file", file.toString());

        data.validate();
    }

    private int lab(String arguments) {
        String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
        boolean takesFolder = words.length > 0 && !words[0].equals("fly");
        String[] all = new String[words.length + (takesFolder ? 2 : 0)];
        System.arraycopy(words, 0, all, 0, words.length);
        if (takesFolder) {
            all[words.length] = "--dir";
            all[words.length + 1] = temporary.resolve("lab").toString();
        }
        return Main.commandLine(arguments.contains("--debug"), all)
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
