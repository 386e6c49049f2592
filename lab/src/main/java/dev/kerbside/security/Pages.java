package dev.kerbside.security;

import dev.kerbside.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivilegedExceptionAction;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.authentication.client.AuthenticatedURL;
import org.apache.hadoop.security.authentication.client.AuthenticationException;

/** Pages of the lab's services: HTTPS that trusts the lab's authority only, and SPNEGO. */
public final class Pages {
    private static final int MILLIS = 20_000;

    private Pages() {}

    /**
     * Opens a page for an identity.
     *
     * @throws IOException if it is refused, too
     */
    public static InputStream open(Endpoints lab, UserGroupInformation identity, URI page) throws IOException {
        try {
            SSLContext trusting = trusting(lab);
            return identity.doAs((PrivilegedExceptionAction<InputStream>) () -> {
                HttpURLConnection connection = new AuthenticatedURL(null, made -> {
                            ((HttpsURLConnection) made).setSSLSocketFactory(trusting.getSocketFactory());
                            made.setConnectTimeout(MILLIS);
                            made.setReadTimeout(MILLIS);
                            return made;
                        })
                        .openConnection(page.toURL(), new AuthenticatedURL.Token());
                return connection.getInputStream();
            });
        } catch (GeneralSecurityException e) {
            throw new IOException("%s cannot be read: %s".formatted(page, e), e);
        } catch (java.lang.reflect.UndeclaredThrowableException e) {
            if (e.getCause() instanceof AuthenticationException refused) {
                throw new IOException("%s: %s".formatted(page, refused.getMessage()), refused);
            }
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading " + page, e);
        }
    }

    private static SSLContext trusting(Endpoints lab) throws GeneralSecurityException, IOException {
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
