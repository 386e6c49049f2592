package dev.kerbside.config;

import dev.kerbside.Endpoints;

/** The text of {@code kcat.conf}: librdkafka's settings, with the CA as PEM and the ticket that kinit obtained. */
public final class KcatConf {
    private KcatConf() {}

    /** For tdp_user. */
    public static String text(Endpoints endpoints) {
        return """
                bootstrap.servers=%s
                security.protocol=SASL_SSL
                sasl.mechanisms=GSSAPI
                sasl.kerberos.service.name=kafka
                # Use the ticket cache of KRB5CCNAME; otherwise librdkafka runs kinit itself and asks for a keytab.
                sasl.kerberos.min.time.before.relogin=0
                # The brokers listen on 127.0.0.1, and localhost may be ::1 first.
                broker.address.family=v4
                ssl.ca.location=%s
                """
                .formatted(endpoints.bootstrapServers(), endpoints.caCertificate());
    }
}
