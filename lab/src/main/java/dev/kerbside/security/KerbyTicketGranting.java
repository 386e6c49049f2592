package dev.kerbside.security;

import java.net.InetAddress;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.KdcContext;
import org.apache.kerby.kerberos.kerb.server.request.ServiceTicketIssuer;
import org.apache.kerby.kerberos.kerb.server.request.TgsRequest;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.KrbError;
import org.apache.kerby.kerberos.kerb.type.base.KrbMessage;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.apache.kerby.kerberos.kerb.type.kdc.KdcOption;
import org.apache.kerby.kerberos.kerb.type.kdc.TgsReq;
import org.apache.kerby.kerberos.kerb.type.ticket.EncTicketPart;
import org.apache.kerby.kerberos.kerb.type.ticket.Ticket;
import org.apache.kerby.kerberos.kerb.type.ticket.TicketFlag;
import org.apache.kerby.kerberos.kerb.type.ticket.TicketFlags;

/**
 * Kerby's ticket granting, held to two rules of RFC 4120, 3.3.3 that Kerby 2.1.1 does not know: no ticket ends after the
 * one that it is granted for, and the option RENEW gives the same ticket another life of the same length. Kerby itself
 * takes every end from the client, who names the end of the ticket that it has when it asks for a renewal.
 */
final class KerbyTicketGranting extends TgsRequest {
    private KerbyTicketGranting(TgsReq request, KdcContext context) {
        super(request, context);
    }

    /** The ticket, or the refusal. */
    static KrbMessage reply(TgsReq request, KdcContext context, InetAddress client) {
        KerbyTicketGranting granting = new KerbyTicketGranting(request, context);
        granting.setClientAddress(client);
        granting.isTcp(true);
        try {
            granting.process();
            granting.journal()
                    .issued(granting.getTicket()
                            .getEncPart()
                            .getEndTime()
                            .getValue()
                            .toInstant());
            return granting.getReply();
        } catch (KrbException e) {
            KrbError refusal = refusal(request, context, e);
            granting.journal().refused(refusal.getErrorCode().name(), refusal.getEtext());
            return refusal;
        }
    }

    /** Whose ticket is shown, as far as it could be read. */
    private KdcJournal journal() {
        Ticket shown = getTgtTicket();
        PrincipalName client = shown == null || shown.getEncPart() == null
                ? null
                : new PrincipalName(shown.getEncPart().getCname().getName());
        if (client != null) {
            client.setRealm(shown.getEncPart().getCrealm());
        }
        PrincipalName service = getKdcReq().getReqBody().getSname();
        service.setRealm(getKdcReq().getReqBody().getRealm());
        return new KdcJournal(
                "TGS_REQ",
                getClientAddress().getHostAddress(),
                client == null ? null : client.getName(),
                service.getName());
    }

    @Override
    protected void issueTicket() throws KrbException {
        EncTicketPart shown = getTgtTicket().getEncPart();
        boolean renew = getKdcReq().getReqBody().getKdcOptions().isFlagSet(KdcOption.RENEW);
        if (renew) {
            requireRenewable(shown);
        }
        Ticket ticket = new ServiceTicketIssuer(this) {
            @Override
            public EncTicketPart makeEncTicketPart() throws KrbException {
                EncTicketPart granted = super.makeEncTicketPart();
                granted.getFlags().clearFlag(TicketFlag.INITIAL);
                granted.setAuthTime(shown.getAuthTime());
                if (renew) {
                    extend(granted, shown);
                } else {
                    bound(granted, shown);
                }
                return granted;
            }
        }.issueTicket();
        setTicket(ticket);
    }

    private void requireRenewable(EncTicketPart shown) throws KrbException {
        if (!shown.getFlags().isFlagSet(TicketFlag.RENEWABLE) || shown.getRenewtill() == null) {
            throw new KrbException(KrbErrorCode.KDC_ERR_BADOPTION, "the ticket is not renewable");
        }
        String asked = getKdcReq().getReqBody().getSname().getName();
        if (!asked.equals(getTgtTicket().getSname().getName())) {
            throw new KrbException(KrbErrorCode.KDC_ERR_BADOPTION, "only the ticket that is shown can be renewed");
        }
        if (!KerberosTime.now().lessThan(shown.getRenewtill())) {
            throw new KrbException(KrbErrorCode.KRB_AP_ERR_TKT_EXPIRED, "the renewable life is over");
        }
    }

    private static void extend(EncTicketPart renewed, EncTicketPart old) {
        KerberosTime begin = old.getStartTime() == null ? old.getAuthTime() : old.getStartTime();
        KerberosTime now = KerberosTime.now();
        // A copy: the flags of a decoded ticket keep their bytes.
        renewed.setFlags(new TicketFlags(old.getFlags().getFlags()));
        renewed.getFlags().clearFlag(TicketFlag.INITIAL);
        renewed.setStartTime(now);
        renewed.setEndTime(earlier(now.extend(old.getEndTime().diff(begin)), old.getRenewtill()));
        renewed.setRenewtill(old.getRenewtill());
    }

    private static void bound(EncTicketPart granted, EncTicketPart shown) {
        granted.setStartTime(KerberosTime.now());
        granted.setEndTime(earlier(granted.getEndTime(), shown.getEndTime()));
        if (!shown.getFlags().isFlagSet(TicketFlag.RENEWABLE)) {
            granted.getFlags().clearFlag(TicketFlag.RENEWABLE);
            granted.setRenewtill(null);
        } else if (granted.getRenewtill() != null) {
            granted.setRenewtill(earlier(granted.getRenewtill(), shown.getRenewtill()));
        }
    }

    private static KerberosTime earlier(KerberosTime one, KerberosTime other) {
        return one.lessThan(other) ? one : other;
    }

    private static KrbError refusal(TgsReq request, KdcContext context, KrbException reason) {
        KrbErrorCode code = reason.getKrbErrorCode();
        KrbError error = new KrbError();
        error.setErrorCode(code == null ? KrbErrorCode.UNKNOWN_ERR : code);
        error.setEtext(reason.getMessage());
        error.setStime(KerberosTime.now());
        error.setSusec(0);
        error.setRealm(context.getKdcRealm());
        error.setSname(request.getReqBody().getSname());
        return error;
    }
}
