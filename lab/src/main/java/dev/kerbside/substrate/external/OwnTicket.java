package dev.kerbside.substrate.external;

import com.sun.security.auth.module.UnixSystem;
import dev.kerbside.LabException;
import dev.kerbside.process.ForeignVariables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The credential cache that this person's kinit fills. */
final class OwnTicket {
    private OwnTicket() {}

    /** @throws LabException (usage) if it is no file, or not there */
    static Path file() {
        String named = Optional.ofNullable(ForeignVariables.in(System.getenv()).get("KRB5CCNAME"))
                .filter(name -> !name.isBlank())
                .orElse("FILE:/tmp/krb5cc_" + new UnixSystem().getUid());
        if (named.contains(":") && !named.startsWith("FILE:")) {
            throw LabException.usage(
                    "KRB5CCNAME is %s, and Java reads tickets from files only. Do: export KRB5CCNAME=FILE:/tmp/krb5cc_$(id -u); kinit"
                            .formatted(named));
        }
        Path file = Path.of(named.replaceFirst("^FILE:", "")).toAbsolutePath();
        if (!Files.isReadable(file)) {
            throw LabException.usage(
                    "keytab=ticket, and there is no ticket in %s. Obtain one in a file: export KRB5CCNAME=FILE:/tmp/krb5cc_$(id -u); kinit"
                            .formatted(file));
        }
        return file;
    }
}
