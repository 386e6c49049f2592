package dev.kerbside.security;

import dev.kerbside.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS of a lab's clients. */
public final class TrustedTls {
    private TrustedTls() {}

    /** One that trusts the authorities in the lab's truststore, and nobody else. */
    public static SSLContext context(Endpoints lab) throws GeneralSecurityException, IOException {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        try (InputStream store = Files.newInputStream(lab.truststore())) {
            authorities.load(
                    store,
                    KafkaLogin.ticket(lab)
                            .getProperty("ssl.truststore.password")
                            .toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
