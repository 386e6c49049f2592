package dev.kerbside.security;

import java.util.ArrayList;
import java.util.List;
import org.apache.kerby.kerberos.kerb.KrbErrorCode;
import org.apache.kerby.kerberos.kerb.KrbException;
import org.apache.kerby.kerberos.kerb.server.KdcContext;
import org.apache.kerby.kerberos.kerb.server.request.AsRequest;
import org.apache.kerby.kerberos.kerb.type.base.EncryptionType;
import org.apache.kerby.kerberos.kerb.type.base.KrbError;
import org.apache.kerby.kerberos.kerb.type.kdc.AsReq;
import org.apache.kerby.kerberos.kerb.type.kdc.KdcReq;

/**
 * Kerby's authentication, which says what proof it wants: {@link ProofMethods}. Kerby's own words lack the salt and the
 * method.
 */
final class KerbyAuthentication extends AsRequest {
    KerbyAuthentication(AsReq request, KdcContext context) {
        super(request, context);
    }

    @Override
    protected KrbError makePreAuthenticationError(
            KdcContext context, KdcReq request, KrbErrorCode code, boolean certificate) throws KrbException {
        List<EncryptionType> types = new ArrayList<>(context.getConfig().getEncryptionTypes());
        types.retainAll(request.getReqBody().getEtypes());
        KrbError error = new KrbError();
        error.setErrorCode(code);
        error.setEdata(ProofMethods.encoded(types, getClientPrincipal()));
        return error;
    }
}
