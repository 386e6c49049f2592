package dev.kerbside.security;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import org.apache.kerby.kerberos.kerb.KrbCodec;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbErrorException;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.KdcContext;
import org.apache.kerby.kerberos.kerb.server.request.KdcRequest;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.KrbError;
import org.apache.kerby.kerberos.kerb.type.base.KrbMessage;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.apache.kerby.kerberos.kerb.type.kdc.AsReq;
import org.apache.kerby.kerberos.kerb.type.kdc.KdcReq;
import org.apache.kerby.kerberos.kerb.type.kdc.KdcReqBody;
import org.apache.kerby.kerberos.kerb.type.kdc.TgsReq;
import org.apache.kerby.kerberos.kerb.type.pa.PaData;
import org.apache.kerby.kerberos.kerb.type.pa.PaDataType;

/** What Kerby says to a request, with a line in the {@link KdcJournal} for each. */
final class KerbyAnswers implements KdcAcceptor.Answers {
    private final KdcContext context;

    KerbyAnswers(KdcContext context) {
        this.context = context;
    }

    @Override
    public byte[] to(byte[] request, InetAddress client) throws IOException, KrbException {
        KrbMessage asked = KrbCodec.decodeMessage(ByteBuffer.wrap(request));
        if (asked instanceof AsReq initial) {
            keepOnly(PaDataType.ENC_TIMESTAMP, initial);
            return reply(new KerbyAuthentication(initial, context), client);
        }
        if (asked instanceof TgsReq further) {
            keepOnly(PaDataType.TGS_REQ, further);
            return reply(new KerbyTicketGranting(further, context), client);
        }
        throw new IOException("a message of type " + asked.getMsgType());
    }

    /**
     * Kerby takes any other proof for one, also a kind that it does not know; and it would follow what a client says of
     * tokens, certificates and armour.
     */
    private static void keepOnly(PaDataType proof, KdcReq request) {
        PaData kept = new PaData();
        if (request.getPaData() != null) {
            request.getPaData().getElements().stream()
                    .filter(entry -> entry.getPaDataType() == proof)
                    .forEach(kept::add);
        }
        request.setPaData(kept);
    }

    private byte[] reply(KdcRequest request, InetAddress client) throws KrbException {
        request.setClientAddress(client);
        request.isTcp(true);
        try {
            if (!context.getKdcRealm().equals(request.getKdcReq().getReqBody().getRealm())) {
                throw new KrbException(KrbErrorCode.WRONG_REALM);
            }
            request.process();
            byte[] reply = KrbCodec.encode(request.getReply());
            journal(request)
                    .issued(request.getTicket()
                            .getEncPart()
                            .getEndTime()
                            .getValue()
                            .toInstant());
            return reply;
        } catch (KrbException | RuntimeException e) {
            KrbError refusal = refusal(request, e);
            journal(request).refused(refusal.getErrorCode().name(), refusal.getEtext());
            return KrbCodec.encode(refusal);
        }
    }

    private static KdcJournal journal(KdcRequest request) {
        KdcReqBody body = request.getKdcReq().getReqBody();
        boolean granting = request instanceof KerbyTicketGranting;
        return new KdcJournal(
                granting ? "TGS_REQ" : "AS_REQ",
                request.getClientAddress().getHostAddress(),
                granting ? ((KerbyTicketGranting) request).clientName() : named(body.getCname(), body.getRealm()),
                named(body.getSname(), body.getRealm()));
    }

    /** In full, or {@code null} if there is none. */
    static String named(PrincipalName name, String realm) {
        return name == null ? null : String.join("/", name.getNameStrings()) + "@" + realm;
    }

    private KrbError refusal(KdcRequest request, Exception reason) {
        KrbError error = new KrbError();
        error.setErrorCode(code(reason));
        if (reason instanceof KrbErrorException known) {
            error.setEdata(known.getKrbError().getEdata());
        }
        error.setEtext(text(request, error.getErrorCode(), reason));
        error.setStime(KerberosTime.now());
        error.setSusec(0);
        error.setRealm(context.getKdcRealm());
        PrincipalName service = request.getKdcReq().getReqBody().getSname();
        error.setSname(service == null ? request.getTgsPrincipal() : service);
        return error;
    }

    private static KrbErrorCode code(Exception reason) {
        if (reason instanceof KrbErrorException known) {
            return known.getKrbError().getErrorCode();
        }
        KrbErrorCode code = reason instanceof KrbException known ? known.getKrbErrorCode() : null;
        return code == null ? KrbErrorCode.KRB_ERR_GENERIC : code;
    }

    private static String text(KdcRequest request, KrbErrorCode code, Exception reason) {
        if (request instanceof KerbyAuthentication && code == KrbErrorCode.KRB_AP_ERR_BAD_INTEGRITY) {
            // What is sealed with the client's key: the proof.
            return "PREAUTH_FAILED";
        }
        return reason instanceof KrbException && !(reason instanceof KrbErrorException)
                ? reason.getMessage()
                : code.getMessage();
    }
}
