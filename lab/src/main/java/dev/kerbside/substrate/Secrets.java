package dev.kerbside.substrate;

import dev.kerbside.Principal;
import dev.kerbside.folder.FolderPlan;
import dev.kerbside.folder.LabFolder;
import dev.kerbside.security.CertificateAuthority;
import dev.kerbside.security.Keytabs;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;

/** A lab's random secrets: made at its start, readable by its owner only, removed at its end. */
public final class Secrets {
    private Secrets() {}

    /** Writes keytabs, certificates, stores and password files of a cluster into the lab's folder. */
    static void write(LabFolder folder, Cluster cluster) throws IOException, GeneralSecurityException {
        CertificateAuthority authority = new CertificateAuthority("Kerbside lab CA");
        String password = cluster.tlsPassword();
        folder.write(cluster.tls(null).truststore(), file -> authority.writeTruststore(file, password));
        folder.write(FolderPlan.CA_CERTIFICATE.in(folder.path()), authority::writePem);
        for (Node node : cluster.nodes()) {
            if (cluster.hasCertificate(node)) {
                folder.write(
                        cluster.tls(node.name()).keystore(),
                        file -> authority.issue(node.name(), node.host(), file, password));
            }
        }
        folder.write(FolderPlan.HTTP_SIGNATURE, new Passwords().next());
        for (Principal principal : cluster.passwords().keySet()) {
            write(folder, cluster, principal);
        }
    }

    /** Writes a principal's keytab, and tdp_user's password besides, for kinit without a keytab. */
    static void write(LabFolder folder, Cluster cluster, Principal principal) {
        if (principal.equals(Principal.TDP_USER)) {
            folder.write(
                    FolderPlan.PASSWORD.in(folder.path(), principal.name()),
                    file -> Files.writeString(file, cluster.passwords().get(principal)));
        }
        folder.write(
                FolderPlan.KEYTAB.in(folder.path(), principal.keytabName()),
                file -> Keytabs.write(file, principal.toString(), cluster.keys(principal)));
    }
}
