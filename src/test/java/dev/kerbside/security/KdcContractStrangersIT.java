package dev.kerbside.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Principal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbCodec;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.common.EncryptionUtil;
import org.apache.kerby.kerberos.kerb.crypto.EncryptionHandler;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.EtypeInfo2;
import org.apache.kerby.kerberos.kerb.type.base.EtypeInfo2Entry;
import org.apache.kerby.kerberos.kerb.type.base.KeyUsage;
import org.apache.kerby.kerberos.kerb.type.base.KrbError;
import org.apache.kerby.kerberos.kerb.type.base.KrbMessage;
import org.apache.kerby.kerberos.kerb.type.base.MethodData;
import org.apache.kerby.kerberos.kerb.type.pa.PaDataEntry;
import org.apache.kerby.kerberos.kerb.type.pa.PaDataType;
import org.apache.kerby.kerberos.kerb.type.pa.PaEncTsEnc;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every KDC does with strangers: nobody gets anything without a key, and nobody keeps the others away. */
class KdcContractStrangersIT extends KdcContract {
    private static final int MANY = 1_000;

    private static final PaDataEntry ENC_PA_REP = new PaDataEntry(PaDataType.ENCPADATA_REQ_ENC_PA_REP, new byte[0]);

    @Test
    void nobodyGetsATicketWithoutTheProofOfAKey() throws Exception {
        List<List<String>> clients = List.of(
                List.of("tdp_user"),
                List.of("kafka", "localhost"),
                List.of("krbtgt", running.realm()),
                List.of("kadmin", running.realm()),
                List.of("kadmin", "admin"),
                List.of("kadmin", "changepw"),
                List.of("WELLKNOWN", "ANONYMOUS"));
        // Those that a KDC may not have.
        Set<String> perhaps = Set.of("kadmin", "WELLKNOWN");
        for (List<String> client : clients) {
            for (PaDataEntry[] proofs : noProofs()) {
                KrbMessage reply = ask(client, proofs);
                assertThat(reply).as("to %s", client).isInstanceOf(KrbError.class);
                KrbErrorCode code = ((KrbError) reply).getErrorCode();
                if (perhaps.contains(client.get(0)) && code == KrbErrorCode.KDC_ERR_C_PRINCIPAL_UNKNOWN) {
                    continue;
                }
                assertThat(code).as("to %s", client).isEqualTo(KrbErrorCode.KDC_ERR_PREAUTH_REQUIRED);
            }
        }
    }

    /** None at all, what MIT's client sends at first, and a cookie, a certificate and a wish that prove nothing. */
    private static List<PaDataEntry[]> noProofs() {
        byte[] nothing = {0x30, 0};
        return List.of(
                new PaDataEntry[0],
                new PaDataEntry[] {ENC_PA_REP},
                new PaDataEntry[] {ENC_PA_REP, new PaDataEntry(PaDataType.FX_COOKIE, nothing)},
                new PaDataEntry[] {new PaDataEntry(PaDataType.PK_AS_REQ, nothing)},
                new PaDataEntry[] {new PaDataEntry(PaDataType.PAC_REQUEST, nothing)});
    }

    @Test
    void whoIsRefusedForWantOfAProofIsToldWhichOneAndTheSaltOfItsKey() throws Exception {
        KrbError refusal = (KrbError) ask(List.of("tdp_user"), ENC_PA_REP);
        MethodData methods = KrbCodec.decode(refusal.getEdata(), MethodData.class);
        assertThat(methods.getElements()).extracting(PaDataEntry::getPaDataType).contains(PaDataType.ENC_TIMESTAMP);
        EtypeInfo2 keys = KrbCodec.decode(
                methods.getElements().stream()
                        .filter(method -> method.getPaDataType() == PaDataType.ETYPE_INFO2)
                        .findFirst()
                        .orElseThrow()
                        .getPaDataValue(),
                EtypeInfo2.class);
        EtypeInfo2Entry first = keys.getElements().get(0);
        assertThat(first.getEtype()).isEqualTo(EncryptionType.AES256_CTS_HMAC_SHA1_96);
        assertThat(first.getSalt()).isEqualTo(running.realm() + "tdp_user");
    }

