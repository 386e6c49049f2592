package dev.kerbside.explain;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.client.KrbOption;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/** A ticket of tdp_user for some seconds, one for all tests. */
final class ShortTicket {
    static final String LENIENT = "Not run: this KDC (MIT's) takes a ticket for five minutes after its end.";

    private static final Duration LIFE = Duration.ofSeconds(5);

    private static TgtTicket ticket;

    private ShortTicket() {}

    static KrbClient client(Endpoints lab) throws KrbException {
        KrbClient client = new KrbClient(lab.krb5Conf().getParent().toFile());
        client.init();
        return client;
    }

    /** A cache with the ticket, when its time is over. */
    static Path expired(Endpoints lab, Path folder) throws KrbException, IOException {
        Path cache = folder.resolve("krb5cc_short");
        if (ticket == null) {
            ticket = granted(lab);
        }
        client(lab).storeTicket(ticket, cache.toFile());
        Instant end =
                Instant.ofEpochMilli(ticket.getEncKdcRepPart().getEndTime().getTime());
        Awaitility.await("the ticket has expired").atMost(LIFE.multipliedBy(10)).until(() -> Instant.now()
                .isAfter(end));
        return cache;
    }

    private static TgtTicket granted(Endpoints lab) throws KrbException {
        KOptions options = new KOptions();
        options.add(KrbOption.CLIENT_PRINCIPAL, Principal.TDP_USER.toString());
        options.add(KrbOption.USE_KEYTAB, true);
        options.add(KrbOption.KEYTAB_FILE, lab.keytab(Principal.TDP_USER).toFile());
        options.add(KrbOption.LIFE_TIME, (int) LIFE.toSeconds());
        try {
            return client(lab).requestTgt(options);
        } catch (KrbException e) {
            // ApacheDS has a shortest life of some minutes.
            Assumptions.abort("Not run: this KDC gives no ticket for " + LIFE + " (" + e.getMessage() + ").");
            throw e;
        }
    }
}
