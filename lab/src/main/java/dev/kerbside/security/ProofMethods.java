package dev.kerbside.security;

import java.util.Collection;
import org.apache.kerby.kerberos.kerb.KrbCodec;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.EtypeInfo2;
import org.apache.kerby.kerberos.kerb.type.base.EtypeInfo2Entry;
import org.apache.kerby.kerberos.kerb.type.base.MethodData;
import org.apache.kerby.kerberos.kerb.type.base.PrincipalName;
import org.apache.kerby.kerberos.kerb.type.pa.PaDataEntry;
import org.apache.kerby.kerberos.kerb.type.pa.PaDataType;

/** What a KDC says with PREAUTH_REQUIRED (METHOD-DATA of RFC 4120): which proof it wants, and how a password becomes a key. */
final class ProofMethods {
    private ProofMethods() {}

    /**
     * A timestamp, encrypted with one of these kinds of key; the salt is the default one of {@link Keytabs}. A client that
     * is told no salt may take none (Go's), and one that is told no method gives up (MIT's).
     */
    static byte[] encoded(Collection<EncryptionType> types, PrincipalName client) throws KrbException {
        EtypeInfo2 keys = new EtypeInfo2();
        for (EncryptionType type : types) {
            EtypeInfo2Entry key = new EtypeInfo2Entry();
            key.setEtype(type);
            key.setSalt(PrincipalName.makeSalt(client));
            keys.add(key);
        }
        MethodData methods = new MethodData();
        methods.add(new PaDataEntry(PaDataType.ETYPE_INFO2, KrbCodec.encode(keys)));
        methods.add(new PaDataEntry(PaDataType.ENC_TIMESTAMP, new byte[0]));
        return KrbCodec.encode(methods);
    }
}
