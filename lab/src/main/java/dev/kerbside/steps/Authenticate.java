package dev.kerbside.steps;

import dev.kerbside.Endpoints;
import dev.kerbside.drills.Claims;
import dev.kerbside.security.Kerberos;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kerby.kerberos.kerb.ccache.Credential;
import org.apache.kerby.kerberos.kerb.ccache.CredentialCache;
import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;

/** Introduction: {@code kinit -kt tdp_user.keytab tdp_user@REALM.TDP}. */
final class Authenticate implements Step {
    private static final Set<EncryptionType> AES =
            Set.of(EncryptionType.AES256_CTS_HMAC_SHA1_96, EncryptionType.AES128_CTS_HMAC_SHA1_96);
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
        CredentialCache cache = new CredentialCache();
        cache.load(file.toFile());
        claims.equal(
                "the cache's owner",
                cache.getPrimaryPrincipal().getName(),
                context.endpoints().user().toString(),
                AGAIN);
        Credential ticket = cache.getCredentials().stream()
                .filter(c -> c.getServerName().getName().startsWith("krbtgt/"))
                .findFirst()
                .orElse(null);
        claims.that(ticket != null, "it holds a ticket-granting ticket")
                .orElse("The cache holds no krbtgt ticket", AGAIN);
        claims.that(
                        ticket.getEndTime().getTime() > System.currentTimeMillis(),
                        "it is valid until " + ticket.getEndTime().getValue().toInstant())
                .orElse(
                        "The ticket expired at "
                                + ticket.getEndTime().getValue().toInstant(),
                        AGAIN);
        EncryptionType sessionKey = ticket.getKey().getKeyType();
        EncryptionType ticketKey = ticket.getTicket().getEncryptedEncPart().getEType();
        claims.that(
                        AES.contains(sessionKey) && AES.contains(ticketKey),
                        "session key " + sessionKey.getName() + ", ticket " + ticketKey.getName())
                .orElse(
                        "The ticket uses " + sessionKey + " and " + ticketKey + ", not AES",
                        "Look at permitted_enctypes in " + context.endpoints().krb5Conf());
        if (context.endpoints().lentTicket() == null) {
            Keytab keytab = Keytab.loadKeytab(context.endpoints().keytab().toFile());
            boolean aes = keytab.getKeytabEntries(keytab.getPrincipals().get(0)).stream()
                    .anyMatch(entry -> AES.contains(entry.getKey().getKeyType()));
            claims.that(aes, "the keytab has AES keys")
                    .orElse("The keytab has no AES keys", "Ask your KDC's administrator for a new keytab.");
        }
        return claims.held();
    }

    @Override
    public boolean reset(TutorialContext context) throws Exception {
        return Files.deleteIfExists(context.endpoints().ticketCache());
    }
}
