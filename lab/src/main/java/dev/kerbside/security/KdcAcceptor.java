package dev.kerbside.security;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.KrbError;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A KDC's port: requests and replies over TCP, each after its length, as RFC 4120, 7.2.2 wants it. Whoever connects can
 * keep nobody else away: there is room for {@link #PLACES} connections, and where all are taken the one that has waited
 * longest makes room for the newcomer; a request that is not there, or whose reply is not read, after {@link #PATIENCE}
 * ends its connection; and so does one that cannot be answered, whatever it throws.
 */
final class KdcAcceptor {
    static final int PLACES = 128;

    /** Bytes of a request. A ticket in it takes about one thousand. */
    static final int LONGEST_REQUEST = 1 << 16;

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(KdcAcceptor.class);
    private static final int LOOK_AROUND_MS = 1_000;
    private static final int BACKLOG = 1_024;

    private final ServerSocket server;
    private final Duration patience;
    private final byte[] tooLong;
    private final Answers answers;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(PLACES, PLACES, PATIENCE.toSeconds(), TimeUnit.SECONDS, new LinkedBlockingQueue<>());

    /** So many requests at once, for each takes many times its length while it is looked at. */
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    /** What the KDC says to a request. */
    interface Answers {
        /** @throws Exception if there is no answer: the client is hung up on */
        byte[] to(byte[] request, InetAddress client) throws Exception;
    }

    private KdcAcceptor(ServerSocket server, Duration patience, byte[] tooLong, Answers answers) {
        this.server = server;
        this.patience = patience;
        this.tooLong = tooLong;
        this.answers = answers;
        threads.allowCoreThreadTimeOut(true);
    }

    /** Serves the database's realm at its address until the process ends; returns when the port is open. */
    static void serve(KdcDatabase database, Answers answers) throws IOException {
        serve(database, PATIENCE, answers);
    }

    /** The same with other patience; returns the port that it is open at. */
    static int serve(KdcDatabase database, Duration patience, Answers answers) throws IOException {
        byte[] tooLong = tooLong(database);
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.setSoTimeout(LOOK_AROUND_MS);
        server.bind(new InetSocketAddress(database.host(), database.port()), BACKLOG);
        new Thread(new KdcAcceptor(server, patience, tooLong, answers)::acceptAlways, "kdc-acceptor").start();
        return server.getLocalPort();
    }

    /** RFC 4120 wants this answer to a length that cannot be. */
    private static byte[] tooLong(KdcDatabase database) throws IOException {
        KrbError error = new KrbError();
        error.setErrorCode(KrbErrorCode.FIELD_TOOLONG);
        error.setEtext("a request has at most %d bytes".formatted(LONGEST_REQUEST));
        error.setStime(KerberosTime.now());
        error.setSusec(0);
        error.setRealm(database.realm());
        error.setSname(new PrincipalName(database.ticketGrantingName()));
        return error.encode();
    }

    private void acceptAlways() {
        while (true) {
            try {
                accept();
            } catch (Throwable e) {
                // Out of memory, most likely: also to say so. The next one may find some.
            }
        }
    }

    private void accept() {
        try {
            connections.stream().filter(Connection::isLate).forEach(Connection::close);
            Connection newcomer = new Connection(server.accept());
            if (connections.size() >= PLACES) {
                connections.stream()
                        .max(Comparator.comparingLong(Connection::waiting))
                        .ifPresent(Connection::close);
            }
            connections.add(newcomer);
            threads.execute(newcomer);
        } catch (SocketTimeoutException e) {
            // Nobody came.
        } catch (IOException e) {
            LOG.warn("A connection could not be accepted: {}", e.toString());
        }
    }

    /** One client's, for as many requests as it has. */
    private final class Connection implements Runnable {
        private final Socket socket;
        private volatile long since = System.nanoTime();

        Connection(Socket socket) {
            this.socket = socket;
        }

        /** For how long it has been without a new reply, in nanoseconds. */
        long waiting() {
            return System.nanoTime() - since;
        }

        boolean isLate() {
            return waiting() > patience.toNanos();
        }

        /** Also ends what its thread is reading or writing. */
        void close() {
            connections.remove(this);
            try {
                socket.close();
            } catch (IOException e) {
                // Then it was closed.
            }
        }

        @Override
        public void run() {
            try {
                socket.setTcpNoDelay(true);
                while (serveOne()) {
                    since = System.nanoTime();
                }
            } catch (IOException e) {
                // It has hung up, or was hung up on.
            } finally {
                close();
            }
        }

        /** Whether there may be another. */
        private boolean serveOne() throws IOException {
            InputStream in = socket.getInputStream();
            int length = ByteBuffer.wrap(exactly(Integer.BYTES, in)).getInt();
            if (length < 0 || length > LONGEST_REQUEST) {
                send(tooLong);
                return false;
            }
            byte[] reply = answer(exactly(length, in));
            if (reply != null) {
                send(reply);
            }
            return reply != null;
        }

        private byte[] answer(byte[] request) {
            processors.acquireUninterruptibly();
            try {
                return answers.to(request, socket.getInetAddress());
            } catch (Throwable e) {
                // Errors too: too deep a request is one, and the next is none the worse for it.
                LOG.warn(
                        "{}: no answer to what is no request: {}",
                        socket.getInetAddress().getHostAddress(),
                        KdcJournal.visible(String.valueOf(e)));
                return null;
            } finally {
                processors.release();
            }
        }

        private byte[] exactly(int length, InputStream in) throws IOException {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            return bytes;
        }

        private void send(byte[] reply) throws IOException {
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(Integer.BYTES + reply.length)
                            .putInt(reply.length)
                            .put(reply)
                            .array());
        }
    }
}
