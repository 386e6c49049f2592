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
     * A principal's keys, one of each type: its password by string-to-key (RFC 3962), with the default salt, realm and
     * name. That is slow on purpose, and more so in a JVM that has just started.
     *
     * @param principal with its realm
     */
    public static List<byte[]> keys(String principal, String password) {
        try {
            List<byte[]> keys = new ArrayList<>();
            for (String type : Krb5Conf.ENCRYPTION_TYPES.split(" ")) {
                keys.add(EncryptionHandler.string2Key(principal, password, EncryptionType.fromName(type))
                        .getKeyData());
            }
            return keys;
        } catch (KrbException e) {
            throw new IllegalStateException("No keys could be derived for " + principal, e);
        }
    }

    /** The same keys, from what a {@link KdcDatabase} has of them. */
    static List<EncryptionKey> keys(List<byte[]> values) {
        List<EncryptionKey> keys = new ArrayList<>();
        String[] types = Krb5Conf.ENCRYPTION_TYPES.split(" ");
        for (int i = 0; i < types.length; i++) {
            keys.add(new EncryptionKey(EncryptionType.fromName(types[i]), values.get(i), KEY_VERSION));
        }
        return keys;
    }

    /** Writes the keytab of one principal, with its realm, into a file that is there or not; a new one has mode 0600. */
    public static void write(Path file, String principal, List<byte[]> values) throws IOException {
        Keytab keytab = new Keytab();
        for (EncryptionKey key : keys(values)) {
            keytab.addEntry(new KeytabEntry(new PrincipalName(principal), KerberosTime.now(), KEY_VERSION, key));
        }
        if (!Files.exists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        keytab.store(file.toFile());
    }
}
