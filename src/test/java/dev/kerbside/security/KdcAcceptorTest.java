package dev.kerbside.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.type.base.KrbError;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The port alone, in this JVM, with answers that say what they are asked. */
class KdcAcceptorTest {
    private static final KdcDatabase DATABASE = new KdcDatabase("REALM.TDP", "localhost", 0, Map.of(), Map.of(), "");

    private static final byte[] HELLO = {1, 2, 3};

    @Test
    void whoeverSendsAByteNowAndThenIsHungUpOnAllTheSame() throws Exception {
        int port = serve(Duration.ofMillis(1), (request, client) -> request);
        try (Socket slow = RawRequest.connect(port)) {
            slow.getOutputStream()
                    .write(ByteBuffer.allocate(Integer.BYTES).putInt(60_000).array());
            Awaitility.await("it is hung up on").until(() -> isRefused(slow));
        }
    }

    private static boolean isRefused(Socket socket) {
        try {
            socket.getOutputStream().write(0);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void whoeverDoesNotReadIsHungUpOn() throws Exception {
        byte[] endless = new byte[1 << 24];
        int port = serve(Duration.ofMillis(1), (request, client) -> endless);
        try (Socket deaf = RawRequest.connect(port)) {
            Awaitility.await("it is hung up on").until(() -> {
                try {
                    deaf.getOutputStream().write(RawRequest.framed(HELLO));
                    return false;
                } catch (SocketException e) {
                    return true;
                }
            });
        }
    }

    @Test
    void theOneThatHasWaitedLongestMakesRoomForANewcomer() throws Exception {
        int port = serve(KdcAcceptor.PATIENCE.multipliedBy(60), (request, client) -> request);
        Socket[] all = new Socket[KdcAcceptor.PLACES + 1];
        for (int i = 0; i < all.length; i++) {
            all[i] = RawRequest.connect(port);
        }
        assertThat(all[0].getInputStream().read()).as("hung up on").isEqualTo(-1);
        assertThat(echo(all[KdcAcceptor.PLACES])).isEqualTo(HELLO);
        assertThat(echo(all[1])).isEqualTo(HELLO);
        for (Socket socket : all) {
            socket.close();
        }
    }

    @Test
    void aConnectionMayHaveSeveralRequests() throws Exception {
        int port = serve(KdcAcceptor.PATIENCE, (request, client) -> request);
        try (Socket socket = RawRequest.connect(port)) {
            assertThat(echo(socket)).isEqualTo(HELLO);
            assertThat(echo(socket)).isEqualTo(HELLO);
        }
    }

    @Test
    void noErrorOfAnAnswerEndsTheNextOne() throws Exception {
        int port = serve(KdcAcceptor.PATIENCE, (request, client) -> {
            if (request.length == 0) {
                throw new StackOverflowError();
            }
            return request;
        });
        for (int i = 0; i < 2 * KdcAcceptor.PLACES; i++) {
            RawRequest.nonsense(port, RawRequest.framed(new byte[0]));
        }
        try (Socket socket = RawRequest.connect(port)) {
            assertThat(echo(socket)).isEqualTo(HELLO);
        }
    }

    @Test
    void aLengthThatCannotBeIsAnsweredAsTheStandardWants() throws Exception {
        int port = serve(KdcAcceptor.PATIENCE, (request, client) -> request);
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, KdcAcceptor.LONGEST_REQUEST + 1}) {
            KrbError refusal = (KrbError) RawRequest.reply(
                    port, ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            assertThat(refusal.getErrorCode()).isEqualTo(KrbErrorCode.FIELD_TOOLONG);
        }
    }

    private static int serve(Duration patience, KdcAcceptor.Answers answers) throws IOException {
        return KdcAcceptor.serve(DATABASE, patience, answers);
    }

    private static byte[] echo(Socket socket) throws IOException {
        socket.getOutputStream().write(RawRequest.framed(HELLO));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        return in.readNBytes(in.readInt());
    }
}
