package dev.kerbside.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process is known by its number and its start. */
class PidTest {
    private Process sleep;

    @BeforeEach
    void start() throws Exception {
        sleep = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void end() {
        sleep.destroyForcibly();
    }

    @Test
    void itIsAliveUntilItEnds() throws Exception {
        Pid pid = Pid.of(sleep.toHandle());
        assertThat(pid.alive()).contains(sleep.toHandle());

        sleep.destroyForcibly().waitFor();

        assertThat(pid.alive()).isEmpty();
    }

    @Test
    void aProcessThatStartedAtAnotherTimeIsAnotherOne() {
        Pid pid = Pid.of(sleep.toHandle());

        assertThat(new Pid(pid.number(), pid.started() + 1).alive()).isEmpty();
        assertThat(new Pid(pid.number(), 0).alive()).isEmpty();
        assertThat(new Pid(-1, 0).alive()).isEmpty();
    }

    @Test
    void whatItRunsIsReadFromItsWholeCommandLine() throws Exception {
        assertThat(Pid.of(sleep.toHandle()).runs(Waiting.class)).isFalse();
        Process java = new ProcessBuilder(
                        ForkedJvm.java(), "-cp", System.getProperty("java.class.path"), Waiting.class.getName())
                .start();
        try {
            assertThat(java.getInputStream().read()).isEqualTo('.');
            assertThat(Pid.of(java.toHandle()).runs(Waiting.class)).isTrue();
            assertThat(Pid.of(java.toHandle()).runs(PidTest.class)).isFalse();
        } finally {
            java.destroyForcibly();
        }
    }

    /** Waits until it is ended. */
    static final class Waiting {
        public static void main(String[] args) throws Exception {
            System.out.write('.');
            System.out.flush();
            System.in.read();
        }
    }
}
