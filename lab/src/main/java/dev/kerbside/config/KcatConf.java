package dev.kerbside.config;

import dev.kerbside.Endpoints;
import java.util.Map;

/** The text of {@code kcat.conf}: librdkafka's settings, with the CA as PEM and the ticket that kinit obtained. */
public final class KcatConf {
    private static final String LOOPBACK =
            """
            # The brokers listen on 127.0.0.1, and localhost may be ::1 first.
            broker.address.family=v4
            """;

    private KcatConf() {}

    /**
     * For the lab's user.
     *
     * @param kafka what a client of these brokers needs otherwise, as in client.properties
     */
    public static String text(Endpoints endpoints, Map<String, String> kafka) {
        return """
                bootstrap.servers=%s
                security.protocol=%s
                sasl.mechanisms=GSSAPI
                sasl.kerberos.service.name=%s
                # Use the ticket cache of KRB5CCNAME; otherwise librdkafka runs kinit itself and asks for a keytab.
                sasl.kerberos.min.time.before.relogin=0
                ssl.ca.location=%s
                """
                        .formatted(
                                endpoints.bootstrapServers(),
                                kafka.getOrDefault("security.protocol", "SASL_SSL"),
                                kafka.getOrDefault("sasl.kerberos.service.name", "kafka"),
                                endpoints.caCertificate())
                + (endpoints.bootstrapServers().contains("localhost:") ? LOOPBACK : "");
    }
}
