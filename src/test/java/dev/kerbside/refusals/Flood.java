package dev.kerbside.refusals;

import dev.kerbside.substrate.Parallel;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** What a neighbour without a login sends to a port: texts that claim more than they hold, and many of them at once. */
public final class Flood {
    private static final int TIMEOUT_MS = 3_000;

    /** More than a server has places for. */
    private static final int MANY = 200;

    private static final int HELD = 20;
    private static final int HELD_OVER_TLS = 8;

    /** The head of a connection of Hadoop's RPC, with SASL. */
    private static final byte[] RPC = {'h', 'r', 'p', 'c', 9, 0, (byte) 0xdf};

    /** What Hadoop's RPC takes, and keeps until it is complete. */
    private static final int KEPT = 524_288;

    private final int port;

    public Flood(int port) {
        this.port = port;
    }

    /** What is said: name → bytes. */
    private static Map<String, byte[]> texts() throws IOException {
        Map<String, byte[]> texts = new LinkedHashMap<>();
        for (int length : new int[] {(1 << 27) - 1, Integer.MAX_VALUE, KEPT}) {
            texts.put("Hadoop's RPC, %,d bytes".formatted(length), claim(RPC, length));
        }
        for (int length : new int[] {Integer.MAX_VALUE, 100_000_000, 65_536, -1}) {
            texts.put("Kafka's or a KDC's request, %,d bytes".formatted(length), claim(new byte[0], length));
        }
        // The magic number of SASL, and the length of what follows as protobuf writes it: 2^31 - 1.
        texts.put(
                "Hadoop's data transfer",
                claim(new byte[] {(byte) 0xde, (byte) 0xad, (byte) 0xbe, (byte) 0xef}, 0xffffffff));
        texts.put(
                "HTTP, a header of 1 MB",
                ("GET /jmx HTTP/1.1\r\nX: " + "x".repeat(1_000_000)).getBytes(StandardCharsets.US_ASCII));
        texts.put(
                "HTTP, a body of 2^62 bytes",
                "PUT /webhdfs/v1/x?op=CREATE HTTP/1.1\r\nHost: x\r\nContent-Length: 4611686018427387904\r\n\r\nx"
                        .getBytes(StandardCharsets.US_ASCII));
        texts.put("a TLS record of 65,535 bytes", new byte[] {22, 3, 1, (byte) 0xff, (byte) 0xff, 1, 0, 0});
        byte[] noise = new byte[65_536];
        new Random(17).nextBytes(noise);
        texts.put("noise", noise);
        texts.put("nothing", new byte[0]);
        return texts;
    }

    private static byte[] claim(byte[] header, int length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(header);
        out.writeInt(length);
        out.write(new byte[1000]);
        return bytes.toByteArray();
    }

    /** Says each on some connections, all held at the same time; then leaves. */
    public void sayEach() throws IOException {
        for (byte[] text : texts().values()) {
            hold(text, HELD, this::connect);
        }
        hold(claim(RPC, KEPT), MANY, this::connect);
        hold(new byte[0], MANY, this::connect);
    }

    /** The same after a handshake. */
    public void sayEachOverTls(SSLContext tls) throws IOException {
        for (byte[] text : texts().values()) {
            hold(text, HELD_OVER_TLS, () -> secure(tls));
        }
    }

    /** Whether it speaks TLS: what listens for something else does not answer a handshake. */
    public boolean speaksTls(SSLContext tls) {
        try (Socket socket = secure(tls)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private interface Connection {
        Socket open() throws IOException;
    }

    /** All at once: one after the other, each would wait until a full port has room. */
    private static void hold(byte[] text, int count, Connection connection) throws IOException {
        Queue<Socket> held = new ConcurrentLinkedQueue<>();
        try {
            Parallel.run(Collections.nCopies(count, () -> {
                try {
                    Socket socket = connection.open();
                    held.add(socket);
                    socket.getOutputStream().write(text);
                } catch (IOException refused) {
                    // Of its end we have nothing to say: what counts is that others are served afterwards.
                }
            }));
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        return socket;
    }

    private Socket secure(SSLContext tls) throws IOException {
        Socket plain = connect();
        try {
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "localhost", port, true);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }
}
