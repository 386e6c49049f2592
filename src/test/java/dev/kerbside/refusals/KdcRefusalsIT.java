package dev.kerbside.refusals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.security.Kerberos;
import dev.kerbside.substrate.RunningKdc;
import dev.kerbside.testkit.RunningLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.crypto.EncryptionHandler;
import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.keytab.KeytabEntry;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** To whom the KDC gives no ticket. */
@ExtendWith(RunningLab.class)
class KdcRefusalsIT {
    private static Endpoints endpoints;

    @TempDir
    Path folder;

    @BeforeAll
    static void attach(Endpoints running) {
        endpoints = running;
    }

    @Test
    void kdcAcceptsTheRightPassword() throws Exception {
        kinit(Principal.TDP_USER, password());
        assertThat(cache()).isNotEmptyFile();
    }

    @Test
    void kdcRefusesAWrongPassword() throws Exception {
        String wrong = password() + "x";
        assertWrongKey(() -> kinit(Principal.TDP_USER, wrong));
    }

    @Test
    void kdcRefusesThePasswordOfAnotherUser() throws Exception {
        String ofTdpUser = password();
        assertWrongKey(() -> kinit(Principal.OTHER_USER, ofTdpUser));
    }

    @Test
    void kdcAcceptsTheRightKeytab() throws Exception {
        kinit(Principal.TDP_USER, endpoints.keytab(Principal.TDP_USER));
        assertThat(cache()).isNotEmptyFile();
    }

    @Test
    void kdcRefusesAKeytabWithAnotherKey() throws Exception {
        Path wrong = keytabWithARandomKey(Principal.TDP_USER);
        assertWrongKey(() -> kinit(Principal.TDP_USER, wrong));
    }

    @Test
    void kdcRefusesAnUnknownUser() throws Exception {
        Principal nobody = Principal.user("nobody");
        Path keytab = keytabWithARandomKey(nobody);
        assertRefused(
                KrbErrorCode.KDC_ERR_C_PRINCIPAL_UNKNOWN,
                "Client not found in Kerberos database|CLIENT_NOT_FOUND",
                () -> kinit(nobody, keytab));
    }

    @Test
    void kdcGivesNoTicketForAnUnknownService() throws Exception {
        KrbClient client = client();
        var ticket = client.requestTgt(
                Principal.TDP_USER.toString(),
                endpoints.keytab(Principal.TDP_USER).toFile());
        String service = endpoints.services().get(0);
        String unknown = "oozie" + service.substring(service.indexOf('/'));
        assertRefused(
                KrbErrorCode.KDC_ERR_S_PRINCIPAL_UNKNOWN,
                "Server not found in Kerberos database|LOOKING_UP_SERVER",
                () -> client.requestSgt(ticket, unknown + "@" + endpoints.realm()));
        Awaitility.await("a ticket for a known service")
                .ignoreExceptionsMatching(RunningKdc::isReplay)
                .until(() -> client.requestSgt(ticket, service + "@" + endpoints.realm()) != null);
    }

    /** Kerby answers "integrity check failed" (31) where MIT's KDC says "pre-authentication failed" (24). */
    private void assertWrongKey(ThrowingCallable login) {
        assertThatExceptionOfType(KrbException.class)
                .isThrownBy(login)
                .extracting(KrbException::getKrbErrorCode)
                .isIn(KrbErrorCode.KRB_AP_ERR_BAD_INTEGRITY, KrbErrorCode.KDC_ERR_PREAUTH_FAILED);
        assertThat(cache()).doesNotExist();
    }

    /** @param words of the KDC, a regular expression: Kerby's, and MIT's */
    private void assertRefused(KrbErrorCode code, String words, ThrowingCallable login) {
        assertThatExceptionOfType(KrbException.class)
                .isThrownBy(login)
                .satisfies(e -> assertThat(e.getMessage()).containsPattern(words))
                .extracting(KrbException::getKrbErrorCode)
                .isEqualTo(code);
        assertThat(cache()).doesNotExist();
    }

    private void kinit(Principal principal, String password) throws KrbException, IOException {
        Kerberos.kinit(endpoints.krb5Conf(), principal, password, cache());
    }

    private void kinit(Principal principal, Path keytab) throws KrbException, IOException {
        Kerberos.kinit(endpoints.krb5Conf(), principal, keytab, cache());
    }

    private Path cache() {
        return folder.resolve("krb5cc");
    }

    private static String password() throws IOException {
        return Files.readString(endpoints.folder().resolve("secrets/tdp_user.password"))
                .strip();
    }

    private static KrbClient client() throws KrbException {
        KrbClient client = new KrbClient(endpoints.krb5Conf().getParent().toFile());
        client.init();
        return client;
    }

    private Path keytabWithARandomKey(Principal principal) throws KrbException, IOException {
        Keytab keytab = new Keytab();
        keytab.addEntry(new KeytabEntry(
                new PrincipalName(principal.toString()),
                KerberosTime.now(),
                1,
                EncryptionHandler.random2Key(EncryptionType.AES256_CTS_HMAC_SHA1_96)));
        Path file = folder.resolve("wrong.keytab");
        keytab.store(file.toFile());
        return file;
    }
}
