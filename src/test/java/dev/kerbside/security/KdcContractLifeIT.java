package dev.kerbside.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kerbside.Principal;
import dev.kerbside.substrate.RunningKdc;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.apache.kerby.KOptions;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.client.KrbKdcOption;
import org.apache.kerby.kerberos.kerb.client.KrbOption;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.kdc.EncKdcRepPart;
import org.apache.kerby.kerberos.kerb.type.ticket.KrbTicket;
import org.apache.kerby.kerberos.kerb.type.ticket.SgtTicket;
import org.apache.kerby.kerberos.kerb.type.ticket.TgtTicket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** How long every KDC's tickets last, and what renewal gives. */
class KdcContractLifeIT extends KdcContract {
    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Tickets count in seconds. */
    private static final Duration SECOND = Duration.ofSeconds(1);

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
                .atMost(LIMIT)
                .ignoreExceptionsMatching(RunningKdc::isReplay)
                .until(() -> renew(old), ticket -> end(ticket).isAfter(end(old)));
        assertThat(end(renewed)).isBeforeOrEqualTo(Instant.now().plus(LIFE));
        assertThat(renewed.getEncKdcRepPart().getRenewTill())
                .isEqualTo(old.getEncKdcRepPart().getRenewTill());

        Path cache = folder.resolve("krb5cc");
        client().storeTicket(old, cache.toFile());
        client().renewTicket(renewed, cache.toFile());
        SgtTicket service = Awaitility.await("a service ticket for the renewed one")
                .atMost(LIMIT)
                .ignoreExceptionsMatching(RunningKdc::isReplay)
                .until(() -> client().requestSgt(cache.toFile(), running.name(SERVICES.get(0))), ticket -> true);
        assertThat(open(service, SERVICES.get(0)).getCname().getNameStrings())
                .containsExactly(Principal.TDP_USER.name());
    }

    @Test
    void aRenewedTicketEndsNoLaterThanItsRenewableLife() throws Exception {
        TgtTicket old = renewable(LIFE, LIFE);
        SgtTicket renewed = Awaitility.await("a ticket renewed at a later second")
                .atMost(LIMIT)
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
                .atMost(LIMIT)
                .until(
                        () -> {
                            client.run("", "kinit", "-R");
                            return client.endOfTicket();
                        },
                        end -> end.isAfter(old));
        assertThat(renewed).isBeforeOrEqualTo(Instant.now().plus(LIFE));
        client.run("", "kvno", running.name(SERVICES.get(0)));
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
}
