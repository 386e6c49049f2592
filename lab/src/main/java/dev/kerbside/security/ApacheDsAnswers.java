package dev.kerbside.security;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.apache.directory.api.asn1.DecoderException;
import org.apache.directory.api.asn1.ber.Asn1Decoder;
import org.apache.directory.api.asn1.ber.tlv.TLVStateEnum;
import org.apache.directory.server.kerberos.KerberosConfig;
import org.apache.directory.server.kerberos.kdc.KdcContext;
import org.apache.directory.server.kerberos.kdc.authentication.AuthenticationContext;
import org.apache.directory.server.kerberos.kdc.authentication.AuthenticationService;
import org.apache.directory.server.kerberos.kdc.ticketgrant.TicketGrantingContext;
import org.apache.directory.server.kerberos.kdc.ticketgrant.TicketGrantingService;
import org.apache.directory.server.kerberos.shared.replay.ReplayCache;
import org.apache.directory.server.kerberos.shared.replay.ReplayCacheImpl;
import org.apache.directory.server.kerberos.shared.store.PrincipalStore;
import org.apache.directory.shared.kerberos.KerberosMessageType;
import org.apache.directory.shared.kerberos.KerberosTime;
import org.apache.directory.shared.kerberos.codec.KerberosEncoder;
import org.apache.directory.shared.kerberos.codec.KerberosMessageContainer;
import org.apache.directory.shared.kerberos.components.KdcRep;
import org.apache.directory.shared.kerberos.components.KdcReq;
import org.apache.directory.shared.kerberos.components.KdcReqBody;
import org.apache.directory.shared.kerberos.components.PrincipalName;
import org.apache.directory.shared.kerberos.exceptions.ErrorType;
import org.apache.directory.shared.kerberos.exceptions.KerberosException;
import org.apache.directory.shared.kerberos.messages.KerberosMessage;
import org.apache.directory.shared.kerberos.messages.KrbError;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;

/** What ApacheDS says to a request, with a line in the {@link KdcJournal} for each. */
final class ApacheDsAnswers implements KdcAcceptor.Answers {
    private final KerberosConfig config;
    private final PrincipalStore store;
    private final ReplayCache replays;

    ApacheDsAnswers(KerberosConfig config, PrincipalStore store) {
        this.config = config;
        this.store = store;
        this.replays = new ReplayCacheImpl(config.getAllowableClockSkew());
    }

    @Override
    public byte[] to(byte[] request, InetAddress client) throws IOException, DecoderException, KrbException {
        KdcReq asked = decoded(request);
        try {
            KdcRep reply = (KdcRep) reply(asked, client);
            byte[] bytes = KerberosEncoder.encode(reply, false).array();
            journal(asked, client, reply.getCName())
                    .issued(Instant.ofEpochMilli(
                            reply.getEncKdcRepPart().getEndTime().getTime()));
            return bytes;
        } catch (Exception e) {
            KrbError refusal = refusal(asked, e);
            journal(asked, client, asked.getKdcReqBody().getCName())
                    .refused(
                            KrbErrorCode.fromValue(refusal.getErrorCode().getValue())
                                    .name(),
                            refusal.getEText());
            return KerberosEncoder.encode(refusal, false).array();
        }
    }

    private static KdcReq decoded(byte[] request) throws DecoderException {
        KerberosMessageContainer container = new KerberosMessageContainer();
        container.setStream(ByteBuffer.wrap(request));
        container.setMaxPDUSize(KdcAcceptor.LONGEST_REQUEST);
        container.setGathering(true);
        Asn1Decoder.decode(container.getStream(), container);
        if (container.getState() == TLVStateEnum.PDU_DECODED && container.getMessage() instanceof KdcReq asked) {
            return asked;
        }
        throw new DecoderException("neither AS_REQ nor TGS_REQ");
    }

    private KerberosMessage reply(KdcReq asked, InetAddress client) throws Exception {
        if (asked.getMessageType() == KerberosMessageType.AS_REQ) {
            AuthenticationContext context = new AuthenticationContext();
            AuthenticationService.execute(with(context, asked, client));
            return context.getReply();
        }
        TicketGrantingContext context = new TicketGrantingContext();
        context.setReplayCache(replays);
        TicketGrantingService.execute(with(context, asked, client));
        return context.getReply();
    }

    private <C extends KdcContext> C with(C context, KdcReq asked, InetAddress client) {
        context.setConfig(config);
        context.setStore(store);
        context.setClientAddress(client);
        context.setRequest(asked);
        return context;
    }

    private KrbError refusal(KdcReq asked, Exception reason) throws KrbException {
        ErrorType type = reason instanceof KerberosException known
                ? ErrorType.getTypeByValue(known.getErrorCode())
                : ErrorType.KRB_ERR_GENERIC;
        KrbError error = new KrbError();
        error.setErrorCode(type);
        error.setEText(text(asked, type, reason));
        if (type.equals(ErrorType.KDC_ERR_PREAUTH_REQUIRED)) {
            error.setEData(proofs(asked.getKdcReqBody()));
        }
        error.setSName(new PrincipalName(config.getServicePrincipal()));
        error.setRealm(config.getPrimaryRealm());
        error.setSTime(new KerberosTime());
        error.setSusec(0);
        return error;
    }

    /** ApacheDS's own words lack the salt. */
    private byte[] proofs(KdcReqBody body) throws KrbException {
        List<EncryptionType> types = config.getEncryptionTypes().stream()
                .filter(body.getEType()::contains)
                .map(type -> EncryptionType.fromValue(type.getValue()))
                // The strongest first: clients take the first one, and ApacheDS tries no other.
                .sorted(Comparator.comparing(EncryptionType::getValue).reversed())
                .toList();
        return ProofMethods.encoded(
                types,
                new org.apache.kerby.kerberos.kerb.type.base.PrincipalName(named(body.getCName(), body.getRealm())));
    }

    private static String text(KdcReq asked, ErrorType type, Exception reason) {
        if (asked.getMessageType() == KerberosMessageType.AS_REQ && type.equals(ErrorType.KRB_AP_ERR_BAD_INTEGRITY)) {
            // What is sealed with the client's key: the proof. Kerby's word.
            return "PREAUTH_FAILED";
        }
        return reason instanceof KerberosException ? reason.getMessage() : "the request cannot be answered";
    }

    private static KdcJournal journal(KdcReq asked, InetAddress address, PrincipalName client) {
        KdcReqBody body = asked.getKdcReqBody();
        return new KdcJournal(
                asked.getMessageType().name(),
                address.getHostAddress(),
                named(client, body.getRealm()),
                named(body.getSName(), body.getRealm()));
    }

    private static String named(PrincipalName name, String realm) {
        return name == null ? null : name.getNameString() + "@" + realm;
    }
}
