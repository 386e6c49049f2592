package dev.kerbside.lessons;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * A broker of {@link StubTopics}, for those who read them with Kafka's own clients: it knows as much of the protocol as
 * a consumer without a group needs, and a client that asks for a topic's replicas.
 */
final class StubBroker implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final StubTopics topics = new StubTopics(socket.getInetAddress().getHostAddress(), socket.getLocalPort());
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    StubBroker() throws IOException {
        begin(() -> {
            while (true) {
                Socket client = socket.accept();
                clients.add(client);
                begin(() -> answer(client));
            }
        });
    }

    String address() {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    StubTopics topics() {
        return topics;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void begin(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // One of the two has closed the connection.
                    }
                },
                "stub-broker");
        thread.setDaemon(true);
        thread.start();
    }

    private void answer(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
        while (true) {
            ByteBuffer request = ByteBuffer.wrap(in.readNBytes(in.readInt()));
            RequestHeader asked = RequestHeader.parse(request);
            ApiMessage question = AbstractRequest.parseRequest(asked.apiKey(), asked.apiVersion(), request)
                    .request
                    .data();
            ResponseHeader header = asked.toResponseHeader();
            ByteBuffer bytes = RequestUtils.serialize(
                    header.data(), header.headerVersion(), topics.answer(asked.apiKey(), question), asked.apiVersion());
            out.writeInt(bytes.remaining());
            out.write(bytes.array(), bytes.position(), bytes.remaining());
            out.flush();
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket client : clients) {
            client.close();
        }
    }
}
