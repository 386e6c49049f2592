package dev.kerbside.taxi.pyspark;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A thread of Java's that waits for a function of Python's. What that function calls in Java is performed by this
 * thread meanwhile, as if the function were Java's: it sees the thread's active session and its console, and is seen in
 * the thread's stack.
 */
final class Caller {
    /** Python may be told of a call's end a moment before the thread is free for the next one. */
    private static final long MOMENT_MILLIS = 200;

    private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
    private final Semaphore idle = new Semaphore(1);

    /** Waits for what the call returns. It is made in another thread. */
    <T> T await(Callable<T> call) throws Exception {
        FutureTask<T> made = new FutureTask<>(call) {
            @Override
            protected void done() {
                work.add(() -> {});
            }
        };
        Thread thread = new Thread(made, "python-call");
        thread.setDaemon(true);
        thread.start();
        while (!made.isDone() || !work.isEmpty()) {
            work.take().run();
        }
        try {
            return made.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** Has the waiting thread do this; or, if it does something else that lasts, does it in this thread. */
    void perform(Runnable call) throws InterruptedException {
        if (!idle.tryAcquire(MOMENT_MILLIS, TimeUnit.MILLISECONDS)) {
            call.run();
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        work.add(() -> {
            try {
                call.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            } finally {
                idle.release();
            }
        });
        try {
            done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
