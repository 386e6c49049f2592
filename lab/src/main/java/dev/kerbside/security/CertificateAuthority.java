package dev.kerbside.security;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A throw-away certificate authority. Its key lives in memory only; certificates last 30 days (P-256, SHA-256). */
public final class CertificateAuthority {
    private static final Duration LIFETIME = Duration.ofDays(30);

    static {
        // The stores' password is random, 192 bits: nobody guesses it, stretched or not. With Java's 10,000 rounds a
        // broker spent a quarter of its start on them, and every client some tenths of a second.
        for (String use : List.of("keyPbe", "certPbe", "mac")) {
            Security.setProperty("keystore.pkcs12." + use + "IterationCount", "1");
        }
    }

    private final SecureRandom random = new SecureRandom();
    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;

    public CertificateAuthority(String commonName) throws GeneralSecurityException, IOException {
        this.name = new X500Name("CN=" + commonName);
        this.keys = keyPair();
        X509v3CertificateBuilder builder = builder(name, keys);
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        this.certificate = sign(builder);
    }

    /** Writes a PKCS12 keystore with a fresh key and a certificate for this host name (and for 127.0.0.1). */
    public void issue(String node, String host, Path keystore, String password) throws IOException {
        try {
            write(certified(node, host, password), keystore, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate could be made for " + host, e);
        }
    }

    private KeyStore certified(String node, String host, String password) throws GeneralSecurityException, IOException {
        KeyPair nodeKeys = keyPair();
        X509v3CertificateBuilder builder = builder(new X500Name("CN=" + node), nodeKeys);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
            new GeneralName(GeneralName.dNSName, host), new GeneralName(GeneralName.iPAddress, "127.0.0.1")
        }));
        KeyStore store = emptyStore();
        store.setKeyEntry(
                node, nodeKeys.getPrivate(), password.toCharArray(), new Certificate[] {sign(builder), certificate});
        return store;
    }

    /** Writes the authority's certificate as a PKCS12 truststore. */
    public void writeTruststore(Path truststore, String password) throws IOException {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry("ca", certificate);
            write(store, truststore, password);
        } catch (GeneralSecurityException e) {
            throw new IOException("no truststore could be made", e);
        }
    }

    /** Writes the authority's certificate as PEM. */
    public void writePem(Path file) throws IOException {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(certificate);
        }
        Files.writeString(file, text.toString());
    }

    private X509v3CertificateBuilder builder(X500Name subject, KeyPair subjectKeys) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(120, random),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(LIFETIME)),
                subject,
                subjectKeys.getPublic());
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws GeneralSecurityException, CertIOException {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (OperatorCreationException e) {
            throw new GeneralSecurityException(e);
        }
    }

    private KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, Path file, String password) throws GeneralSecurityException, IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
    }
}
