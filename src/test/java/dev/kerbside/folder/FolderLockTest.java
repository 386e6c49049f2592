package dev.kerbside.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.process.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One holds the lock of a folder; many look, and take it from nobody. */
class FolderLockTest {
    private static final int LOOKERS = 3;
    private static final int STARTS = 300;

    @TempDir
    private Path folder;

    private Path lock;

    @BeforeEach
    void choose() {
        lock = folder.resolve("lock");
    }

    @Test
    void oneHoldsItUntilItIsClosed() throws Exception {
        assertThat(FolderLock.isHeld(lock)).isFalse();
        try (FolderLock held = FolderLock.take(lock).orElseThrow()) {
            assertThat(FolderLock.isHeld(lock)).isTrue();
            assertThat(FolderLock.take(lock)).isEmpty();
            assertThat(look()).isEqualTo('1');
        }
        assertThat(FolderLock.isHeld(lock)).isFalse();
        assertThat(look()).isEqualTo('0');
    }

    @Test
    void manyLookersKeepNobodyFromTakingIt() throws Exception {
        Files.createFile(lock);
        List<Process> lookers = new ArrayList<>();
        try {
            for (int i = 0; i < LOOKERS; i++) {
                lookers.add(looker());
            }
            for (Process looker : lookers) {
                assertThat(looker.getInputStream().read()).isEqualTo('0');
            }
            for (int start = 0; start < STARTS; start++) {
                Optional<FolderLock> taken = FolderLock.take(lock);
                assertThat(taken).as("start %d", start).isPresent();
                taken.get().close();
            }
        } finally {
            lookers.forEach(Process::destroyForcibly);
        }
    }

    private int look() throws Exception {
        Process looker = looker();
        try {
            return looker.getInputStream().read();
        } finally {
            looker.destroyForcibly();
        }
    }

    private Process looker() throws Exception {
        return new ProcessBuilder(
                        ForkedJvm.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Looker.class.getName(),
                        lock.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Says once whether it is held, and goes on looking until it is ended. */
    static final class Looker {
        public static void main(String[] args) throws Exception {
            Path lock = Path.of(args[0]);
            System.out.print(FolderLock.isHeld(lock) ? '1' : '0');
            System.out.flush();
            while (true) {
                FolderLock.isHeld(lock);
            }
        }
    }
}
