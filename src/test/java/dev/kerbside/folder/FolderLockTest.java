package dev.kerbside.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.process.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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

    /** A bent rule may wait for ever. */
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whatAnotherProcessHoldsIsNotTakenUntilThatProcessHasDied() throws Exception {
        Process holder = another(Holder.class);
        try {
            assertThat(holder.getInputStream().read()).isEqualTo('1');
            assertThat(FolderLock.isHeld(lock)).isTrue();
            assertThat(FolderLock.take(lock)).isEmpty();
            assertThat(FolderLock.take(lock)).as("after one that was refused").isEmpty();
        } finally {
            holder.destroyForcibly().waitFor();
        }
        assertThat(FolderLock.isHeld(lock)).isFalse();
        try (FolderLock held = FolderLock.take(lock).orElseThrow()) {
            assertThat(look()).isEqualTo('1');
        }
    }

    @Test
    void aLinkIsNotFollowed() throws Exception {
        Path other = folder.resolve("other");
        Files.createSymbolicLink(lock, other);
        assertThatThrownBy(() -> FolderLock.take(lock)).isInstanceOf(IOException.class);
        assertThat(other).doesNotExist();
        try (FolderLock held = FolderLock.take(other).orElseThrow()) {
            assertThat(FolderLock.isHeld(lock)).isFalse();
        }
    }

    @Test
    void twoFoldersHaveTwoLocks() throws Exception {
        Path other = folder.resolve("other");
        try (FolderLock held = FolderLock.take(lock).orElseThrow();
                FolderLock second = FolderLock.take(other).orElseThrow()) {
            second.close();
            assertThat(FolderLock.isHeld(other)).isFalse();
            assertThat(FolderLock.isHeld(lock)).isTrue();
        }
    }

    @Test
    void whatIsNoFileIsHeldByNobody() throws Exception {
        Files.createDirectory(lock);
        assertThat(FolderLock.isHeld(lock)).isFalse();
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
        return another(Looker.class);
    }

    private Process another(Class<?> main) throws Exception {
        return new ProcessBuilder(
                        ForkedJvm.java(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName(),
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

    /** Takes it, says so, and keeps it until it is ended. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            FolderLock held = FolderLock.take(Path.of(args[0])).orElseThrow();
            System.out.print('1');
            System.out.flush();
            System.in.read();
            held.close();
        }
    }
}
