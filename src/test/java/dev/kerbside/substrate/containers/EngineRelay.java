package dev.kerbside.substrate.containers;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** A way to the Docker engine that can be held up, as if the engine were stopped; the engine itself notices nothing. */
public final class EngineRelay implements AutoCloseable {
    private final Path engine;
    private final ServerSocketChannel server;
    private boolean silent;

    /** @param socket where it listens, for {@code DOCKER_HOST=unix://…} */
    public EngineRelay(Path socket, Path engine) throws IOException {
        this.engine = engine;
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        start(this::accept);
    }

    /** Takes everything, and passes nothing on, until it may again. */
    public synchronized void setSilent(boolean silent) {
        this.silent = silent;
        notifyAll();
    }

    private synchronized void awaitWord() throws InterruptedException {
        while (silent) {
            wait();
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                start(() -> relay(client));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void relay(SocketChannel client) {
        try {
            awaitWord();
            SocketChannel there = SocketChannel.open(UnixDomainSocketAddress.of(engine));
            start(() -> pump(client, there));
            pump(there, client);
            client.close();
            there.close();
        } catch (IOException e) {
            // The engine does not answer: nor does this.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
        try {
            while (from.read(buffer) >= 0) {
                awaitWord();
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException e) {
            // One of them has hung up.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "engine-relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
