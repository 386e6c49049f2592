package dev.kerbside.substrate;

import dev.kerbside.Kdc;
import dev.kerbside.Principal;
import dev.kerbside.config.Address;
import dev.kerbside.config.Krb5Conf;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.security.KdcDatabase;
import dev.kerbside.security.Keytabs;
import dev.kerbside.substrate.embedded.Loopback;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.type.ticket.SgtTicket;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;
import org.awaitility.Awaitility;

/** A KDC alone, as the lab starts it: the same node, a process of its own on loopback. */
public final class RunningKdc implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path folder;
    private final int port;
    private final String realm;
    private final Map<String, String> passwords = new HashMap<>();
    private final Loopback.Fork process;

    /**
     * Starts it, and returns when it gives the first of the principals a ticket.
     *
     * @param folder an empty folder for all its files
     * @throws dev.kerbside.LabException if it is not installed
     */
    public RunningKdc(Kdc kdc, Path folder, String realm, List<Principal> principals) throws IOException {
        requireInstalled(kdc);
        this.folder = folder;
        this.realm = realm;
        Address address = new Address("localhost", freePort());
        this.port = address.port();
        Files.writeString(krb5Conf(), Krb5Conf.text(realm, address));
        Files.createDirectories(keytab(principals.get(0)).getParent());
        Passwords secrets = new Passwords();
        Map<String, List<byte[]>> keys = new HashMap<>();
        for (Principal principal : principals) {
            String name = principal.name();
            passwords.put(name, secrets.next());
            keys.put(name, Keytabs.keys(name(principal), passwords.get(name)));
            Keytabs.write(keytab(principal), name(principal), keys.get(name));
        }
        String own = KdcDatabase.ticketGrantingName(realm);
        String ticketGranting = secrets.next();
        keys.put(own, Keytabs.keys(own + "@" + realm, ticketGranting));
        KdcDatabase database = new KdcDatabase(realm, address.host(), address.port(), passwords, keys, ticketGranting);
        Node node = KdcNode.of(kdc, database, address.host(), address, folder);
        this.process = Loopback.fork(node, folder);
        try {
            new ReadinessWait(node, process, FolderPlan.LOG.in(folder, node.name()), () -> {})
                    .awaitUse(() -> client().requestTgt(
                                    name(principals.get(0)),
                                    keytab(principals.get(0)).toFile()));
        } catch (RuntimeException e) {
            process.jvm().close();
            throw e;
        }
    }

    /** Looks for what the node needs on this machine. */
    public static void requireInstalled(Kdc kdc) {
        KdcNode.requireInstalled(kdc);
    }

    public Path krb5Conf() {
        return folder.resolve("krb5.conf");
    }

    public Path keytab(Principal principal) {
        return folder.resolve("keytabs").resolve(principal.keytabName());
    }

    public String password(Principal principal) {
        return passwords.get(principal.name());
    }

    /** Its full name in this KDC's realm. */
    public String name(Principal principal) {
        return principal.name() + "@" + realm;
    }

    public String realm() {
        return realm;
    }

    public int port() {
        return port;
    }

    /** What it has written so far. */
    public List<String> log() throws IOException {
        return Files.readAllLines(folder.resolve("logs").resolve(KdcNode.NAME + ".log"));
    }

    /** A client of this KDC, in this JVM, whose own Kerberos settings stay as they are. */
    public KrbClient client() throws KrbException {
        KrbClient client = new KrbClient(folder.toFile());
        client.init();
        return client;
    }

    /** A ticket for a service, asked by Kerby's client. */
    public SgtTicket serviceTicket(TgtTicket ticket, Principal service) {
        return Awaitility.await("a ticket for " + service.name())
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsMatching(RunningKdc::isReplay)
                .until(() -> client().requestSgt(ticket, name(service)), granted -> true);
    }

    /** Kerby's client counts in whole seconds: to a careful KDC its second request in one is a replay. */
    public static boolean isReplay(Throwable refusal) {
        return refusal instanceof KrbException e && e.getKrbErrorCode() == KrbErrorCode.KRB_AP_ERR_REPEAT;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.jvm().close();
    }
}
