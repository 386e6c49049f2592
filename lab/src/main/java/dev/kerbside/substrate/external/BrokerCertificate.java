package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.config.Address;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Whether a client believes a broker who it is: its certificate is signed by somebody trusted, and names the host. */
final class BrokerCertificate {
    private static final int MILLIS = 10_000;

    private final boolean encrypted;
    private final String identification;
    private final SSLContext tls;

    /** @param client the client's properties, with the lab's truststore */
    BrokerCertificate(Endpoints lab, Properties client) throws IOException, GeneralSecurityException {
        encrypted = client.getProperty("security.protocol").endsWith("SSL");
        identification = client.getProperty("ssl.endpoint.identification.algorithm", "https");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(lab.truststore())) {
            store.load(in, client.getProperty("ssl.truststore.password").toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
    }

    /** @throws IOException if not, or nobody listens, with the address */
    String check(Address broker) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(broker.host(), broker.port()), MILLIS);
            plain.setSoTimeout(MILLIS);
            if (encrypted) {
                shake(plain, broker);
            }
            return broker.toString();
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(broker, e.getMessage() == null ? e : e.getMessage()), e);
        }
    }

    private void shake(Socket plain, Address broker) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) tls.getSocketFactory().createSocket(plain, broker.host(), broker.port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            if (!identification.isEmpty()) {
                parameters.setEndpointIdentificationAlgorithm(identification.toUpperCase(java.util.Locale.ROOT));
            }
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }
}
