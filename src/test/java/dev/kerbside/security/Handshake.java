package dev.kerbside.security;

import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.LoginContext;
import javax.security.auth.login.LoginException;
import org.ietf.jgss.GSSContext;
import org.ietf.jgss.GSSCredential;
import org.ietf.jgss.GSSManager;
import org.ietf.jgss.GSSName;
import org.ietf.jgss.Oid;

/**
 * Java's own client and services, all by keytab: {@code client keytab service keytab service keytab …}. Prints a line a
 * service: whom it has accepted.
 */
public final class Handshake {
    private static final GSSManager GSS = GSSManager.getInstance();

    private Handshake() {}

    public static void main(String[] args) throws Exception {
        Oid kerberos = new Oid("1.2.840.113554.1.2.2");
        Oid principal = new Oid("1.2.840.113554.1.2.2.1");
        Subject client = login(args[0], args[1], true);
        for (int i = 2; i < args.length; i += 2) {
            Subject service = login(args[i], args[i + 1], false);
            GSSName name = GSS.createName(args[i], principal);
            GSSContext asking = as(client, () -> {
                GSSContext context = GSS.createContext(name, kerberos, null, GSSContext.DEFAULT_LIFETIME);
                context.requestMutualAuth(true);
                return context;
            });
            GSSContext asked = as(
                    service,
                    () -> GSS.createContext(GSS.createCredential(
                            name, GSSCredential.INDEFINITE_LIFETIME, kerberos, GSSCredential.ACCEPT_ONLY)));
            byte[] token = new byte[0];
            while (!asking.isEstablished()) {
                byte[] toService = token;
                byte[] request = as(client, () -> asking.initSecContext(toService, 0, toService.length));
                token = asked.isEstablished()
                        ? token
                        : as(service, () -> asked.acceptSecContext(request, 0, request.length));
            }
            System.out.println(args[i] + " accepted " + asked.getSrcName());
        }
    }

    private static <T> T as(Subject subject, PrivilegedExceptionAction<T> action) throws PrivilegedActionException {
        return Subject.doAs(subject, action);
    }

    private static Subject login(String principal, String keytab, boolean initiator) throws LoginException {
        Map<String, String> options = Map.of(
                "principal",
                principal,
                "keyTab",
                keytab,
                "useKeyTab",
                "true",
                "storeKey",
                "true",
                "isInitiator",
                String.valueOf(initiator));
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
