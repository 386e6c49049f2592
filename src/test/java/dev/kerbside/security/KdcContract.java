package dev.kerbside.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kerbside.Kdc;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.substrate.RunningKdc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.client.KrbOption;
import org.apache.kerby.kerberos.kerb.common.EncryptionUtil;
import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.type.base.EncryptedData;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionKey;
import org.apache.kerby.kerberos.kerb.type.base.KeyUsage;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.apache.kerby.kerberos.kerb.type.ticket.EncTicketPart;
import org.apache.kerby.kerberos.kerb.type.ticket.SgtTicket;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The same node as in the lab, for each KDC in turn; what all must do with it is in the subclasses. */
@ParameterizedClass
@EnumSource(Kdc.class)
abstract class KdcContract {
    static final List<Principal> SERVICES = Stream.of("nn", "dn", "HTTP", "kafka")
            .map(name -> Principal.service(name, "localhost"))
            .toList();
    static final List<Principal> PRINCIPALS = Stream.concat(
                    Stream.of(Principal.TDP_USER, Principal.OTHER_USER), SERVICES.stream())
            .toList();

    /** Not part of the build: where they are not installed, their claims are skipped. */
    private static final Set<Kdc> INSTALLED_APART = Set.of(Kdc.MIT);

    static RunningKdc running;
    private static String missing;

    @TempDir
    private static Path kdcFolder;

    /** A folder of the test's own. */
    @TempDir
    Path folder;

    @Parameter
    private Kdc kdc;

    @BeforeParameterizedClassInvocation
    static void start(Kdc kdc) throws IOException {
        try {
            RunningKdc.requireInstalled(kdc);
        } catch (LabException e) {
            missing = e.getMessage();
            return;
        }
        running = new RunningKdc(
                kdc, Files.createDirectory(kdcFolder.resolve(kdc.toString())), Principal.REALM, PRINCIPALS);
    }

    /** Here and not above, for a report shows skipped tests, but no skipped class. */
    @BeforeEach
    void requireInstalled() {
        assumeThat(INSTALLED_APART.contains(kdc) ? missing : null)
                .as("what %s needs is installed", kdc)
                .isNull();
        assertThat(running).as("%s: %s", kdc, missing).isNotNull();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        missing = null;
        if (running != null) {
            running.close();
            running = null;
        }
    }

    static KrbClient client() throws KrbException {
        return running.client();
    }

    static TgtTicket login(Principal principal) throws KrbException {
        return client().requestTgt(
                        running.name(principal), running.keytab(principal).toFile());
    }

    static KOptions withPassword(String principal, String password) {
        KOptions options = new KOptions();
        options.add(KrbOption.USE_PASSWD, true);
        options.add(KrbOption.CLIENT_PRINCIPAL, principal);
        options.add(KrbOption.USER_PASSWD, password);
        return options;
    }

    static EncTicketPart open(SgtTicket ticket, Principal principal) throws KrbException, IOException {
        EncryptedData sealed = ticket.getTicket().getEncryptedEncPart();
        assertThat(sealed.getKvno()).isEqualTo(Keytabs.KEY_VERSION);
        EncryptionKey key = Keytab.loadKeytab(running.keytab(principal).toFile())
                .getKey(new PrincipalName(running.name(principal)), sealed.getEType());
        return EncryptionUtil.unseal(sealed, key, KeyUsage.KDC_REP_TICKET, EncTicketPart.class);
    }
}
