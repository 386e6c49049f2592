package dev.kerbside.explain;

import static dev.kerbside.explain.Provoked.assertExplained;
import static dev.kerbside.explain.Provoked.hdfs;
import static dev.kerbside.explain.Provoked.hdfsConf;
import static dev.kerbside.explain.Provoked.kafka;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.config.Jaas;
import dev.kerbside.security.KafkaLogin;
import dev.kerbside.security.Kerberos;
import dev.kerbside.security.Keytabs;
import dev.kerbside.testkit.RunningLab;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.Properties;
import org.apache.hadoop.security.SaslRpcServer.AuthMethod;
import org.apache.hadoop.security.UserGroupInformation;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSException;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.Oid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Why Java's clients get no ticket, each provoked with Kafka's or HDFS's own client. */
@ExtendWith(RunningLab.class)
class KerberosFailuresIT {
    private static final String KERBEROS = "1.2.840.113554.1.2.2";
    private static final String KERBEROS_NAME = "1.2.840.113554.1.2.2.1";

    @TempDir
    private Path folder;

    private Endpoints lab;

    @BeforeEach
    void open(Endpoints running) {
        lab = running;
        Kerberos.use(lab);
    }

    @Test
    void noTicket() throws Exception {
        assertExplained(
                kafka(login(Jaas.ticketCache(folder.resolve("none")))),
                "no-ticket",
                "There is no Kerberos ticket that is still valid");
        for (AuthMethod claimed : new AuthMethod[] {AuthMethod.KERBEROS, AuthMethod.SIMPLE}) {
            UserGroupInformation nobody = UserGroupInformation.createRemoteUser("tdp_user", claimed);
            assertExplained(hdfs(hdfsConf(lab), nobody, fs -> fs.exists(home())), "no-ticket", "no Kerberos ticket");
        }
    }

    /** Java does not look at the end of a ticket in order to say so: it takes the ticket for none. */
    @Test
    void anExpiredTicketToJava() throws Exception {
        Path cache = ShortTicket.expired(lab, folder);
        assertExplained(kafka(login(Jaas.ticketCache(cache))), "no-ticket", "or it has expired");
    }

    @Test
    void anExpiredTicketToTheKdc() throws Exception {
        Path cache = ShortTicket.expired(lab, folder);
        Throwable refused = catchThrowable(() -> ShortTicket.client(lab)
                .requestSgt(cache.toFile(), lab.services().get(0) + "@" + lab.realm()));
        assumeTrue(refused != null, ShortTicket.LENIENT);
        assertExplained(refused, "expired-ticket", "ticket has expired");
    }

    @Test
    void aRealmWithoutKdc() throws Exception {
        assertExplained(kafka(login("tdp_user@OTHER.REALM")), "wrong-realm", "realm is not one");
    }

    @Test
    void aServerOfAnotherRealm() throws Exception {
        UserGroupInformation tdpUser = Kerberos.login(lab, Principal.TDP_USER);
        assertExplained(
                catchThrowable(() -> tdpUser.doAs((PrivilegedExceptionAction<byte[]>)
                        () -> firstToken(lab.services().get(0) + "@OTHER.REALM"))),
                "wrong-realm",
                "realm is not one");
    }

    /** What every Java client shows to a service first. */
    private static byte[] firstToken(String service) throws GSSException {
        GSSManager gss = GSSManager.getInstance();
        GSSContext context = gss.createContext(
                gss.createName(service, new Oid(KERBEROS_NAME)), new Oid(KERBEROS), null, GSSContext.DEFAULT_LIFETIME);
        return context.initSecContext(new byte[0], 0, 0);
    }

    @Test
    void aClientThatTheKdcDoesNotKnow() throws Exception {
        assertExplained(kafka(login("nobody@" + lab.realm())), "unknown-client", "no such user");
    }

    @Test
    void aKeyThatTheKdcDoesNotHave() throws Exception {
        assertExplained(kafka(login("tdp_user@" + lab.realm())), "wrong-key", "not the one that the KDC has");
    }

    @Test
    void aKeytabOfSomebodyElseAndOneThatIsNotThere() throws Exception {
        for (Path keytab : new Path[] {lab.keytab(Principal.OTHER_USER), folder.resolve("none.keytab")}) {
            assertExplained(
                    kafka(login(Jaas.keytab(Principal.TDP_USER, keytab))), "wrong-keytab", "no key for this principal");
        }
    }

    @Test
    void aLoginWithoutKeyAndTicket() throws Exception {
        assertExplained(
                kafka(login("com.sun.security.auth.module.Krb5LoginModule required principal=\"tdp_user@REALM.TDP\";")),
                "asked-for-a-password",
                "wanted a password");
    }

    @Test
    void aServiceNameThatTheKdcDoesNotKnow() throws Exception {
        Properties login = KafkaLogin.keytab(lab, Principal.TDP_USER);
        login.put("sasl.kerberos.service.name", "kafkaa");
        assertExplained(kafka(login), "wrong-service-name", "service's name or host is wrong");

        login.remove("sasl.kerberos.service.name");
        assertExplained(kafka(login), "wrong-service-name", "or missing");
    }

    private static org.apache.hadoop.fs.Path home() {
        return new org.apache.hadoop.fs.Path("/user/tdp_user");
    }

    /** With a keytab for this principal, whose key was made up. */
    private Properties login(String principalOrJaas) throws Exception {
        Properties login = KafkaLogin.ticket(lab);
        login.put(
                "sasl.jaas.config",
                principalOrJaas.contains("LoginModule") ? principalOrJaas : forged(principalOrJaas));
        return login;
    }

    private String forged(String principal) throws Exception {
        Path keytab = folder.resolve("forged.keytab");
        Keytabs.write(keytab, principal, Keytabs.keys(principal, "made up"));
        return Jaas.keytab(Principal.TDP_USER, keytab).replace(Principal.TDP_USER.toString(), principal);
    }
}
