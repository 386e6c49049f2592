package dev.kerbside.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kerbside.Kdc;
import dev.kerbside.LabException;
import dev.kerbside.Principal;
import dev.kerbside.refusals.Fork;
import dev.kerbside.substrate.RunningKdc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbClient;
import org.apache.kerby.kerberos.kerb.client.KrbKdcOption;
import org.apache.kerby.kerberos.kerb.client.KrbOption;
import org.apache.kerby.kerberos.kerb.common.EncryptionUtil;
import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptedData;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionKey;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.KeyUsage;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.apache.kerby.kerberos.kerb.type.kdc.EncKdcRepPart;
import org.apache.kerby.kerberos.kerb.type.ticket.EncTicketPart;
import org.apache.kerby.kerberos.kerb.type.ticket.KrbTicket;
import org.apache.kerby.kerberos.kerb.type.ticket.SgtTicket;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What every KDC of the lab does, whichever it is: the same claims on the same node. */
@ParameterizedClass
@EnumSource(Kdc.class)
class KdcContractIT {
    private static final List<Principal> SERVICES = Stream.of("nn", "dn", "HTTP", "kafka")
            .map(name -> Principal.service(name, "localhost"))
            .toList();
    private static final List<Principal> PRINCIPALS = Stream.concat(
                    Stream.of(Principal.TDP_USER, Principal.OTHER_USER), SERVICES.stream())
            .toList();

    /** Not part of the build: where they are not installed, their claims are skipped. */
    private static final Set<Kdc> INSTALLED_APART = Set.of(Kdc.MIT);

    /** Kerby says the latter for a wrong key; to clients both are "Password incorrect". */
    private static final List<KrbErrorCode> WRONG_KEY =
            List.of(KrbErrorCode.KDC_ERR_PREAUTH_FAILED, KrbErrorCode.KRB_AP_ERR_BAD_INTEGRITY);

    private static final Duration LIFE = Duration.ofMinutes(10);

    /** Tickets count in seconds. */
    private static final Duration SECOND = Duration.ofSeconds(1);

    private static RunningKdc running;
    private static String missing;

    @TempDir
    private static Path kdcFolder;

