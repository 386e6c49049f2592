package dev.kerbside.security;

import dev.kerbside.Json;
import dev.kerbside.config.Krb5Conf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.kerby.kerberos.kerb.server.KdcConfigKey;
import org.apache.kerby.kerberos.kerb.server.SimpleKdcServer;

/** The kdc node: Apache Kerby with an in-memory database. Writes a keytab a principal, then serves by TCP. */
public final class KdcMain {
    private KdcMain() {}

    /**
     * The KDC's database, kdc.json.
     *
     * @param keytabs folder for the keytabs, mode 0700
     * @param principals name without realm → keytab file name
     * @param passwords name without realm → password, for those who may log in with one; random keys for the others
     */
    public record Database(
            String realm,
            String host,
            int port,
            Path keytabs,
            Map<String, String> principals,
            Map<String, String> passwords) {}

    public static void main(String[] args) throws Exception {
        Database database = Json.read(Path.of(args[0]), Database.class);
        Path work = Files.createDirectories(Path.of(args[0]).resolveSibling("kerby"));
        SimpleKdcServer kdc = new SimpleKdcServer();
        kdc.setWorkDir(work.toFile());
        kdc.setKdcRealm(database.realm());
        kdc.setKdcHost(database.host());
        kdc.setAllowUdp(false);
        kdc.setAllowTcp(true);
        kdc.setKdcTcpPort(database.port());
        kdc.getKdcConfig().setString(KdcConfigKey.ENCRYPTION_TYPES, Krb5Conf.ENCRYPTION_TYPES);
        kdc.init();
        for (var principal : database.principals().entrySet()) {
            String name = principal.getKey() + "@" + database.realm();
            String password = database.passwords().get(principal.getKey());
            if (password == null) {
                kdc.createPrincipal(name);
            } else {
                kdc.createPrincipal(name, password);
            }
            Path keytab = database.keytabs().resolve(principal.getValue());
            kdc.exportPrincipal(name, keytab.toFile());
            Files.setPosixFilePermissions(keytab, PosixFilePermissions.fromString("rw-------"));
        }
        kdc.start();
    }
}
