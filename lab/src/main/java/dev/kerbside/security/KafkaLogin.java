package dev.kerbside.security;

import dev.kerbside.Endpoints;
import dev.kerbside.Principal;
import dev.kerbside.config.Jaas;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Kafka client configurations by identity, all built on the lab's client.properties. */
public final class KafkaLogin {
    private KafkaLogin() {}

    /** As the holder of the ticket that kinit obtained: what {@code --command-config client.properties} does. */
    public static Properties ticket(Endpoints endpoints) {
        return read(endpoints.clientProperties());
    }

    /** As the brokers' superuser, who may do anything. */
    public static Properties administrator(Endpoints endpoints) {
        return read(endpoints.adminProperties());
    }

    private static Properties read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** As a principal whose keytab lies in the lab's folder. */
    public static Properties keytab(Endpoints endpoints, Principal principal) {
        Properties properties = ticket(endpoints);
        properties.put("sasl.jaas.config", Jaas.keytab(principal, endpoints.keytab(principal)));
        return properties;
    }
}
