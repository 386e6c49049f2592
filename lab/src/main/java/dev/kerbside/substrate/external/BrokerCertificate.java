package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.config.Address;
import dev.kerbside.security.TrustedTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

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
        tls = TrustedTls.context(lab);
    }

    /** @throws IOException if not, or nobody listens, with the address */
    String check(Address broker) throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(broker.host(), broker.port()), MILLIS);
            plain.setSoTimeout(MILLIS);
            if (encrypted) {
                shake(plain, broker);
            } else if (speaksTls(plain, broker)) {
                throw LabException.checkFailed(
                        "%s speaks TLS, and the client says SASL_PLAINTEXT: say security.protocol=SASL_SSL."
                                .formatted(broker));
            }
            return broker.toString();
        } catch (IOException e) {
            throw new IOException("%s: %s".formatted(broker, e.getMessage() == null ? e : e.getMessage()), e);
        }
    }

    /** A listener without it hangs up, or says something else. */
    private boolean speaksTls(Socket plain, Address broker) throws IOException {
        try {
            shake(plain, broker);
            return true;
        } catch (SSLHandshakeException e) {
            // A certificate came.
            return e.getCause() instanceof CertificateException;
        } catch (IOException e) {
            return false;
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