    @Test
    void aWrongPasswordIsInTheLogAsSuchAndAsNothingElse() throws Exception {
        int before = running.log().size();
        String name = running.name(Principal.OTHER_USER);
        KOptions wrong = withPassword(name, running.password(Principal.OTHER_USER) + "x");
        assertThatExceptionOfType(KrbException.class).isThrownBy(() -> client().requestTgt(wrong));
        awaitLog(before, line -> line.contains(name) && line.contains("PREAUTH_FAILED"));
        // As MIT's client sends it.
        PaEncTsEnc now = new PaEncTsEnc();
        now.setPaTimestamp(KerberosTime.now());
        PaDataEntry guess = new PaDataEntry(
                PaDataType.ENC_TIMESTAMP,
                KrbCodec.encode(EncryptionUtil.seal(
                        now,
                        EncryptionHandler.random2Key(EncryptionType.AES256_CTS_HMAC_SHA1_96),
                        KeyUsage.AS_REQ_PA_ENC_TS)));
        before = running.log().size();
        assertThat(ask(List.of("other_user"), ENC_PA_REP, guess)).isInstanceOf(KrbError.class);
        awaitLog(before, line -> line.contains(name) && line.contains("PREAUTH_FAILED"));

        assertThat(running.log()).noneMatch(line -> line.contains("ISSUE") && line.contains(name));
    }

    @Test
    void aNameThatIsNoneStaysOnOneLineOfTheLogInLettersThatDoNothing() throws Exception {
        int before = running.log().size();
        String forged = "nobody\n2026-01-01 AS_REQ 127.0.0.1: ISSUE: tdp_user for krbtgt\u001b[31m, until";
        try {
            ask(List.of(forged));
        } catch (IOException e) {
            // ApacheDS does not even take it for a name.
        }
        ask(List.of("nobody-after"));
        awaitLog(before, line -> line.contains("nobody-after"));
        List<String> lines = running.log();
        assertThat(lines.subList(before, lines.size()))
                .noneMatch(line -> line.startsWith("2026-01-01"))
                .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
    }

    @Test
    void aThousandIdleConnectionsKeepNobodyAway() throws Exception {
        crowd(new byte[0]);
    }

    /** Each says that it will send as much as a KDC takes, and sends a byte now and then. */
    @Test
    void aThousandSlowConnectionsKeepNobodyAway() throws Exception {
        crowd(ByteBuffer.allocate(5).putInt(KdcAcceptor.LONGEST_REQUEST).array());
    }

    private void crowd(byte[] first) throws Exception {
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                Socket socket = new Socket();
                crowd.add(socket);
                connect(socket);
                send(socket, first);
            }
            for (int i = 0; i < 3; i++) {
                login(Principal.TDP_USER);
                if (first.length > 0) {
                    crowd.forEach(socket -> send(socket, new byte[1]));
                }
            }
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
        login(Principal.TDP_USER);
    }

    /** Without patience: MIT's KDC has five waiting at most, and who is not let in at once harms nobody. */
    private static void connect(Socket socket) throws IOException {
        try {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), running.port()), 50);
        } catch (SocketTimeoutException e) {
            socket.close();
        }
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            // It has made room for others.
        }
    }

    @Test
    void whatIsNoRequestHarmsNobody() throws Exception {
        for (int i = 0; i < 5; i++) {
            for (int length : new int[] {Integer.MAX_VALUE, -1, Integer.MIN_VALUE, 10_000_000, 0, 1}) {
                RawRequest.nonsense(
                        running.port(), ByteBuffer.allocate(5).putInt(length).array());
            }
            RawRequest.nonsense(running.port(), new byte[10_240]);
            RawRequest.nonsense(running.port(), RawRequest.framed(new byte[60_000]));
            RawRequest.nonsense(running.port(), RawRequest.framed(RawRequest.nested(60_000)));
        }
        login(Principal.TDP_USER);
    }

    /** Each asks again and again, and does not read. */
    @Test
    void whoeverDoesNotReadTheRepliesKeepsNobodyAway() throws Exception {
        byte[] request = RawRequest.framed(RawRequest.login(List.of("tdp_user"), running.realm()));
        List<Socket> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = RawRequest.connect(running.port());
                crowd.add(socket);
                for (int j = 0; j < 50; j++) {
                    send(socket, request);
                }
            }
            login(Principal.TDP_USER);
        } finally {
            for (Socket socket : crowd) {
                socket.close();
            }
        }
    }

    private static KrbMessage ask(List<String> client, PaDataEntry... proofs) throws IOException, KrbException {
        try {
            return RawRequest.reply(
                    running.port(), RawRequest.framed(RawRequest.login(client, running.realm(), proofs)));
        } catch (SocketException e) {
            throw new IOException(e);
        }
    }

    private static void awaitLog(int before, Predicate<String> line) {
        Awaitility.await("a line of the log")
                .until(() -> running.log().stream().skip(before).anyMatch(line));
    }
}
