package dev.kerbside;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Kerberos principal.
 *
 * @param primary user or service name, for example {@code tdp_user} or {@code kafka}
 * @param instance host of a service, or {@code null} for a user
 * @param realm for example {@code REALM.TDP}
 */
public record Principal(String primary, String instance, String realm) {
    /** The realm of TDP's tutorial. */
    public static final String REALM = "REALM.TDP";

    private static final Pattern FULL_NAME = Pattern.compile("([^/@\\s]+)(?:/([^/@\\s]+))?@([^/@\\s]+)");

    /** The user of the tutorial: owns the topic, the groups and the HDFS home. */
    public static final Principal TDP_USER = user("tdp_user");

    /** A valid user with no right to anything of tdp_user's: exists to be refused. */
    public static final Principal OTHER_USER = user("other_user");

    /** Those who are no service. */
    public static final List<Principal> USERS = List.of(TDP_USER, OTHER_USER);

    /** A user of the tutorial's realm. */
    public static Principal user(String name) {
        return new Principal(name, null, REALM);
    }

    /** A service of the tutorial's realm. */
    public static Principal service(String name, String host) {
        return new Principal(name, host, REALM);
    }

    /**
     * The principal of this full name.
     *
     * @param name as {@code tdp_user@REALM.TDP} or {@code kafka/localhost@REALM.TDP}
     * @throws LabException (usage) if it has no realm, or is none
     */
    public static Principal of(String name) {
        Matcher parts = FULL_NAME.matcher(name);
        if (!parts.matches()) {
            throw LabException.usage(
                    "'%s' is no full name of a principal: give it with its realm, as alice@EXAMPLE.ORG."
                            .formatted(name));
        }
        return new Principal(parts.group(1), parts.group(2), parts.group(3));
    }

    /** Whether it is no service. */
    public boolean isUser() {
        return instance == null;
    }

    /** Name without the realm: {@code tdp_user}, {@code kafka/localhost}. */
    public String name() {
        return instance == null ? primary : primary + "/" + instance;
    }

    /** Name of its keytab in the keytab folder: {@code tdp_user.keytab}, {@code kafka-localhost.keytab}. */
    public String keytabName() {
        return name().replace('/', '-') + ".keytab";
    }

    /** Full name: {@code tdp_user@REALM.TDP}. */
    @Override
    public String toString() {
        return name() + "@" + realm;
    }
}
