package dev.kerbside.explain;

import static dev.kerbside.explain.Provoked.assertExplained;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.RunningLab;
import dev.kerbside.security.Kerberos;
import dev.kerbside.substrate.Labs;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The words of MIT's tools, in {@code lab shell --here}. */
@ExtendWith(RunningLab.class)
class NativeFailuresIT {
    @TempDir
    private Path folder;

    private Endpoints lab;
    private Path cache;

    @BeforeEach
    void open(Endpoints running) throws Exception {
        lab = running;
        cache = folder.resolve("none");
        installed("kinit", "krb5-user");
    }

    @Test
    void noTicket() throws Exception {
        assertExplained(typed("klist"), "no-ticket", "no Kerberos ticket");
        assertExplained(typed("kvno $LAB_SERVICES"), "no-ticket", "no Kerberos ticket");
    }

    @Test
    void anExpiredTicket() throws Exception {
        cache = ShortTicket.expired(lab, folder);
        String said = typed("kvno $LAB_SERVICES");
        assumeFalse(said.contains("kvno = 1"), ShortTicket.LENIENT);
        assertExplained(said, "expired-ticket", "ticket has expired");
    }

    @Test
    void aWrongRealm() throws Exception {
        assertExplained(typed("kinit tdp_user@OTHER.REALM"), "wrong-realm", "realm is not one");
        Files.writeString(folder.resolve("krb5.conf"), "[libdefaults]\ndns_lookup_kdc = false\n");
        assertExplained(
                typed("KRB5_CONFIG=krb5.conf kinit -kt \"$LAB_KEYTAB\" tdp_user@REALM.TDP"),
                "wrong-realm",
                "krb5.conf");
        assertExplained(typed("echo | kinit nobody@REALM.TDP"), "unknown-client", "no such user");
        ticket();
        assertExplained(typed("kvno krbtgt/OTHER.REALM"), "wrong-realm", "realm is not one");
    }

    @Test
    void aWrongServiceName() throws Exception {
        ticket();
        String said = typed("kvno nosuch/localhost");
        assumeFalse(
                said.contains("krbtgt/REALM.TDP"),
                "Not run: this KDC (ApacheDS) names another service than it was asked for.");
        assertExplained(said, "wrong-service-name", "service name or host name");
    }

    @Test
    void aWrongPasswordAndWrongKeytabs() throws Exception {
        assertExplained(typed("echo wrong | kinit tdp_user@REALM.TDP"), "wrong-key", "Password or key");
        assertExplained(
                typed("kinit -kt \"$LAB_DIR/keytabs/other_user.keytab\" tdp_user@REALM.TDP"),
                "wrong-keytab",
                "no key for this principal");
        assertExplained(typed("kinit -kt none.keytab tdp_user@REALM.TDP"), "keytab-not-found", "not where");
    }

    @Test
    void aKdcThatIsNotThere() throws Exception {
        Path other = folder.resolve("krb5.conf");
        Files.writeString(other, Files.readString(lab.krb5Conf()).replaceAll("kdc = \\S+", "kdc = localhost:1"));
        assertExplained(
                typed("KRB5_CONFIG='" + other + "' kinit -kt \"$LAB_KEYTAB\" tdp_user@REALM.TDP"),
                "kdc-unreachable",
                "does not answer");
    }

    @Test
    void webHdfsWithoutATicket() throws Exception {
        installed("curl", "curl");
        assertExplained(
                typed("curl -s --cacert \"$LAB_CA\" \"$LAB_WEBHDFS/?op=LISTSTATUS\""), "unauthorized", "--negotiate");
    }

    /** MIT's clients learn the KDC's time at kinit, unless kdc_timesync is 0; as Java's never do. */
    @Test
    void aClockThatIsTwentyMinutesFast() throws Exception {
        installed("faketime", "faketime");
        Path strict = folder.resolve("krb5.conf");
        Files.writeString(
                strict,
                Files.readString(lab.krb5Conf()).replace("[libdefaults]", "[libdefaults]\n    kdc_timesync = 0"));
        ticket();
        assertExplained(
                typed("KRB5_CONFIG='" + strict + "' faketime -f +20m kvno $LAB_SERVICES"),
                "clock-skew",
                "five minutes");
    }

    private void ticket() throws Exception {
        cache = folder.resolve("krb5cc");
        Kerberos.kinit(lab.krb5Conf(), Principal.TDP_USER, lab.keytab(Principal.TDP_USER), cache);
    }

    private String typed(String commands) throws Exception {
        String own = "cd '%s'; export KRB5CCNAME='FILE:%s'\n".formatted(folder, cache);
        return Provoked.output(Labs.shellOnThisMachine(lab).running(own + commands), folder);
    }

    private void installed(String command, String packages) throws Exception {
        assumeTrue(
                typed("command -v " + command).contains("/"),
                "Not run: " + command + " is not installed (Debian: " + packages + ").");
    }
}
