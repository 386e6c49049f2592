package dev.kerbside.security;

import dev.kerbside.Endpoints;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.PrivilegedExceptionAction;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.authentication.client.AuthenticatedURL;
import org.apache.hadoop.security.authentication.client.AuthenticationException;
import org.apache.hadoop.security.ssl.SSLFactory;

/** Pages of a lab's services: SPNEGO, and HTTPS that trusts whom ssl-client.xml names, where the address says HTTPS. */
public final class Pages {
    private static final int MILLIS = 20_000;

    private Pages() {}

    /**
     * Opens a page for an identity.
     *
     * @throws IOException if it is refused, too
     */
    public static InputStream open(Endpoints lab, UserGroupInformation identity, URI page) throws IOException {
        SSLFactory tls = new SSLFactory(SSLFactory.Mode.CLIENT, HadoopConfiguration.of(lab));
        try {
            tls.init();
            return identity.doAs((PrivilegedExceptionAction<InputStream>) () -> {
                HttpURLConnection connection = new AuthenticatedURL(null, made -> {
                            made.setConnectTimeout(MILLIS);
                            made.setReadTimeout(MILLIS);
                            return tls.configure(made);
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
        } finally {
            tls.destroy();
        }
    }
}
