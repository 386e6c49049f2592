package dev.kerbside.security;

import dev.kerbside.config.Krb5Conf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.crypto.EncryptionHandler;
import org.apache.kerby.kerberos.kerb.keytab.Keytab;
import org.apache.kerby.kerberos.kerb.keytab.KeytabEntry;
import org.apache.kerby.kerberos.kerb.type.KerberosTime;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionKey;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;

/**
 * The lab's keytabs. The lab makes them, before any KDC runs: a KDC that knows the same passwords derives the same
 * keys, whichever it is.
 */
public final class Keytabs {
    /** Version of every key: another password changes the keys, and not their version, because no KDC here keeps old ones. */
    public static final int KEY_VERSION = 1;

    private Keytabs() {}

    /**
     * A principal's keys: its password by each type's string-to-key (RFC 3962), with the default salt, realm and name.
     *
     * @param principal with its realm
     */
    public static List<EncryptionKey> keys(String principal, String password) throws KrbException {
        List<EncryptionKey> keys = new ArrayList<>();
        for (String type : Krb5Conf.ENCRYPTION_TYPES.split(" ")) {
            EncryptionKey key = EncryptionHandler.string2Key(principal, password, EncryptionType.fromName(type));
            key.setKvno(KEY_VERSION);
            keys.add(key);
        }
        return keys;
    }

    /** Writes the keytab of one principal, with its realm, into a file that is there or not; a new one has mode 0600. */
    public static void write(Path file, String principal, String password) throws IOException {
        Keytab keytab = new Keytab();
        try {
            for (EncryptionKey key : keys(principal, password)) {
                keytab.addEntry(new KeytabEntry(new PrincipalName(principal), KerberosTime.now(), KEY_VERSION, key));
            }
        } catch (KrbException e) {
            throw new IOException("No keys could be derived for " + principal, e);
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        keytab.store(file.toFile());
    }
}
