package dev.kerbside.security;

import dev.kerbside.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.security.auth.kerberos.KerberosPrincipal;
import org.apache.directory.server.kerberos.KerberosConfig;
import org.apache.directory.server.kerberos.changepwd.exceptions.ChangePasswdErrorType;
import org.apache.directory.server.kerberos.changepwd.exceptions.ChangePasswordException;
import org.apache.directory.server.kerberos.kdc.KdcServer;
import org.apache.directory.server.kerberos.protocol.KerberosProtocolHandler;
import org.apache.directory.server.kerberos.protocol.codec.KerberosProtocolCodecFactory;
import org.apache.directory.server.kerberos.shared.replay.ReplayCache;
import org.apache.directory.server.kerberos.shared.replay.ReplayCacheImpl;
import org.apache.directory.server.kerberos.shared.store.PrincipalStore;
import org.apache.directory.server.kerberos.shared.store.PrincipalStoreEntry;
import org.apache.directory.server.kerberos.shared.store.PrincipalStoreEntryModifier;
import org.apache.directory.shared.kerberos.codec.types.EncryptionType;
import org.apache.directory.shared.kerberos.components.EncryptionKey;
import org.apache.directory.shared.kerberos.components.KdcRep;
import org.apache.directory.shared.kerberos.components.KdcReq;
import org.apache.directory.shared.kerberos.components.KdcReqBody;
import org.apache.directory.shared.kerberos.components.PrincipalName;
import org.apache.directory.shared.kerberos.messages.KrbError;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.filter.codec.ProtocolCodecFilter;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;

/**
 * The kdc node: ApacheDS's Kerberos protocol over a store in memory, without its LDAP directory, whose schema alone
 * takes 10 s to load.
 */
public final class ApacheDsMain {
    /** ApacheDS's own is four minutes, too long to wait for the end of a ticket. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);

    private ApacheDsMain() {}

    /** Serves the {@link KdcDatabase} in {@code args[0]}. */
    public static void main(String[] args) throws Exception {
        KdcDatabase database = Json.read(Path.of(args[0]), KdcDatabase.class);
        NioSocketAcceptor acceptor = new NioSocketAcceptor();
        acceptor.setReuseAddress(true);
        acceptor.getSessionConfig().setTcpNoDelay(true);
        acceptor.getFilterChain().addLast("codec", new ProtocolCodecFilter(KerberosProtocolCodecFactory.getInstance()));
        acceptor.setHandler(new Journaling(new Server(config(database.realm())), new Store(database)));
        acceptor.bind(new InetSocketAddress(database.host(), database.port()));
    }

    private static KerberosConfig config(String realm) {
        KerberosConfig config = new KerberosConfig();
        config.setPrimaryRealm(realm);
        config.setServicePrincipal(ticketGranting(realm));
        config.setEncryptionTypes(
                Set.of(EncryptionType.AES256_CTS_HMAC_SHA1_96, EncryptionType.AES128_CTS_HMAC_SHA1_96));
        config.setMinimumTicketLifetime(SHORTEST_LIFE.toMillis());
        config.setMaximumTicketLifetime(KdcDatabase.TICKET_LIFE.toMillis());
        config.setMaximumRenewableLifetime(KdcDatabase.RENEWABLE_LIFE.toMillis());
        return config;
    }

    private static String ticketGranting(String realm) {
        return "krbtgt/" + realm + "@" + realm;
    }

    /** Writes a line for each request when it is answered. */
    private static final class Journaling extends KerberosProtocolHandler {
        private static final String ASKED = "asked";

        Journaling(KdcServer server, PrincipalStore store) {
            super(server, store);
        }

        @Override
        public void messageReceived(IoSession session, Object message) {
            session.setAttribute(ASKED, message);
            super.messageReceived(session, message);
        }

        @Override
        public void messageSent(IoSession session, Object message) {
            if (session.getAttribute(ASKED) instanceof KdcReq asked) {
                write(asked, message, ((InetSocketAddress) session.getRemoteAddress()).getAddress());
            }
            super.messageSent(session, message);
        }

        private static void write(KdcReq asked, Object reply, InetAddress address) {
            KdcReqBody body = asked.getKdcReqBody();
            PrincipalName client = reply instanceof KdcRep granted ? granted.getCName() : body.getCName();
            KdcJournal journal = new KdcJournal(
                    asked.getMessageType().name(),
                    address.getHostAddress(),
                    named(client, body.getRealm()),
                    named(body.getSName(), body.getRealm()));
            if (reply instanceof KdcRep granted) {
                journal.issued(Instant.ofEpochMilli(
                        granted.getEncKdcRepPart().getEndTime().getTime()));
            } else if (reply instanceof KrbError refusal) {
                journal.refused("KRB_ERROR_" + refusal.getErrorCode().getValue(), refusal.getEText());
            }
        }

        private static String named(PrincipalName name, String realm) {
            return name == null ? null : name.getNameString() + "@" + realm;
        }
    }

    /** Holds the configuration and the replay cache, which ApacheDS makes only when it starts with its directory. */
    private static final class Server extends KdcServer {
        private static final long serialVersionUID = 1L;

        private final transient ReplayCache replays;

        Server(KerberosConfig config) {
            super(config);
            this.replays = new ReplayCacheImpl(config.getAllowableClockSkew());
        }

        @Override
        public ReplayCache getReplayCache() {
            return replays;
        }
    }

    /** The principals, by full name. */
    private static final class Store implements PrincipalStore {
        private final Map<String, PrincipalStoreEntry> entries = new HashMap<>();

        Store(KdcDatabase database) throws KrbException {
            for (Map.Entry<String, String> principal : database.passwords().entrySet()) {
                add(principal.getKey() + "@" + database.realm(), principal.getValue(), database.realm());
            }
            add(ticketGranting(database.realm()), database.ticketGranting(), database.realm());
        }

        private void add(String name, String password, String realm) throws KrbException {
            Map<EncryptionType, EncryptionKey> keys = new EnumMap<>(EncryptionType.class);
            for (var key : Keytabs.keys(name, password)) {
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
