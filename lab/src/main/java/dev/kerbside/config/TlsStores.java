package dev.kerbside.config;

import java.nio.file.Path;
import java.util.Map;

/**
 * Where a node finds its certificate and whom it trusts: PKCS12 stores with one password.
 *
 * @param keystore the node's key and certificate, or {@code null} for a client
 */
public record TlsStores(Path keystore, Path truststore, String password) {
    /** Kafka's options of a client that trusts these, but for their type. */
    public Map<String, String> trust() {
        return Map.of("ssl.truststore.location", truststore.toString(), "ssl.truststore.password", password);
    }

    /** Never print the password. */
    @Override
    public String toString() {
        return "TlsStores[" + keystore + ", " + truststore + "]";
    }
}
