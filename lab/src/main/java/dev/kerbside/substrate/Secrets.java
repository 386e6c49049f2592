package dev.kerbside.substrate;

import dev.kerbside.Principal;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.security.CertificateAuthority;
import dev.kerbside.security.Keytabs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** A lab's random secrets: made at its start, readable by its owner only, removed at its end. */
public final class Secrets {
    private static final int BYTES = 24;

    private final SecureRandom random = new SecureRandom();

    String password() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Writes keytabs, certificates, stores and password files of a cluster into the lab's folder. */
    void write(LabFolder folder, Cluster cluster) throws IOException, GeneralSecurityException {
        CertificateAuthority authority = new CertificateAuthority("Kerbside lab CA");
        Path tls = folder.folder("tls");
        authority.writeTruststore(tls.resolve("truststore.p12"), cluster.tlsPassword());
        authority.writePem(tls.resolve("ca.pem"));
        for (Node node : cluster.nodes()) {
            if (cluster.hasCertificate(node)) {
                authority.issue(
                        node.name(), node.host(), cluster.tls(node.name()).keystore(), cluster.tlsPassword());
            }
        }
        Path secrets = folder.folder("secrets");
        Files.writeString(secrets.resolve("http-signature"), password());
        writeUser(folder, cluster, Principal.TDP_USER);
        for (Path file : new Path[] {tls, secrets}) {
            restrict(file);
        }
        Keytabs.write(folder.folder("keytabs"), cluster.passwords());
    }

    /** Writes a user's keytab, and tdp_user's password besides, for kinit without a keytab. */
    static void writeUser(LabFolder folder, Cluster cluster, Principal user) throws IOException {
        String password = cluster.passwords().get(user);
        if (user.equals(Principal.TDP_USER)) {
            Path file = folder.folder("secrets").resolve(user.name() + ".password");
            Files.writeString(file, password);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Keytabs.write(folder.folder("keytabs"), Map.of(user, password));
    }

    /** Mode 0600 for every file of a folder. */
    public static void restrict(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
        }
    }
}
