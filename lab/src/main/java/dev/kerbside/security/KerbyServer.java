package dev.kerbside.security;

import org.apache.kerby.kerberos.kerb.server.KdcContext;
import org.apache.kerby.kerberos.kerb.server.KdcSetting;
import org.apache.kerby.kerberos.kerb.server.impl.AbstractInternalKdcServer;
import org.apache.kerby.kerberos.kerb.server.preauth.PreauthHandler;

/** Kerby's server with an acceptor and answers of our own: {@link KdcAcceptor}, {@link KerbyAnswers}. */
final class KerbyServer extends AbstractInternalKdcServer {
    private final KdcDatabase database;

    KerbyServer(KdcSetting setting, KdcDatabase database) {
        super(setting);
        this.database = database;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        KdcContext context = new KdcContext(getSetting());
        context.setIdentityService(getIdentityService());
        PreauthHandler preauthentication = new PreauthHandler();
        preauthentication.init();
        context.setPreauthHandler(preauthentication);
        KdcAcceptor.serve(database, new KerbyAnswers(context));
    }
}
