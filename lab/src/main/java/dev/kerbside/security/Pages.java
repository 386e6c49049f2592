package dev.kerbside.security;

import dev.kerbside.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PrivilegedExceptionAction;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
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
            SSLContext trusting = TrustedTls.context(lab);
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
}
