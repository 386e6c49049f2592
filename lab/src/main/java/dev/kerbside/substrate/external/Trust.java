package dev.kerbside.substrate.external;

import dev.kerbside.LabException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** The certificates that a cluster's clients trust, from a store of any kind, as PKCS12 and as PEM. */
record Trust(List<Certificate> certificates) {
    private static final String PEM = "-----BEGIN CERTIFICATE-----";

    /**
     * Reads a store.
     *
     * @param store PKCS12, JKS or PEM
     * @param password of a PKCS12; may be null for others
     * @throws LabException (usage) if it has none, or cannot be read
     */
    static Trust of(Path store, String password) {
        try {
            String text = Files.readString(store, StandardCharsets.ISO_8859_1);
            List<Certificate> found = text.contains(PEM) ? pem(text) : store(store, password);
            if (found.isEmpty()) {
                throw LabException.usage(
                        "The truststore %s has no certificate to trust. Is truststore.password (ssl.truststore.password) right?"
                                .formatted(store));
            }
            return new Trust(found);
        } catch (IOException | GeneralSecurityException e) {
            throw LabException.usage(
                    "The truststore %s cannot be read: %s. PKCS12 and JKS need the right truststore.password; PEM needs none."
                            .formatted(store, e.getMessage()),
                    e);
        }
    }

    /** Reads the text of certificates. */
    static Trust ofPem(String text) {
        try {
            return new Trust(pem(text));
        } catch (GeneralSecurityException | StringIndexOutOfBoundsException e) {
            throw LabException.usage("ssl.truststore.certificates cannot be read: " + e.getMessage(), e);
        }
    }

    /** Those that Java trusts when nobody says otherwise. */
    static Trust ofJava() {
        return of(Path.of(System.getProperty("java.home"), "lib/security/cacerts"), "changeit");
    }

    private static List<Certificate> pem(String text) throws GeneralSecurityException {
        Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(
                        text.substring(text.indexOf(PEM)).getBytes(StandardCharsets.UTF_8)));
        return List.copyOf(all);
    }

    private static List<Certificate> store(Path file, String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(file.toFile(), password == null ? null : password.toCharArray());
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.isCertificateEntry(alias)) {
                found.add(store.getCertificate(alias));
            }
        }
        return found;
    }

    /** The same as a PKCS12 store. */
    KeyStore keyStore(String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password.toCharArray());
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("authority-" + i, certificates.get(i));
        }
        return store;
    }

    /** The same as PEM. */
    String pem() {
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return certificates.stream()
                .map(one -> PEM + "\n" + lines.encodeToString(encoded(one)) + "\n-----END CERTIFICATE-----\n")
                .collect(Collectors.joining());
    }

    private static byte[] encoded(Certificate one) {
        try {
            return one.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
