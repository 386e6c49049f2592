package dev.kerbside.steps;

import dev.kerbside.Endpoints;
import dev.kerbside.drills.Claims;
import dev.kerbside.security.Kerberos;
import dev.kerbside.security.TicketFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.security.auth.kerberos.KerberosKey;
import javax.security.auth.kerberos.KerberosPrincipal;
import javax.security.auth.kerberos.KeyTab;

/** Introduction: {@code kinit -kt tdp_user.keytab tdp_user@REALM.TDP}. */
final class Authenticate implements Step {
    /** By Kerberos' numbers. */
    private static final Map<Integer, String> AES = Map.of(
            17, "aes128-cts-hmac-sha1-96",
            18, "aes256-cts-hmac-sha1-96",
            19, "aes128-cts-hmac-sha256-128",
            20, "aes256-cts-hmac-sha384-192");

    private static final String AGAIN = "Obtain a ticket with kinit: lab step show 00-authenticate";

    @Override
    public String id() {
        return "00-authenticate";
    }

    @Override
    public String title() {
        return "Obtain a Kerberos ticket";
    }

    @Override
    public Optional<Exercise> exercise() {
        return Optional.of(new ScriptExercise());
    }

    @Override
    public void run(TutorialContext context) throws Exception {
        Endpoints lab = context.endpoints();
        context.narrator()
                .say(
                        lab.lentTicket() == null
                                ? "kinit -kt " + lab.keytab().getFileName() + " " + lab.user()
                                : "your own ticket, from " + lab.lentTicket());
        Kerberos.authenticate(lab);
    }

    @Override
    public List<String> check(TutorialContext context) throws Exception {
        Path file = context.endpoints().ticketCache();
        Claims claims = new Claims()
                .that(Files.exists(file), "the credential cache exists")
                .orElse("There is no credential cache " + file, AGAIN);
        String user = context.endpoints().user().toString();
        List<TicketFile.Ticket> tickets = TicketFile.read(file);
        claims.equal(
                "the cache's owner",
                tickets.isEmpty() ? "nobody" : tickets.get(0).client(),
                user,
                AGAIN);
        TicketFile.Ticket ticket = tickets.stream()
                .filter(one -> one.server().startsWith("krbtgt/"))
                .findFirst()
                .orElse(null);
        claims.that(ticket != null, "it holds a ticket-granting ticket")
                .orElse("The cache holds no krbtgt ticket", AGAIN);
        claims.that(ticket.end().isAfter(Instant.now()), "it is valid until " + ticket.end())
                .orElse("The ticket expired at " + ticket.end(), AGAIN);
        claims.that(
                        AES.containsKey(ticket.sessionKey()) && AES.containsKey(ticket.encryption()),
                        "session key " + AES.get(ticket.sessionKey()) + ", ticket " + AES.get(ticket.encryption()))
                .orElse(
                        "The ticket uses encryption types %d and %d, not AES"
                                .formatted(ticket.sessionKey(), ticket.encryption()),
                        "Look at permitted_enctypes in " + context.endpoints().krb5Conf());
        if (context.endpoints().lentTicket() == null) {
            KerberosKey[] keys =
                    KeyTab.getInstance(context.endpoints().keytab().toFile()).getKeys(new KerberosPrincipal(user));
            claims.that(Stream.of(keys).anyMatch(key -> AES.containsKey(key.getKeyType())), "the keytab has AES keys")
                    .orElse("The keytab has no AES keys", "Ask your KDC's administrator for a new keytab.");
        }
        return claims.held();
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        return Files.deleteIfExists(context.endpoints().ticketCache());
    }
}
