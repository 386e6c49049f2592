package dev.kerbside.config;

import dev.kerbside.Principal;

/** The text of krb5.conf, the same for Java, MIT clients and every server of the lab. */
public final class Krb5Conf {
    /** AES only: JDK 17 dropped DES3 and RC4, and Kerby has no AES-SHA2. */
    public static final String ENCRYPTION_TYPES = "aes256-cts-hmac-sha1-96 aes128-cts-hmac-sha1-96";

    private Krb5Conf() {}

    /** krb5.conf of a client of the lab's realm, whose only KDC listens at {@code kdc} by TCP. */
    public static String text(Address kdc) {
        return text(Principal.REALM, kdc);
    }

    /** As {@link #text(Address)} for another realm; names of hosts belong to this realm then. */
    public static String text(String realm, Address kdc) {
        return """
                [libdefaults]
                    default_realm = %1$s
                    dns_lookup_kdc = false
                    dns_lookup_realm = false
                    dns_canonicalize_hostname = false
                    rdns = false
                    udp_preference_limit = 1
                    forwardable = true
                    permitted_enctypes = %3$s
                    default_tkt_enctypes = %3$s
                    default_tgs_enctypes = %3$s

                [realms]
                    %1$s = {
                        kdc = %2$s
                    }

                [domain_realm]
                    .tdp = %1$s
                    localhost = %1$s
                """
                .formatted(realm, kdc, ENCRYPTION_TYPES);
    }
}
