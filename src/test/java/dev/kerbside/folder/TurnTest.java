package dev.kerbside.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import dev.kerbside.process.ForkedJvm;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One command at a time changes a lab. */
class TurnTest {
    @TempDir
    private Path lab;

    @Test
    void theSecondIsRefusedWithWhoHasIt() {
        try (Turn first = Turn.take(lab, "step do 10")) {
            assertThatThrownBy(() -> Turn.take(lab, "step do 03"))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining(
                            "step do 10 (pid " + ProcessHandle.current().pid())
                    .hasMessageContaining("Wait until");
        }
        Turn.take(lab, "step do 03").close();
        assertThat(lab.resolve("turn")).doesNotExist();
    }

    @Test
    void anotherProcessIsRefusedTooAndAKilledOneHoldsNothing() throws Exception {
        Process other = new ProcessBuilder(
                        ForkedJvm.java(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        lab.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('1');
            assertThatThrownBy(() -> Turn.take(lab, "step do 03")).hasMessageContaining("run (pid " + other.pid());
        } finally {
            other.destroyForcibly().waitFor();
        }
        Turn.take(lab, "step do 03").close();
    }

    /** Takes it and keeps it until it is ended. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            Turn turn = Turn.take(Path.of(args[0]), "run");
            System.out.print("1");
            System.out.flush();
            System.in.read();
            turn.close();
        }
    }
}
