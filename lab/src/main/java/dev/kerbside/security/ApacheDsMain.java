package dev.kerbside.security;

import dev.kerbside.folder.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.security.auth.kerberos.KerberosPrincipal;
import org.apache.directory.server.kerberos.KerberosConfig;
import org.apache.directory.server.kerberos.changepwd.exceptions.ChangePasswdErrorType;
import org.apache.directory.server.kerberos.changepwd.exceptions.ChangePasswordException;
import org.apache.directory.server.kerberos.shared.store.PrincipalStore;
import org.apache.directory.server.kerberos.shared.store.PrincipalStoreEntry;
import org.apache.directory.server.kerberos.shared.store.PrincipalStoreEntryModifier;
import org.apache.directory.shared.kerberos.codec.types.EncryptionType;
import org.apache.directory.shared.kerberos.components.EncryptionKey;

/**
 * The kdc node: ApacheDS's Kerberos services over a store in memory. Its LDAP directory is left out, because its schema
 * alone takes 10 s to load. {@link KdcAcceptor} stands in place of MINA, which has no limits of connections or time.
 */
public final class ApacheDsMain {
    /** ApacheDS's own is four minutes, too long to wait for the end of a ticket. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    private ApacheDsMain() {}

    /** Serves the {@link KdcDatabase} in {@code args[0]}. */
    public static void main(String[] args) throws Exception {
        KdcDatabase database = Json.read(Path.of(args[0]), KdcDatabase.class);
        KdcAcceptor.serve(database, new ApacheDsAnswers(config(database.realm()), new Store(database)));
    }

    private static KerberosConfig config(String realm) {
        KerberosConfig config = new KerberosConfig();
        config.setPrimaryRealm(realm);
        config.setServicePrincipal(ticketGranting(realm));
        config.setEncryptionTypes(
                Set.of(EncryptionType.AES256_CTS_HMAC_SHA1_96, EncryptionType.AES128_CTS_HMAC_SHA1_96));
        config.setPaEncTimestampRequired(true);
        config.setMinimumTicketLifetime(SHORTEST_LIFE.toMillis());
        config.setMaximumTicketLifetime(KdcDatabase.TICKET_LIFE.toMillis());
        config.setMaximumRenewableLifetime(KdcDatabase.RENEWABLE_LIFE.toMillis());
        return config;
    }

    private static String ticketGranting(String realm) {
        return KdcDatabase.ticketGrantingName(realm) + "@" + realm;
    }

    /** The principals, by full name. */
    private static final class Store implements PrincipalStore {
        private final Map<String, PrincipalStoreEntry> entries = new HashMap<>();

        Store(KdcDatabase database) {
            database.keys().forEach((name, keys) -> add(name + "@" + database.realm(), keys, database.realm()));
        }

        private void add(String name, List<byte[]> values, String realm) {
            Map<EncryptionType, EncryptionKey> keys = new EnumMap<>(EncryptionType.class);
            for (var key : Keytabs.keys(values)) {
                EncryptionType type =
                        EncryptionType.getTypeByValue(key.getKeyType().getValue());
                keys.put(type, new EncryptionKey(type, key.getKeyData(), Keytabs.KEY_VERSION));
            }
            PrincipalStoreEntryModifier entry = new PrincipalStoreEntryModifier();
            entry.setPrincipal(new KerberosPrincipal(name));
            entry.setRealmName(realm);
            entry.setKeyMap(keys);
            entry.setKeyVersionNumber(Keytabs.KEY_VERSION);
            entries.put(name, entry.getEntry());
        }

        @Override
        public PrincipalStoreEntry getPrincipal(KerberosPrincipal principal) {
            return entries.get(principal.getName());
        }

        @Override
        public void changePassword(KerberosPrincipal by, KerberosPrincipal of, String password, boolean initial)
                throws ChangePasswordException {
            throw new ChangePasswordException(ChangePasswdErrorType.KRB5_KPASSWD_ACCESSDENIED);
        }
    }
}
