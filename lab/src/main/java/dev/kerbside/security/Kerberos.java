package dev.kerbside.security;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.kerberos.KerberosTicket;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.client.KrbOption;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;

/** This JVM's view of the lab's realm, and the ways to prove who you are. */
public final class Kerberos {
    private Kerberos() {}

    /**
     * Makes this JVM a member of the realm; Java's and Hadoop's Kerberos settings are process-wide.
     *
     * @throws LabException (usage) if Java cannot read it
     */
    public static void use(Path krb5Conf) {
        System.setProperty("java.security.krb5.conf", krb5Conf.toString());
        try {
            // Java reads krb5.conf once; there is no public way to say that it has changed.
            Class.forName("sun.security.krb5.Config").getMethod("refresh").invoke(null);
        } catch (InvocationTargetException e) {
            throw LabException.usage(
                    "Java cannot read %s: %s."
                            .formatted(
                                    krb5Conf,
                                    String.valueOf(e.getCause().getMessage()).replaceFirst("[.]$", "")),
                    e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(krb5Conf + " cannot be used: start this JVM with @lab/jvm.args", e);
        }
    }

    /** As {@link #use(Path)}, for Hadoop's clients too. */
    public static void use(Endpoints endpoints) {
        use(endpoints.krb5Conf());
        UserGroupInformation.setConfiguration(HadoopConfiguration.of(endpoints));
    }

    /**
     * A ticket of the lab's user into its credential cache: by keytab, as {@code kinit -kt} obtains it, or the person's own
     * where there is none. This JVM must be a member of the realm.
     *
     * @throws LoginException with Java's words, if the KDC does not grant one
     * @throws IOException if the person's own cannot be read
     */
    public static void authenticate(Endpoints lab) throws LoginException, IOException {
        if (lab.lentTicket() != null) {
            requireLent(lab);
        }
        Map<String, String> options = lab.lentTicket() == null
                ? Map.of(
                        "useKeyTab", "true",
                        "keyTab", lab.keytab().toString(),
                        "principal", lab.user().toString(),
                        "doNotPrompt", "true",
                        "refreshKrb5Config", "true")
                : Map.of(
                        "useTicketCache", "true",
                        "ticketCache", lab.lentTicket().toString(),
                        "principal", lab.user().toString(),
                        "doNotPrompt", "true",
                        "refreshKrb5Config", "true");
        LoginContext login = new LoginContext("lab", null, null, new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            "com.sun.security.auth.module.Krb5LoginModule",
                            AppConfigurationEntry.LoginModuleControlFlag.REQUIRED,
                            options)
                };
            }
        });
        login.login();
        TicketFile.write(ticketGranting(login.getSubject()), lab.ticketCache());
    }

    /** Java would ask for a password, and say that it has none. */
    private static void requireLent(Endpoints lab) throws IOException {
        Path file = lab.lentTicket();
        String kinit = "Obtain one: KRB5CCNAME=FILE:%s kinit %s".formatted(file, lab.user());
        if (!Files.isReadable(file)) {
            throw LabException.checkFailed("There is no ticket in %s any more. %s".formatted(file, kinit));
        }
        List<TicketFile.Ticket> tickets = TicketFile.read(file).stream()
                .filter(ticket -> ticket.server().startsWith("krbtgt/"))
                .toList();
        if (tickets.stream()
                .noneMatch(ticket -> ticket.client().equals(lab.user().toString()))) {
            throw LabException.checkFailed("The ticket in %s is of %s, and not of %s. %s"
                    .formatted(
                            file,
                            tickets.stream()
                                    .map(TicketFile.Ticket::client)
                                    .findFirst()
                                    .orElse("nobody"),
                            lab.user(),
                            kinit));
        }
        Instant end = tickets.stream()
                .map(TicketFile.Ticket::end)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        if (end.isBefore(Instant.now())) {
            throw LabException.checkFailed("The ticket in %s ended at %s. %s"
                    .formatted(file, end.atZone(ZoneId.systemDefault()).toLocalDateTime(), kinit));
        }
    }

    private static KerberosTicket ticketGranting(Subject subject) throws LoginException {
        return subject.getPrivateCredentials(KerberosTicket.class).stream()
                .filter(ticket -> ticket.getServer().getName().startsWith("krbtgt/"))
                .findFirst()
                .orElseThrow(() -> new LoginException("no ticket-granting ticket"));
    }

    /** {@code kinit -kt keytab principal}: a ticket into the credential cache, which only its owner can read. */
    public static void kinit(Path krb5Conf, Principal principal, Path keytab, Path cache)
            throws KrbException, IOException {
        KrbClient client = client(krb5Conf);
        store(client, client.requestTgt(principal.toString(), keytab.toFile()), cache);
    }

    /** As {@link #kinit(Path, Principal, Path, Path)}, {@code -l life}. */
    public static void kinit(Path krb5Conf, Principal principal, Path keytab, Path cache, Duration life)
            throws KrbException, IOException {
        KOptions options = new KOptions();
        options.add(KrbOption.CLIENT_PRINCIPAL, principal.toString());
        options.add(KrbOption.USE_KEYTAB, true);
        options.add(KrbOption.KEYTAB_FILE, keytab.toFile());
        options.add(KrbOption.LIFE_TIME, (int) life.toSeconds());
        KrbClient client = client(krb5Conf);
        store(client, client.requestTgt(options), cache);
    }

    /** {@code kinit principal}, with its password. */
    public static void kinit(Path krb5Conf, Principal principal, String password, Path cache)
            throws KrbException, IOException {
        KrbClient client = client(krb5Conf);
        store(client, client.requestTgt(principal.toString(), password), cache);
    }

    private static KrbClient client(Path krb5Conf) throws KrbException {
        KrbClient client = new KrbClient(krb5Conf.getParent().toFile());
        client.init();
        return client;
    }

    private static void store(KrbClient client, TgtTicket ticket, Path cache) throws KrbException, IOException {
        Files.deleteIfExists(cache);
        Files.createFile(cache, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        client.storeTicket(ticket, cache.toFile());
    }

    /** Hadoop's identity from a keytab; leaves the JVM's own login alone. */
    public static UserGroupInformation login(Endpoints endpoints, Principal principal) throws IOException {
        return UserGroupInformation.loginUserFromKeytabAndReturnUGI(
                principal.toString(), endpoints.keytab(principal).toString());
    }

    /** Hadoop's identity from the user's ticket cache. */
    public static UserGroupInformation ticketHolder(Endpoints endpoints) throws IOException {
        return UserGroupInformation.getUGIFromTicketCache(
                endpoints.ticketCache().toString(), endpoints.user().toString());
    }
}
