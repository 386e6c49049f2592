package dev.kerbside.refusals;

import dev.kerbside.Kdc;
import dev.kerbside.Principal;
import dev.kerbside.substrate.RunningKdc;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A KDC that the lab's services know nothing of, with a tdp_user and the lab's services in its database. */
final class OtherKdc implements AutoCloseable {
    private final RunningKdc kdc;

    /** Starts it, and returns when it gives tdp_user a ticket. */
    OtherKdc(Path folder, String realm) throws IOException {
        kdc = new RunningKdc(
                Kdc.KERBY,
                folder,
                realm,
                List.of(
                        Principal.TDP_USER,
                        Principal.service("kafka", "localhost"),
                        Principal.service("nn", "localhost")));
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
