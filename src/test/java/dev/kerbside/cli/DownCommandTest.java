package dev.kerbside.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.LabException;
import dev.kerbside.Substrate;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.folder.LabState;
import dev.kerbside.process.Pid;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No process is ended that is not a lab's, whatever lab.json says and whoever holds the lock. */
class DownCommandTest {
    @TempDir
    private Path temporary;

    private final StringWriter err = new StringWriter();
    private LabFolder lab;
    private Process sleep;

    @BeforeEach
    void start() throws Exception {
        lab = LabFolder.claim(temporary.resolve("lab"), Substrate.EMBEDDED);
        sleep = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        sleep.destroyForcibly();
        lab.close();
    }

    @Test
    void aProcessThatIsNoLabIsNotEndedAlsoIfItsStartIsRight() throws Exception {
        Pid victim = Pid.of(sleep.toHandle());
        write(victim);

        assertThat(down()).isEqualTo(LabException.CANNOT_START);
        assertThat(err.toString())
                .contains("Nothing was ended", String.valueOf(victim.number()))
                .doesNotContain("kill")
                .hasLineCount(1);
        assertThat(sleep.isAlive()).isTrue();
    }

    @Test
    void aNumberThatAnotherProcessHasNowIsNotEnded() throws Exception {
        write(new Pid(sleep.pid(), Pid.of(sleep.toHandle()).started() - 1));

        assertThat(down()).isEqualTo(LabException.CANNOT_START);
        assertThat(err.toString()).contains("no lab of this folder holds").hasLineCount(1);
        assertThat(sleep.isAlive()).isTrue();
    }

    @Test
    void aProgramThatHasALabIsNotTheLabCommand() {
        assertThat(down()).isEqualTo(LabException.CANNOT_START);
        assertThat(err.toString())
                .contains("was not started by the lab command")
                .hasLineCount(1);
        assertThat(LabFolder.running(lab.path())).isPresent();
    }

    private void write(Pid owner) throws Exception {
        lab.write(new LabState(owner.number(), owner.started(), Substrate.EMBEDDED, true, List.of()));
    }

    private int down() {
        return Main.commandLine(false)
                .setErr(new PrintWriter(err, true))
                .execute("down", "--dir", lab.path().toString());
    }
}
