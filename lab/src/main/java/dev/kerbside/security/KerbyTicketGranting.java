package dev.kerbside.security;

import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.KdcContext;
import org.apache.kerby.kerberos.kerb.server.request.ServiceTicketIssuer;
import org.apache.kerby.kerberos.kerb.server.request.TgsRequest;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
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
    KerbyTicketGranting(TgsReq request, KdcContext context) {
        super(request, context);
    }

    /** Whose ticket is shown, in full; {@code null} as long as it could not be read. */
    String clientName() {
        Ticket shown = getTgtTicket();
        return shown == null || shown.getEncPart() == null
                ? null
                : KerbyAnswers.named(
                        shown.getEncPart().getCname(), shown.getEncPart().getCrealm());
    }

    /** Kerby grants nothing without a ticket either, but fails by accident. */
    @Override
    protected void preauth() throws KrbException {
        if (getKdcReq().getPaData().isEmpty()) {
            throw new KrbException(KrbErrorCode.KDC_ERR_PADATA_TYPE_NOSUPP);
        }
        super.preauth();
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
}
