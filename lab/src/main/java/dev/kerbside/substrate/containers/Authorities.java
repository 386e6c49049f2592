package dev.kerbside.substrate.containers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whom a JVM trusts that is told of no truststore: on the edge node the public authorities and the lab's, as on TDP. */
final class Authorities {
    /** That of every cacerts. A JVM reads the file without it. */
    private static final char[] PASSWORD = "changeit".toCharArray();

    private Authorities() {}

    /**
     * A cacerts file with the authorities that this JVM trusts, and one more.
     *
     * @param certificate of the other authority, as PEM
     */
    static byte[] with(Path certificate) throws IOException {
        try (InputStream pem = Files.newInputStream(certificate)) {
            // Not PKCS12, whose certificates are encrypted: a JVM that is told no password would find none of them.
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            known.init((KeyStore) null);
            for (TrustManager manager : known.getTrustManagers()) {
                for (X509Certificate authority : ((X509TrustManager) manager).getAcceptedIssuers()) {
                    add(store, authority);
                }
            }
            add(store, CertificateFactory.getInstance("X.509").generateCertificate(pem));
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, PASSWORD);
            return bytes.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void add(KeyStore store, Certificate authority) throws GeneralSecurityException {
        store.setCertificateEntry("authority-" + store.size(), authority);
    }
}
