package dev.kerbside.config;

import dev.kerbside.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The text of krb5.conf, the same for Java, MIT clients and every server: the template {@code kerberos/krb5.conf}. */
public final class Krb5Conf {
    /** AES only: JDK 17 dropped DES3 and RC4, and Kerby has no AES-SHA2. */
    public static final String ENCRYPTION_TYPES = "aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96";

    private static final String TEMPLATE = "/dev/kerbside/config/krb5.conf";

    private Krb5Conf() {}

    /** krb5.conf of a client of the lab's realm, whose only KDC listens at {@code kdc} by TCP. */
    public static String text(Address kdc) {
        return text(Principal.REALM, kdc);
    }

    /** As {@link #text(Address)} for another realm; names of hosts belong to this realm then. */
    public static String text(String realm, Address kdc) {
        try (InputStream template = Krb5Conf.class.getResourceAsStream(TEMPLATE)) {
            return new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("^#.*\n", "")
                    .replace("{realm}", realm)
                    .replace("{kdc}", kdc.toString())
                    .replace("{enctypes}", ENCRYPTION_TYPES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
