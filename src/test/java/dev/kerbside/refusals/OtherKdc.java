package dev.kerbside.refusals;

import dev.kerbside.Kdc;
import dev.kerbside.Principal;
import dev.kerbside.substrate.RunningKdc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A KDC that the lab's services know nothing of, with a tdp_user and the lab's services in its database. */
final class OtherKdc implements AutoCloseable {
    private final RunningKdc kdc;

    /**
     * Starts it, and returns when it gives tdp_user a ticket.
     *
     * @param services names of the lab's services, without realm
     */
    OtherKdc(Path folder, String realm, List<String> services) throws IOException {
        kdc = new RunningKdc(
                Kdc.KERBY,
                folder,
                realm,
                Stream.concat(Stream.of(Principal.TDP_USER), services.stream().map(OtherKdc::service))
                        .toList());
    }

    private static Principal service(String name) {
        String[] parts = name.split("/");
        return Principal.service(parts[0], parts[1]);
    }

    Path krb5Conf() {
        return kdc.krb5Conf();
    }

    Path keytab() {
        return kdc.keytab(Principal.TDP_USER);
    }

    @Override
    public void close() {
        kdc.close();
    }
}
