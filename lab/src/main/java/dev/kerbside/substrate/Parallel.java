package dev.kerbside.substrate;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Tasks side by side, a thread each. */
public final class Parallel {
    private Parallel() {}

    /** Returns when all are done, or throws what the first failing one threw as soon as it has; the others go on. */
    public static void run(List<Runnable> tasks) {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        CompletableFuture<?>[] all = tasks.stream()
                .map(task -> start(task).whenComplete((done, e) -> {
                    if (e != null) {
                        failure.completeExceptionally(e);
                    }
                }))
                .toArray(CompletableFuture[]::new);
        try {
            CompletableFuture.anyOf(failure, CompletableFuture.allOf(all)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static CompletableFuture<Void> start(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable body = () -> {
            try {
                task.run();
                done.complete(null);
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        };
        Thread thread = new Thread(body, "lab-start");
        thread.setDaemon(true);
        thread.start();
        return done;
    }
}
