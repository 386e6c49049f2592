package dev.kerbside.security;

import dev.kerbside.config.Krb5Conf;
import dev.kerbside.folder.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kerby.kerberos.kerb.request.KrbIdentity;
import org.apache.kerby.kerberos.kerb.server.KdcConfigKey;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/** The kdc node: Apache Kerby with a database in memory. */
public final class KerbyMain {
    private KerbyMain() {}

    /** Serves the {@link KdcDatabase} in {@code args[0]}. */
    public static void main(String[] args) throws Exception {
        KdcDatabase database = Json.read(Path.of(args[0]), KdcDatabase.class);
        Path work = Files.createDirectories(Path.of(args[0]).resolveSibling("kerby"));
        SimpleKdcServer kdc = new SimpleKdcServer();
        kdc.setWorkDir(work.toFile());
        kdc.setKdcRealm(database.realm());
        kdc.setKdcHost(database.host());
        // The port is KdcAcceptor's, but Kerby refuses to have none.
        kdc.setAllowUdp(false);
        kdc.setAllowTcp(true);
        kdc.setKdcTcpPort(database.port());
        kdc.getKdcConfig().setString(KdcConfigKey.ENCRYPTION_TYPES, Krb5Conf.ENCRYPTION_TYPES);
        kdc.getKdcConfig().setLong(KdcConfigKey.MAXIMUM_TICKET_LIFETIME, KdcDatabase.TICKET_LIFE.toSeconds());
        kdc.getKdcConfig().setLong(KdcConfigKey.MAXIMUM_RENEWABLE_LIFETIME, KdcDatabase.RENEWABLE_LIFE.toSeconds());
        kdc.getKdcConfig().setBoolean(KdcConfigKey.PREAUTH_REQUIRED, true);
        kdc.setInnerKdcImpl(new KerbyServer(kdc.getKdcSetting(), database));
        kdc.init();
        for (Map.Entry<String, List<byte[]>> principal : database.keys().entrySet()) {
            String name = principal.getKey() + "@" + database.realm();
            if (!principal.getKey().equals(database.ticketGrantingName())) {
                kdc.createPrincipal(name);
            }
            KrbIdentity identity = kdc.getKadmin().getPrincipal(name);
            identity.addKeys(Keytabs.keys(principal.getValue()));
            kdc.getIdentityService().updateIdentity(identity);
        }
        kdc.start();
    }
}
