package dev.kerbside.junit;

import dev.kerbside.LabException;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.Base64;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/** A login by keytab, and its tokens for HTTP servers (SPNEGO, RFC 4559). */
final class Negotiation {
    private static final String SPNEGO = "1.3.6.1.5.5.2";

    private final String principal;
    private final Path keytab;
    private Subject subject;

    /** @param principal with its realm */
    Negotiation(String principal, Path keytab) {
        this.principal = principal;
        this.keytab = keytab;
    }

    /** {@code Negotiate …}, for one request to a server on this host. */
    synchronized String authorization(String host) {
        try {
            if (subject == null) {
                subject = login();
            }
            byte[] token = Subject.doAs(subject, (PrivilegedExceptionAction<byte[]>) () -> token(host));
            return "Negotiate " + Base64.getEncoder().encodeToString(token);
        } catch (Exception e) {
            throw LabException.checkFailed(
                    "%s got no ticket for HTTP/%s: %s".formatted(principal, host, e.getMessage()), e);
        }
    }

    private static byte[] token(String host) throws Exception {
        GSSManager manager = GSSManager.getInstance();
        GSSName server = manager.createName("HTTP@" + host, GSSName.NT_HOSTBASED_SERVICE);
        GSSContext context = manager.createContext(server, new Oid(SPNEGO), null, GSSContext.DEFAULT_LIFETIME);
        try {
            context.requestMutualAuth(true);
            return context.initSecContext(new byte[0], 0, 0);
        } finally {
            context.dispose();
        }
    }

    private Subject login() throws LoginException {
        Map<String, String> options = Map.of(
                "useKeyTab", "true",
                "storeKey", "true",
                "doNotPrompt", "true",
                // The realm's configuration may be younger than this JVM's first use of Kerberos.
                "refreshKrb5Config", "true",
                "keyTab", keytab.toString(),
                "principal", principal);
        LoginContext login = new LoginContext("", new Subject(), null, new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options)
                };
            }
        });
        login.login();
        return login.getSubject();
    }
}
