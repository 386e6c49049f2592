package dev.kerbside.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KerberosTicket;
import org.apache.kerby.kerberos.kerb.ccache.CredentialCache;
import org.apache.kerby.kerberos.kerb.type.base.EncryptedData;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.NameType;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.apache.kerby.kerberos.kerb.type.ticket.Ticket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A credential cache, as others read and write it. */
class TicketFileTest {
    private static final Instant END = Instant.parse("2026-12-01T10:00:00Z");
    private static final String SERVER = "krbtgt/EXAMPLE.ORG@EXAMPLE.ORG";

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("cache");
    }

    private static byte[] encoded(EncryptionType encryption) throws IOException {
        Ticket ticket = new Ticket();
        ticket.setRealm("EXAMPLE.ORG");
        PrincipalName server = new PrincipalName("krbtgt/EXAMPLE.ORG", NameType.NT_SRV_INST);
        ticket.setSname(server);
        EncryptedData part = new EncryptedData();
        part.setEType(encryption);
        part.setKvno(1);
        part.setCipher(new byte[300]);
        ticket.setEncryptedEncPart(part);
        return ticket.encode();
    }

    private static KerberosTicket ticket(int key) throws IOException {
        return new KerberosTicket(
                encoded(EncryptionType.AES256_CTS_HMAC_SHA1_96),
                new KerberosPrincipal("alice@EXAMPLE.ORG"),
                new KerberosPrincipal(SERVER, KerberosPrincipal.KRB_NT_SRV_INST),
                new byte[32],
                key,
                new boolean[32],
                Date.from(END.minusSeconds(60)),
                Date.from(END.minusSeconds(60)),
                Date.from(END),
                null,
                null);
    }

    @Test
    void kerbyReadsWhatWasWritten() throws Exception {
        TicketFile.write(ticket(18), file());

        CredentialCache cache = new CredentialCache();
        cache.load(file().toFile());
        assertThat(cache.getPrimaryPrincipal().getName()).isEqualTo("alice@EXAMPLE.ORG");
        assertThat(cache.getCredentials()).singleElement().satisfies(one -> {
            assertThat(one.getServerName().getName()).isEqualTo(SERVER);
            assertThat(one.getKey().getKeyType()).isEqualTo(EncryptionType.AES256_CTS_HMAC_SHA1_96);
            assertThat(one.getEndTime().getValue()).isEqualTo(Date.from(END));
        });
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    /** Kerby knows no encryption type 20. */
    @Test
    void whatKerbyDoesNotKnowIsReadToo() throws Exception {
        TicketFile.write(ticket(20), file());

        assertThat(TicketFile.read(file())).singleElement().satisfies(one -> {
            assertThat(one.client()).isEqualTo("alice@EXAMPLE.ORG");
            assertThat(one.server()).isEqualTo(SERVER);
            assertThat(one.end()).isEqualTo(END);
            assertThat(one.sessionKey()).isEqualTo(20);
            assertThat(one.encryption()).isEqualTo(18);
        });
    }

    @Test
    void whatIsNoCacheIsRefused() throws Exception {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> TicketFile.read(Files.writeString(file(), "no ticket")));
        TicketFile.write(ticket(18), file());
        byte[] whole = Files.readAllBytes(file());
        for (int length : new int[] {1, 30, whole.length / 2, whole.length - 1}) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatExceptionOfType(IOException.class)
                    .as(length + " bytes")
                    .isThrownBy(() -> TicketFile.read(file()));
        }
    }
}
