package dev.kerbside.taxi.fetch;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** What a server sends, into a file, up to a number of bytes. */
final class BoundedBody implements HttpResponse.BodySubscriber<Void>, AutoCloseable {
    private final CompletableFuture<Void> whole = new CompletableFuture<>();
    private final FileChannel file;
    private final long most;
    private Flow.Subscription subscription;
    private long taken;
    private volatile long last = System.nanoTime();

    BoundedBody(Path target, long most) throws IOException {
        this.file = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        this.most = most;
    }

    /** How long nothing has come. */
    Duration idle() {
        return Duration.ofNanos(System.nanoTime() - last);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription body) {
        subscription = body;
        subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        last = System.nanoTime();
        try {
            for (ByteBuffer part : parts) {
                taken += part.remaining();
                if (taken > most) {
                    throw new IOException("it is larger than %,d MB (see --max-mb)".formatted(most >> 20));
                }
                while (part.hasRemaining()) {
                    file.write(part);
                }
            }
            subscription.request(1);
        } catch (IOException e) {
            subscription.cancel();
            whole.completeExceptionally(e);
        }
    }

    @Override
    public void onError(Throwable e) {
        whole.completeExceptionally(e);
    }

    @Override
    public void onComplete() {
        whole.complete(null);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
