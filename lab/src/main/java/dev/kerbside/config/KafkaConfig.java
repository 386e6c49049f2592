package dev.kerbside.config;

import dev.kerbside.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/** The texts of Kafka's configuration files: a combined broker and controller (KRaft), and a client. */
public final class KafkaConfig {
    private KafkaConfig() {}

    /**
     * A broker that is a controller too.
     *
     * @param client listener for clients and brokers
     * @param published a second listener for clients, where those outside a container reach another port; else null
     */
    public record Broker(int id, Address client, Address controller, Address published) {
        /** The listener for clients outside the brokers' own network. */
        public Address outside() {
            return published == null ? client : published;
        }
    }

    /**
     * {@code server.properties} of {@code self} in the cluster {@code all}.
     *
     * @param bind address that listeners bind to: loopback, or 0.0.0.0 inside a container
     * @param tokenSecret with which all brokers sign delegation tokens
     * @param tokenLife of these; null for Kafka's own
     */
    public static String broker(
            Broker self,
            List<Broker> all,
            String bind,
            Path data,
            TlsStores tls,
            Principal principal,
            Path keytab,
            String tokenSecret,
            Duration tokenLife) {
        String voters = all.stream().map(b -> b.id() + "@" + b.controller()).collect(Collectors.joining(","));
        Map<String, Address> listeners = listeners(self);
        return PropertiesText.ascii(
                """
                process.roles=broker,controller
                node.id=%1$d
                controller.quorum.voters=%2$s
                log.dirs=%3$s

                listeners=%4$s
                advertised.listeners=%5$s
                listener.security.protocol.map=%6$s
                inter.broker.listener.name=CLIENT
                controller.listener.names=CONTROLLER
                """
                                .formatted(
                                        self.id(),
                                        voters,
                                        data,
                                        each(
                                                listeners,
                                                (name, address) -> name + "://" + bind + ":" + address.port(),
                                                ","),
                                        each(listeners, (name, address) -> name + "://" + address, ","),
                                        each(listeners, (name, address) -> name + ":SASL_SSL", ","))
                        + security(listeners, tls, Jaas.keytab(principal, keytab), principal)
                        + tokens(listeners, tokenSecret, tokenLife)
                        + BOUNDS
                        + sizes(all.size()));
    }

    private static Map<String, Address> listeners(Broker broker) {
        Map<String, Address> listeners = new LinkedHashMap<>();
        listeners.put("CLIENT", broker.client());
        if (broker.published() != null) {
            listeners.put("PUBLISHED", broker.published());
        }
        listeners.put("CONTROLLER", broker.controller());
        return listeners;
    }

    private static String each(
            Map<String, Address> listeners, BiFunction<String, Address, String> text, String separator) {
        return listeners.entrySet().stream()
                .map(listener -> text.apply(listener.getKey(), listener.getValue()))
                .collect(Collectors.joining(separator));
    }

    private static String security(Map<String, Address> listeners, TlsStores tls, String login, Principal principal) {
        String logins = each(
                listeners,
                (name, address) ->
                        "listener.name.%s.gssapi.sasl.jaas.config=%s".formatted(name.toLowerCase(Locale.ROOT), login),
                "\n");
        return """

                sasl.enabled.mechanisms=GSSAPI
                sasl.mechanism.inter.broker.protocol=GSSAPI
                sasl.mechanism.controller.protocol=GSSAPI
                sasl.kerberos.service.name=%1$s
                %2$s
                ssl.keystore.type=PKCS12
                ssl.keystore.location=%3$s
                ssl.keystore.password=%5$s
                ssl.key.password=%5$s
                ssl.truststore.type=PKCS12
                ssl.truststore.location=%4$s
                ssl.truststore.password=%5$s

                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                super.users=User:%1$s
                allow.everyone.if.no.acl.found=false
                auto.create.topics.enable=false
                """
                .formatted(principal.primary(), logins, tls.keystore(), tls.truststore(), tls.password());
    }

    /**
     * Delegation tokens, which clients prove that they have by SCRAM. No user has a SCRAM password, and the controllers
     * take Kerberos only.
     */
    private static String tokens(Map<String, Address> listeners, String secret, Duration life) {
        Map<String, Address> clients = new LinkedHashMap<>(listeners);
        clients.remove("CONTROLLER");
        return "\n"
                + each(
                        clients,
                        (name, address) ->
                                """
                                listener.name.%1$s.sasl.enabled.mechanisms=GSSAPI,%2$s
                                listener.name.%1$s.%3$s.sasl.jaas.config=%4$s required;
                                """
                                        .formatted(
                                                name.toLowerCase(Locale.ROOT),
                                                Jaas.TOKEN_MECHANISM,
                                                Jaas.TOKEN_MECHANISM.toLowerCase(Locale.ROOT),
                                                Jaas.TOKEN_MODULE),
                        "")
                + "delegation.token.secret.key=" + secret + "\n"
                + (life == null
                        ? ""
                        : """
                                delegation.token.expiry.time.ms=%1$d
                                delegation.token.max.lifetime.ms=%1$d
                                # A token counts until the controller has removed it.
                                delegation.token.expiry.check.interval.ms=1000
                                """
                                .formatted(life.toMillis()));
    }

    /**
     * What others may cost a broker, which makes room for as many bytes as they say that will come. Before a login that is
     * 64 KiB for each connection, and TLS's buffers; after it, requests of all connections share 32 MiB. The largest
     * request of the lessons has 12 MiB.
     */
    private static final String BOUNDS =
            """

                sasl.server.max.receive.size=65536
                socket.request.max.bytes=16777216
                queued.max.request.bytes=33554432
                max.connections=400
                connections.max.idle.ms=120000
                """;

    /** A laptop's cluster: everything replicated three times where there are three brokers, small pools and buffers. */
    private static String sizes(int brokers) {
        return """

                default.replication.factor=%1$d
                min.insync.replicas=%2$d
                offsets.topic.replication.factor=%1$d
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=%1$d
                transaction.state.log.min.isr=%2$d
                transaction.state.log.num.partitions=3
                group.initial.rebalance.delay.ms=0
                delete.topic.enable=true
                num.network.threads=2
                num.io.threads=2
                num.replica.fetchers=1
                background.threads=2
                log.cleaner.dedupe.buffer.size=4194304
                auto.include.jmx.reporter=false
                metrics.jmx.exclude=.*
                """
                .formatted(Math.min(brokers, 3), Math.min(brokers, 2));
    }

    /**
     * {@code client.properties}: SASL_SSL with this login.
     *
     * @param otherwise what is said otherwise, or besides
     */
    public static String client(String bootstrap, TlsStores tls, String login, Map<String, String> otherwise) {
        return PropertiesText.ascii(
                """
                bootstrap.servers=%s
                security.protocol=SASL_SSL
                sasl.mechanism=GSSAPI
                sasl.kerberos.service.name=kafka
                sasl.jaas.config=%s
                ssl.truststore.type=PKCS12
                ssl.truststore.location=%s
                ssl.truststore.password=%s
                """
                                .formatted(bootstrap, login, tls.truststore(), tls.password())
                        + PropertiesText.lines("", otherwise));
    }
}
