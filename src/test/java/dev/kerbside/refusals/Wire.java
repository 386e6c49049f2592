package dev.kerbside.refusals;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;

/**
 * One connection to a broker that speaks Kafka's protocol with no security of its own. Kafka's clients repeat what was
 * refused here until their time is up, and then know only that.
 */
final class Wire implements AutoCloseable {
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final int TIMEOUT_MS = 15_000;

    private final Socket socket;
    private int correlation;

    Wire(Socket socket) throws SocketException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MS);
    }

    /**
     * The broker's answer.
     *
     * @throws EOFException if it closes the connection instead
     * @throws NotKafkaException if it answers in another protocol
     */
    AbstractResponse ask(AbstractRequest.Builder<?> question) throws IOException {
        ApiKeys api = question.apiKey();
        short version = question.latestAllowedVersion();
        RequestHeader header = new RequestHeader(api, version, "refusals", ++correlation);
        ByteBuffer bytes = RequestUtils.serialize(
                header.data(), header.headerVersion(), question.build(version).data(), version);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(bytes.remaining());
        out.write(bytes.array(), bytes.position(), bytes.remaining());
        out.flush();
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int length = in.readInt();
        if (length < 0 || length > LONGEST_ANSWER) {
            throw new NotKafkaException(length);
        }
        return AbstractResponse.parseResponse(ByteBuffer.wrap(in.readNBytes(length)), header);
    }

    /** The first four bytes of the answer are no length: for example a TLS alert, which begins 15 03. */
    static final class NotKafkaException extends IOException {
        NotKafkaException(int firstBytes) {
            super("answer begins with %08x".formatted(firstBytes));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
