package dev.kerbside.lessons.security;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.config.Jaas;
import dev.kerbside.security.Kerberos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.commons.io.FileUtils;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.ccache.Credential;
import org.apache.kerby.kerberos.kerb.ccache.CredentialCache;
import org.awaitility.Awaitility;

/**
 * For its time, the logins of this JVM get tickets that end soon: a {@code krb5.conf} with {@code ticket_lifetime}. Its
 * folder is for caches and copies of keytabs, and goes with it.
 */
final class ShortTickets implements AutoCloseable {
    /** Long enough to use one on a busy machine, short enough to wait for its end. */
    static final Duration LIFE = Duration.ofSeconds(30);

    private final Endpoints lab;
    private final Path folder;

    ShortTickets(Endpoints lab) throws IOException {
        this.lab = lab;
        // Of mode 0700, as Java makes it.
        this.folder = Files.createTempDirectory("lesson-26-");
        Path krb5Conf = folder.resolve("krb5.conf");
        Files.writeString(
                krb5Conf,
                Files.readString(lab.krb5Conf())
                        .replace(
                                "[libdefaults]",
                                "[libdefaults]\n    ticket_lifetime = %ds".formatted(LIFE.toSeconds())));
        Kerberos.use(krb5Conf);
    }

    Path folder() {
        return folder;
    }

    /** A login of its own: Kafka's clients share one, and its ticket, if their configurations are equal. */
    String login(Principal principal, String name) throws IOException {
        return Jaas.keytab(principal, keytab(principal, name));
    }

    /** A copy of a keytab. */
    Path keytab(Principal principal, String name) throws IOException {
        return Files.copy(lab.keytab(principal), folder.resolve(name + ".keytab"));
    }

    /** A cache with a ticket that ends soon. */
    Path cache(String name) throws IOException, KrbException {
        Path cache = folder.resolve(name);
        Kerberos.kinit(lab.krb5Conf(), lab.user(), lab.keytab(), cache, LIFE);
        return cache;
    }

    static Credential ticket(Path cache) throws IOException {
        CredentialCache file = new CredentialCache();
        file.load(cache.toFile());
        return file.getCredentials().get(0);
    }

    static Instant end(Path cache) throws IOException {
        return Instant.ofEpochMilli(ticket(cache).getEndTime().getTime());
    }

    static void awaitPast(Instant end) {
        Duration left = Duration.between(Instant.now(), end);
        if (left.compareTo(LIFE.multipliedBy(2)) > 0) {
            throw LabException.checkFailed(
                    "The KDC gave a ticket until %s, though %d s were asked. Which KDC is it? This lesson wants one that grants what is asked."
                            .formatted(end, LIFE.toSeconds()));
        }
        Awaitility.await("the ticket has ended").atMost(LIFE.multipliedBy(3)).until(() -> Instant.now()
                .isAfter(end));
    }

    @Override
    public void close() throws IOException {
        Kerberos.use(lab);
        FileUtils.deleteDirectory(folder.toFile());
    }
}
