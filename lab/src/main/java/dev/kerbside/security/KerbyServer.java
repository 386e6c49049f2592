package dev.kerbside.security;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.apache.kerby.kerberos.kerb.KrbCodec;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.common.EncryptionUtil;
import org.apache.kerby.kerberos.kerb.server.KdcContext;
import org.apache.kerby.kerberos.kerb.server.KdcSetting;
import org.apache.kerby.kerberos.kerb.server.KdcUtil;
import org.apache.kerby.kerberos.kerb.server.impl.AbstractInternalKdcServer;
import org.apache.kerby.kerberos.kerb.server.impl.DefaultKdcHandler;
import org.apache.kerby.kerberos.kerb.server.preauth.PreauthHandler;
import org.apache.kerby.kerberos.kerb.transport.KdcNetwork;
import org.apache.kerby.kerberos.kerb.transport.KrbTransport;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptedData;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionKey;
import org.apache.kerby.kerberos.kerb.type.base.KeyUsage;
import org.apache.kerby.kerberos.kerb.type.base.KrbError;
import org.apache.kerby.kerberos.kerb.type.base.KrbMessage;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.apache.kerby.kerberos.kerb.type.kdc.AsRep;
import org.apache.kerby.kerberos.kerb.type.kdc.AsReq;
import org.apache.kerby.kerberos.kerb.type.kdc.KdcReqBody;
import org.apache.kerby.kerberos.kerb.type.kdc.TgsReq;
import org.apache.kerby.kerberos.kerb.type.ticket.EncTicketPart;

/** Kerby's server as Kerby 2.1.1 wires it, but that tickets are granted by {@link KerbyTicketGranting}. */
final class KerbyServer extends AbstractInternalKdcServer {
    KerbyServer(KdcSetting setting) {
        super(setting);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        KdcContext context = new KdcContext(getSetting());
        context.setIdentityService(getIdentityService());
        PreauthHandler preauthentication = new PreauthHandler();
        preauthentication.init();
        context.setPreauthHandler(preauthentication);
        Executor clients = Executors.newCachedThreadPool();
        KdcNetwork network = new KdcNetwork() {
            @Override
            protected void onNewTransport(KrbTransport transport) {
                clients.execute(new Handler(context, transport));
            }
        };
        network.init();
        network.listen(KdcUtil.getTransportPair(getSetting()));
        network.start();
    }

    /** One client's connection. */
    private static final class Handler extends DefaultKdcHandler {
        private final KdcContext context;

        Handler(KdcContext context, KrbTransport transport) {
            super(context, transport);
            this.context = context;
        }

        @Override
        public ByteBuffer handleMessage(ByteBuffer message, boolean tcp, InetAddress client) throws KrbException {
            KrbMessage asked = decoded(message.duplicate());
            if (asked instanceof TgsReq request
                    && context.getKdcRealm().equals(request.getReqBody().getRealm())) {
                return framed(KerbyTicketGranting.reply(request, context, client));
            }
            ByteBuffer reply = super.handleMessage(message, tcp, client);
            if (asked instanceof AsReq request) {
                write(request, decoded(reply.duplicate().position(Integer.BYTES).slice()), client);
            }
            return reply;
        }

        private void write(AsReq request, KrbMessage reply, InetAddress client) throws KrbException {
            KdcReqBody body = request.getReqBody();
            KdcJournal journal = new KdcJournal(
                    "AS_REQ",
                    client.getHostAddress(),
                    named(body.getCname(), body.getRealm()),
                    named(body.getSname(), body.getRealm()));
            if (reply instanceof KrbError refusal) {
                journal.refused(refusal.getErrorCode().name(), refusal.getEtext());
            } else if (reply instanceof AsRep granted) {
                journal.issued(end(granted).getValue().toInstant());
            }
        }

        private static String named(PrincipalName name, String realm) {
            if (name == null) {
                return null;
            }
            name.setRealm(realm);
            return name.getName();
        }

        /** The ticket is sealed with the KDC's own key. */
        private KerberosTime end(AsRep granted) throws KrbException {
            EncryptedData sealed = granted.getTicket().getEncryptedEncPart();
            String name = "krbtgt/" + context.getKdcRealm() + "@" + context.getKdcRealm();
            EncryptionKey key = context.getIdentityService().getIdentity(name).getKey(sealed.getEType());
            return EncryptionUtil.unseal(sealed, key, KeyUsage.KDC_REP_TICKET, EncTicketPart.class)
                    .getEndTime();
        }

        /** {@code null} if it is no Kerberos message: Kerby answers that too. */
        private static KrbMessage decoded(ByteBuffer message) {
            try {
                return KrbCodec.decodeMessage(message);
            } catch (IOException e) {
                return null;
            }
        }

        /** As RFC 4120 wants it over TCP: after its length. */
        private static ByteBuffer framed(KrbMessage reply) throws KrbException {
            byte[] bytes = KrbCodec.encode(reply);
            return ByteBuffer.allocate(Integer.BYTES + bytes.length)
                    .putInt(bytes.length)
                    .put(bytes)
                    .flip();
        }
    }
}
