package dev.kerbside.substrate;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Accepts connections that must make their handshake within some time and some bytes. It is over when the server sets a
 * read time-out of its own: from then on the connection is like any other.
 */
final class HandshakeServerSocket extends ServerSocket {
    private final Duration limit;
    private final int bytes;

    HandshakeServerSocket(int port, int backlog, InetAddress address, Duration limit, int bytes) throws IOException {
        super(port, backlog, address);
        this.limit = limit;
        this.bytes = bytes;
    }

    @Override
    public Socket accept() throws IOException {
        Shaking socket = new Shaking();
        implAccept(socket);
        socket.begin();
        return socket;
    }

    private final class Shaking extends Socket {
        private long end;
        private int left = bytes;
        private volatile boolean over;

        /** The time runs from the connection on, not from when the server began to wait for one. */
        private void begin() {
            end = System.nanoTime() + limit.toNanos();
        }

        @Override
        public void setSoTimeout(int millis) throws SocketException {
            over = true;
            super.setSoTimeout(millis);
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new Bounded(super.getInputStream());
        }

        private void waitNoLongerThanTheRest() throws IOException {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new SocketTimeoutException("no handshake within %s s".formatted(limit.toSeconds()));
            }
            super.setSoTimeout((int) left);
        }

        private final class Bounded extends FilterInputStream {
            private Bounded(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (over || length == 0) {
                    return super.read(into, offset, length);
                }
                if (left == 0) {
                    throw new IOException("a handshake of more than %d bytes".formatted(bytes));
                }
                waitNoLongerThanTheRest();
                int read = super.read(into, offset, Math.min(left, length));
                left -= Math.max(read, 0);
                return read;
            }
        }
    }
}
