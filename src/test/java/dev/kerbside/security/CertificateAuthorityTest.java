package dev.kerbside.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SignatureException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private static final String PASSWORD = "only here";

    @TempDir
    private Path temporary;

    private CertificateAuthority authority;
    private X509Certificate node;

    @BeforeEach
    void issue() throws Exception {
        authority = new CertificateAuthority("Test CA");
        authority.issue("broker-1", "localhost", temporary.resolve("broker-1.p12"), PASSWORD);
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(temporary.resolve("broker-1.p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        node = (X509Certificate) store.getCertificate("broker-1");
    }

    @Test
    void aNodesCertificateNamesItsHost() throws Exception {
        assertThat(node.getSubjectAlternativeNames()).contains(List.of(2, "localhost"), List.of(7, "127.0.0.1"));
    }

    @Test
    void itIsSignedByThisAuthorityAndNoOther() throws Exception {
        node.verify(pem(authority).getPublicKey());

        X509Certificate other = pem(new CertificateAuthority("Test CA"));
        assertThatThrownBy(() -> node.verify(other.getPublicKey())).isInstanceOf(SignatureException.class);
    }

    private X509Certificate pem(CertificateAuthority of) throws Exception {
        Path file = Files.createTempFile(temporary, "ca", ".pem");
        of.writePem(file);
        try (InputStream in = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
