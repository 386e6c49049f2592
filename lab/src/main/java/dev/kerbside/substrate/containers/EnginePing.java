package dev.kerbside.substrate.containers;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a Docker engine answers. An engine that is stopped still lets everybody connect, and then says nothing. */
final class EnginePing {
    private static final Duration LIMIT = Duration.ofSeconds(4);
    private static final int PORT = 2375;
    private static final byte[] REQUEST =
            "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private EnginePing() {}

    static boolean answers(Path socket) {
        return answers(UnixDomainSocketAddress.of(socket));
    }

    /** @param engine for example tcp://localhost:2375; one that wants TLS says so, and that is an answer too */
    static boolean answers(URI engine) {
        return answers(new InetSocketAddress(engine.getHost(), engine.getPort() < 0 ? PORT : engine.getPort()));
    }

    private static boolean answers(SocketAddress engine) {
        FutureTask<Boolean> ping = new FutureTask<>(() -> ping(engine));
        Thread thread = new Thread(ping, "engine-ping");
        thread.setDaemon(true);
        thread.start();
        try {
            return ping.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // Closes the channel too.
            ping.cancel(true);
            return false;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean ping(SocketAddress engine) throws IOException {
        try (SocketChannel channel = SocketChannel.open(engine)) {
            channel.write(ByteBuffer.wrap(REQUEST));
            return channel.read(ByteBuffer.allocate(1)) > 0;
        }
    }
}
