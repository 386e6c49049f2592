package dev.kerbside.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tasks that run side by side. A bent rule may wait for ever: then the test fails, and does not hang. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelTest {
    private static final int MANY = 16;
    private static final int SECONDS = 20;

    @Test
    void allAreDoneWhenItReturnsEachInAThreadOfItsOwn() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch together = new CountDownLatch(MANY);
        Parallel.run(Collections.nCopies(MANY, () -> {
            together.countDown();
            await(together);
            threads.add(Thread.currentThread());
        }));
        assertThat(threads).hasSize(MANY).allMatch(Thread::isDaemon);
    }

    @Test
    void withNothingToDoItReturns() {
        Parallel.run(List.of());
    }

    @Test
    void aFailureIsThrownAsItIsWhileTheOthersGoOn() {
        CountDownLatch thrown = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        IllegalStateException failure = new IllegalStateException("no port is free");
        assertThatThrownBy(() -> Parallel.run(List.of(
                        () -> {
                            await(thrown);
                            ended.countDown();
                        },
                        () -> {
                            throw failure;
                        })))
                .isSameAs(failure);
        assertThat(ended.getCount()).isEqualTo(1);
        thrown.countDown();
        await(ended);
    }

    @Test
    void ofTwoFailuresTheFirstIsThrown() {
        CountDownLatch never = new CountDownLatch(1);
        assertThatThrownBy(() -> Parallel.run(List.of(
                        () -> {
                            await(never);
                            throw new IllegalStateException("later");
                        },
                        () -> {
                            throw new IllegalStateException("first");
                        })))
                .hasMessage("first");
        never.countDown();
    }

    @Test
    void anErrorIsThrownTooAsACause() {
        StackOverflowError deep = new StackOverflowError("too deep");
        assertThatThrownBy(() -> Parallel.run(List.of(() -> {
                    throw deep;
                })))
                .isInstanceOf(CompletionException.class)
                .hasCause(deep);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody came");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
