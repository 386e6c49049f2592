package dev.kerbside.substrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandshakeServerSocketTest {
    private static final int BYTES = 8;
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Duration LONG = Duration.ofHours(1);

    private HandshakeServerSocket server;
    private Socket client;
    private Socket accepted;

    private void connect(Duration limit) throws IOException {
        server = new HandshakeServerSocket(0, 1, InetAddress.getLoopbackAddress(), limit, BYTES);
        client = new Socket(server.getInetAddress(), server.getLocalPort());
        accepted = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        accepted.close();
        client.close();
        server.close();
    }

    @Test
    void aConnectionThatSaysNothingIsEnded() throws IOException {
        connect(SHORT);
        assertThatThrownBy(accepted.getInputStream()::read).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void theTimeThatNobodyComesIsNotTheHandshakes() throws Exception {
        Duration limit = Duration.ofMillis(500);
        server = new HandshakeServerSocket(0, 1, InetAddress.getLoopbackAddress(), limit, BYTES);
        Future<Socket> next = CompletableFuture.supplyAsync(this::accept);
        long began = System.nanoTime();
        Awaitility.await("longer than a handshake may take").until(() -> System.nanoTime() - began > limit.toNanos());
        client = new Socket(server.getInetAddress(), server.getLocalPort());
        client.getOutputStream().write(1);
        accepted = next.get();
        assertThat(accepted.getInputStream().read()).isEqualTo(1);
    }

    private Socket accept() {
        try {
            return server.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aHandshakeThatGoesOnAndOnIsEnded() throws IOException {
        connect(LONG);
        client.getOutputStream().write(new byte[BYTES + 1]);
        assertThat(accepted.getInputStream().readNBytes(BYTES)).hasSize(BYTES);
        assertThatThrownBy(accepted.getInputStream()::read)
                .isInstanceOf(IOException.class)
                .hasMessage("a handshake of more than 8 bytes");
    }

    @Test
    void afterTheHandshakeAConnectionMaySayAsMuchAsItLikes() throws IOException {
        connect(LONG);
        accepted.setSoTimeout(0);
        client.getOutputStream().write(new byte[3 * BYTES]);
        assertThat(accepted.getInputStream().readNBytes(3 * BYTES)).hasSize(3 * BYTES);
    }
}
