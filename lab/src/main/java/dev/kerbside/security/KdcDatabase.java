package dev.kerbside.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a KDC serves, as its file kdc.json: for the KDC's process only, since whoever reads it is everybody.
 *
 * @param host name or address to listen at, by TCP
 * @param passwords name without realm → password, of a KDC that derives the keys itself
 * @param keys name without realm → the keys that {@link Keytabs#keys} has derived from its password, in that order
 * @param ticketGranting password of the KDC's own principal, whose key seals every ticket-granting ticket: those that a
 *     KDC granted before it was ended stay good. Its keys are among the others
 */
public record KdcDatabase(
        String realm,
        String host,
        int port,
        Map<String, String> passwords,
        Map<String, List<byte[]>> keys,
        String ticketGranting) {
    /** The longest life of a ticket. */
    public static final Duration TICKET_LIFE = Duration.ofHours(24);

    /** For how long a ticket can be renewed, at most. */
    public static final Duration RENEWABLE_LIFE = Duration.ofDays(7);

    /** The KDC's own principal, without realm. */
    public String ticketGrantingName() {
        return ticketGrantingName(realm);
    }

    /** The same of any realm. */
    public static String ticketGrantingName(String realm) {
        return "krbtgt/" + realm;
    }
}
