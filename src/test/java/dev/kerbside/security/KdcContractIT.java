package dev.kerbside.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kerbside.Principal;
import dev.kerbside.config.Krb5Conf;
import dev.kerbside.refusals.Fork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.ticket.EncTicketPart;
import org.apache.kerby.kerberos.kerb.type.ticket.KrbTicket;
import org.apache.kerby.kerberos.kerb.type.ticket.SgtTicket;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every KDC of the lab does, whichever it is: whom it gives tickets, for whom, and with which keys. */
class KdcContractIT extends KdcContract {
    /** Kerby says the latter for a wrong key; to clients both are "Password incorrect". */
    private static final List<KrbErrorCode> WRONG_KEY =
            List.of(KrbErrorCode.KDC_ERR_PREAUTH_FAILED, KrbErrorCode.KRB_AP_ERR_BAD_INTEGRITY);

    @Test
    void aKeytabLogsInItsPrincipal() throws Exception {
        for (Principal principal : PRINCIPALS) {
            TgtTicket ticket = login(principal);
            assertThat(ticket.getClientPrincipal().getName()).isEqualTo(running.name(principal));
        }
    }

    @Test
    void aPasswordLogsInItsPrincipal() throws Exception {
        TgtTicket ticket = password(running.password(Principal.TDP_USER));
        assertThat(ticket.getClientPrincipal().getName()).isEqualTo(running.name(Principal.TDP_USER));
    }

    @Test
    void aWrongPasswordIsRefused() {
        String wrong = running.password(Principal.TDP_USER) + "x";
        assertRefused(WRONG_KEY, () -> password(wrong));
    }

    @Test
    void theKeyOfAnotherPrincipalIsRefused() {
        String ofAnother = running.password(Principal.OTHER_USER);
        assertRefused(WRONG_KEY, () -> password(ofAnother));
    }

    @Test
    void anUnknownClientIsRefused() {
        KOptions options = withPassword("nobody@" + running.realm(), "anything");
        assertRefused(List.of(KrbErrorCode.KDC_ERR_C_PRINCIPAL_UNKNOWN), () -> client().requestTgt(options));
    }

    @Test
    void anUnknownServiceIsRefused() throws Exception {
        TgtTicket ticket = login(Principal.TDP_USER);
        assertRefused(List.of(KrbErrorCode.KDC_ERR_S_PRINCIPAL_UNKNOWN), () -> client().requestSgt(
                        ticket, "oozie/localhost@" + running.realm()));
    }

    @Test
    void everyPrincipalCanOpenATicketForItWithItsKeytab() throws Exception {
        for (Principal principal : PRINCIPALS) {
            SgtTicket ticket = running.serviceTicket(login(Principal.TDP_USER), principal);
            EncTicketPart opened = open(ticket, principal);
            assertThat(opened.getCname().getNameStrings()).containsExactly(Principal.TDP_USER.name());
            assertThat(opened.getKey()).isEqualTo(ticket.getSessionKey());
        }
    }

    /** Java's GSSAPI on both sides, as in HDFS and Kafka. */
    @Test
    void everyServiceAcceptsItsTicket() throws Exception {
        List<String> arguments = new ArrayList<>();
        Stream.concat(Stream.of(Principal.TDP_USER), SERVICES.stream()).forEach(principal -> {
            arguments.add(running.name(principal));
            arguments.add(running.keytab(principal).toString());
        });
        List<String> lines = Fork.run(Handshake.class, running.krb5Conf(), folder, arguments);
        assertThat(lines)
                .as(() -> read(folder.resolve("errors.txt")))
                .isEqualTo(SERVICES.stream()
                        .map(service -> running.name(service) + " accepted " + running.name(Principal.TDP_USER))
                        .toList());
    }

    @Test
    void everyTicketAndEverySessionIsAes256() throws Exception {
        TgtTicket granting = login(Principal.TDP_USER);
        SgtTicket service = running.serviceTicket(granting, SERVICES.get(0));
        for (KrbTicket ticket : List.of(granting, service)) {
            assertThat(ticket.getTicket().getEncryptedEncPart().getEType())
                    .isEqualTo(EncryptionType.AES256_CTS_HMAC_SHA1_96);
            assertThat(ticket.getSessionKey().getKeyType()).isEqualTo(EncryptionType.AES256_CTS_HMAC_SHA1_96);
        }
    }

    @Test
    void aClientWithoutAesIsRefused() throws Exception {
        String aes = Krb5Conf.ENCRYPTION_TYPES;
        Files.writeString(
                folder.resolve("krb5.conf"),
                Files.readString(running.krb5Conf()).replace(aes, "arcfour-hmac des3-cbc-sha1"));
        KrbClient client = new KrbClient(folder.toFile());
        client.init();
        KOptions options = withPassword(running.name(Principal.TDP_USER), running.password(Principal.TDP_USER));
        assertRefused(List.of(KrbErrorCode.KDC_ERR_ETYPE_NOSUPP), () -> client.requestTgt(options));
    }

    private static TgtTicket password(String password) throws KrbException {
        return client().requestTgt(withPassword(running.name(Principal.TDP_USER), password));
    }

    private static void assertRefused(List<KrbErrorCode> codes, ThrowingCallable request) {
        assertThatExceptionOfType(KrbException.class)
                .isThrownBy(request)
                .extracting(KrbException::getKrbErrorCode)
                .isIn(codes);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
