package dev.kerbside.security;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kerby.kerberos.kerb.KrbCodec;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.KrbMessage;
import org.apache.kerby.kerberos.kerb.type.base.NameType;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.apache.kerby.kerberos.kerb.type.kdc.AsReq;
import org.apache.kerby.kerberos.kerb.type.kdc.KdcOptions;
import org.apache.kerby.kerberos.kerb.type.kdc.KdcReqBody;
import org.apache.kerby.kerberos.kerb.type.pa.PaData;
import org.apache.kerby.kerberos.kerb.type.pa.PaDataEntry;

/** Requests to a KDC as no client sends them. */
final class RawRequest {
    private static final int LIMIT_MS = 30_000;

    private RawRequest() {}

    /** AS_REQ for a ticket-granting ticket, with these proofs of whoever asks. */
    static byte[] login(List<String> client, String realm, PaDataEntry... proofs) throws KrbException {
        KdcReqBody body = new KdcReqBody();
        body.setKdcOptions(new KdcOptions());
        body.setCname(new PrincipalName(client, NameType.NT_PRINCIPAL));
        body.setRealm(realm);
        body.setSname(new PrincipalName(List.of("krbtgt", realm), NameType.NT_SRV_INST));
        body.setTill(KerberosTime.now().extend(3_600_000));
        body.setNonce(42);
        body.setEtypes(List.of(EncryptionType.AES256_CTS_HMAC_SHA1_96, EncryptionType.AES128_CTS_HMAC_SHA1_96));
        AsReq request = new AsReq();
        request.setReqBody(body);
        if (proofs.length > 0) {
            PaData data = new PaData();
            for (PaDataEntry proof : proofs) {
                data.add(proof);
            }
            request.setPaData(data);
        }
        return KrbCodec.encode(request);
    }

    static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(LIMIT_MS);
        return socket;
    }

    /** The request after its length. */
    static byte[] framed(byte[] request) {
        return ByteBuffer.allocate(Integer.BYTES + request.length)
                .putInt(request.length)
                .put(request)
                .array();
    }

    /** The reply to these bytes. */
    static KrbMessage reply(int port, byte[] bytes) throws IOException {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(bytes);
            return reply(socket);
        }
    }

    static KrbMessage reply(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte[] reply = in.readNBytes(in.readInt());
        return KrbCodec.decodeMessage(ByteBuffer.wrap(reply));
    }

    /** Sends bytes of which nobody can know what they mean; returns when the KDC has answered or hung up. */
    static void nonsense(int port, byte[] bytes) throws IOException {
        try (Socket socket = connect(port)) {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (SocketException e) {
            // It hung up before all was sent, or read.
        }
    }

    /** As many containers in each other as there is room for in that many bytes. */
    static byte[] nested(int length) {
        return "0\200".repeat(length / 2).getBytes(StandardCharsets.ISO_8859_1);
    }
}
