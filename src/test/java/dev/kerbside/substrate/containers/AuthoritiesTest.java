package dev.kerbside.substrate.containers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.security.CertificateAuthority;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoritiesTest {
    @TempDir
    private Path folder;

    @Test
    void aJvmWithoutAPasswordFindsThePublicAuthoritiesAndTheOther() throws Exception {
        Path pem = folder.resolve("ca.pem");
        new CertificateAuthority("Test CA").writePem(pem);

        KeyStore store = KeyStore.getInstance("JKS");
        store.load(new ByteArrayInputStream(Authorities.with(pem)), null);

        List<Certificate> trusted = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            trusted.add(store.getCertificate(alias));
        }
        assertThat(trusted).hasSizeGreaterThan(10).contains(known()).contains(read(pem));
    }

    private static X509Certificate[] known() throws Exception {
        TrustManagerFactory known = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        known.init((KeyStore) null);
        return ((X509TrustManager) known.getTrustManagers()[0]).getAcceptedIssuers();
    }

    private static Certificate read(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
