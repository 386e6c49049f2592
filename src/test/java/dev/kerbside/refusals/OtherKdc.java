package dev.kerbside.refusals;

import dev.kerbside.ForkedJvm;
import dev.kerbside.Json;
import dev.kerbside.config.Address;
import dev.kerbside.config.Krb5Conf;
import dev.kerbside.security.KdcMain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.awaitility.Awaitility;

/** A KDC that the lab's services know nothing of, with a tdp_user and the lab's services in its database. */
final class OtherKdc implements AutoCloseable {
    private final Path folder;
    private final String realm;
    private final ForkedJvm process;

    /** Starts it, and returns when it gives tdp_user a ticket. */
    OtherKdc(Path folder, String realm) throws IOException {
        this.folder = folder;
        this.realm = realm;
        int port = freePort();
        Files.writeString(krb5Conf(), Krb5Conf.text(realm, new Address("localhost", port)));
        Path database = folder.resolve("kdc.json");
        Map<String, String> principals =
                Map.of("tdp_user", "tdp_user.keytab", "kafka/localhost", "kafka.keytab", "nn/localhost", "nn.keytab");
        Json.write(database, new KdcMain.Database(realm, "localhost", port, folder, principals, Map.of()));
        this.process = Fork.start(
                KdcMain.class, krb5Conf(), folder, List.of(database.toString()), folder.resolve("output.txt"));
        Awaitility.await("the KDC of " + realm + " gives a ticket")
                .atMost(Duration.ofSeconds(60))
                .failFast(() -> !process.isAlive())
                .ignoreExceptions()
                .until((Callable<Boolean>) this::givesATicket);
    }

    private boolean givesATicket() throws Exception {
        KrbClient client = new KrbClient(folder.toFile());
        client.init();
        return client.requestTgt(tdpUser(), keytab().toFile()) != null;
    }

    Path krb5Conf() {
        return folder.resolve("krb5.conf");
    }

    Path keytab() {
        return folder.resolve("tdp_user.keytab");
    }

    String tdpUser() {
        return "tdp_user@" + realm;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