    @TempDir
    private Path folder;

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
        String aes = dev.kerbside.config.Krb5Conf.ENCRYPTION_TYPES;
        Files.writeString(
                folder.resolve("krb5.conf"),
                Files.readString(running.krb5Conf()).replace(aes, "arcfour-hmac des3-cbc-sha1"));
        KrbClient client = new KrbClient(folder.toFile());
        client.init();
        KOptions options = withPassword(running.name(Principal.TDP_USER), running.password(Principal.TDP_USER));
        assertRefused(List.of(KrbErrorCode.KDC_ERR_ETYPE_NOSUPP), () -> client.requestTgt(options));
    }

    @Test
    void aTicketLastsAsLongAsAsked() throws Exception {
        Instant before = Instant.now();
        EncKdcRepPart ticket = renewable(LIFE, LIFE.multipliedBy(6)).getEncKdcRepPart();
        Instant after = Instant.now();
        assertThat(instant(ticket.getEndTime())).isBetween(before.plus(LIFE).minus(SECOND), after.plus(LIFE));
        assertThat(instant(ticket.getRenewTill()))
                .isBetween(before.plus(LIFE.multipliedBy(6)).minus(SECOND), after.plus(LIFE.multipliedBy(6)));
    }

    @Test
    void aTicketLastsNoLongerThanADay() throws Exception {
        Instant before = Instant.now();
        Instant end = end(renewable(KdcDatabase.TICKET_LIFE.multipliedBy(2), KdcDatabase.RENEWABLE_LIFE));
        assertThat(end)
                .isBetween(
                        before.plus(KdcDatabase.TICKET_LIFE).minus(SECOND),
                        Instant.now().plus(KdcDatabase.TICKET_LIFE));
    }

    @Test
    void aTicketIsRenewableForNoMoreThanAWeek() throws Exception {
        Instant before = Instant.now();
        EncKdcRepPart ticket =
                renewable(LIFE, KdcDatabase.RENEWABLE_LIFE.multipliedBy(2)).getEncKdcRepPart();
        assertThat(instant(ticket.getRenewTill()))
                .isBetween(
                        before.plus(KdcDatabase.RENEWABLE_LIFE).minus(SECOND),
                        Instant.now().plus(KdcDatabase.RENEWABLE_LIFE));
    }

    @Test
    void aServiceTicketEndsNoLaterThanTheTicketItIsGrantedFor() throws Exception {
        TgtTicket granting = renewable(LIFE, LIFE);
        SgtTicket service = running.serviceTicket(granting, SERVICES.get(0));
        assertThat(end(service)).isBeforeOrEqualTo(end(granting));
    }

    @Test
    void aRenewedTicketHasAnotherLifeOfTheSameLength() throws Exception {
        TgtTicket old = renewable(LIFE, LIFE.multipliedBy(6));
        SgtTicket renewed = Awaitility.await("a renewed ticket that ends after the old one")
                .ignoreExceptionsMatching(RunningKdc::isReplay)
                .until(() -> renew(old), ticket -> end(ticket).isAfter(end(old)));
        assertThat(end(renewed)).isBeforeOrEqualTo(Instant.now().plus(LIFE));
        assertThat(renewed.getEncKdcRepPart().getRenewTill())
                .isEqualTo(old.getEncKdcRepPart().getRenewTill());

        Path cache = folder.resolve("krb5cc");
        client().storeTicket(old, cache.toFile());
        client().renewTicket(renewed, cache.toFile());
        SgtTicket service = Awaitility.await("a service ticket for the renewed one")
                .ignoreExceptionsMatching(RunningKdc::isReplay)
                .until(() -> client().requestSgt(cache.toFile(), running.name(SERVICES.get(0))), ticket -> true);
        assertThat(open(service, SERVICES.get(0)).getCname().getNameStrings())
                .containsExactly(Principal.TDP_USER.name());
    }

    @Test
    void aRenewedTicketEndsNoLaterThanItsRenewableLife() throws Exception {
        TgtTicket old = renewable(LIFE, LIFE);
        SgtTicket renewed = Awaitility.await("a ticket renewed at a later second")
                .ignoreExceptionsMatching(RunningKdc::isReplay)
                .until(() -> renew(old), ticket -> start(ticket).isAfter(start(old)));
        assertThat(end(renewed)).isEqualTo(instant(old.getEncKdcRepPart().getRenewTill()));
    }

    @Test
    void nativeClientsLogInAndRenew() throws Exception {
        NativeClient client = new NativeClient(running.krb5Conf(), folder);
        assumeThat(client.isInstalled())
                .as("kinit is installed (Debian: krb5-user)")
                .isTrue();
        String user = running.name(Principal.TDP_USER);
        client.run(running.password(Principal.TDP_USER), "kinit", user);
        client.run("", "kinit", "-kt", running.keytab(Principal.TDP_USER).toString(), "-l", "10m", "-r", "1h", user);
        for (Principal service : SERVICES) {
            assertThat(client.run("", "kvno", "-k", running.keytab(service).toString(), running.name(service)))
                    .contains(running.name(service) + ": kvno = " + Keytabs.KEY_VERSION + ", keytab entry valid");
        }
        Instant old = client.endOfTicket();
        Instant renewed = Awaitility.await("kinit -R has a ticket that ends later")
                .until(
                        () -> {
                            client.run("", "kinit", "-R");
                            return client.endOfTicket();
                        },
                        end -> end.isAfter(old));
        assertThat(renewed).isBeforeOrEqualTo(Instant.now().plus(LIFE));
        client.run("", "kvno", running.name(SERVICES.get(0)));
    }

    private static KrbClient client() throws KrbException {
        return running.client();
    }

    private static TgtTicket login(Principal principal) throws KrbException {
        return client().requestTgt(
                        running.name(principal), running.keytab(principal).toFile());
    }

    private static TgtTicket password(String password) throws KrbException {
        return client().requestTgt(withPassword(running.name(Principal.TDP_USER), password));
    }

    private static KOptions withPassword(String principal, String password) {
        KOptions options = new KOptions();
        options.add(KrbOption.USE_PASSWD, true);
        options.add(KrbOption.CLIENT_PRINCIPAL, principal);
        options.add(KrbOption.USER_PASSWD, password);
        return options;
    }

    private static TgtTicket renewable(Duration life, Duration renewable) throws KrbException {
        KOptions options = withPassword(running.name(Principal.TDP_USER), running.password(Principal.TDP_USER));
        options.add(KrbOption.LIFE_TIME, (int) life.toSeconds());
        options.add(KrbOption.RENEWABLE_TIME, (int) renewable.toSeconds());
        options.add(KrbKdcOption.RENEWABLE, true);
        return client().requestTgt(options);
    }

    private static SgtTicket renew(TgtTicket ticket) throws KrbException {
        KOptions options = new KOptions();
        options.add(KrbOption.USE_TGT, ticket);
        options.add(KrbOption.SERVER_PRINCIPAL, "krbtgt/" + running.realm() + "@" + running.realm());
        options.add(KrbKdcOption.RENEW, true);
        return client().requestSgt(options);
    }

    private static EncTicketPart open(SgtTicket ticket, Principal principal) throws KrbException, IOException {
        EncryptedData sealed = ticket.getTicket().getEncryptedEncPart();
        assertThat(sealed.getKvno()).isEqualTo(Keytabs.KEY_VERSION);
        EncryptionKey key = Keytab.loadKeytab(running.keytab(principal).toFile())
                .getKey(new PrincipalName(running.name(principal)), sealed.getEType());
        return EncryptionUtil.unseal(sealed, key, KeyUsage.KDC_REP_TICKET, EncTicketPart.class);
    }

    private static Instant start(KrbTicket ticket) {
        EncKdcRepPart part = ticket.getEncKdcRepPart();
        return instant(part.getStartTime() == null ? part.getAuthTime() : part.getStartTime());
    }

    private static Instant end(KrbTicket ticket) {
        return instant(ticket.getEncKdcRepPart().getEndTime());
    }

    private static Instant instant(KerberosTime time) {
        return Instant.ofEpochMilli(time.getTime());
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
