package dev.kerbside.config;

import java.nio.file.Path;
import java.time.Duration;

/** The text of MIT's kdc.conf: TCP and AES only, everything in one folder. */
public final class MitKdcConf {
    private MitKdcConf() {}

    /**
     * kdc.conf of a realm.
     *
     * @param listen numeric address and port
     * @param ticket longest life of a ticket
     * @param renewable for how long a ticket can be renewed
     */
    public static String text(String realm, String listen, Path folder, Duration ticket, Duration renewable) {
        StringBuilder types = new StringBuilder();
        for (String type : Krb5Conf.ENCRYPTION_TYPES.split(" ")) {
            types.append(type).append(":normal ");
        }
        return """
                [kdcdefaults]
                    kdc_listen = ""
                    kdc_tcp_listen = %2$s

                [realms]
                    %1$s = {
                        database_name = %3$s/principal
                        key_stash_file = %3$s/stash
                        acl_file = %3$s/kadm5.acl
                        max_life = %4$ds
                        max_renewable_life = %5$ds
                        master_key_type = aes256-cts-hmac-sha1-96
                        supported_enctypes = %6$s
                        default_principal_flags = +preauth
                    }

                [logging]
                    kdc = STDERR
                """
                .formatted(
                        realm,
                        listen,
                        folder,
                        ticket.toSeconds(),
                        renewable.toSeconds(),
                        types.toString().strip());
    }
}
