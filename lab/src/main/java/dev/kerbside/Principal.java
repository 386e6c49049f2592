package dev.kerbside;

import java.util.List;

/**
 * A Kerberos principal of the lab's realm.
 *
 * @param primary user or service name, for example {@code tdp_user} or {@code kafka}
 * @param instance host of a service, or {@code null} for a user
 */
public record Principal(String primary, String instance) {
    /** The realm of TDP's tutorial. */
    public static final String REALM = "REALM.TDP";

    /** The user of the tutorial: owns the topic, the groups and the HDFS home. */
    public static final Principal TDP_USER = user("tdp_user");

    /** A valid user with no right to anything of tdp_user's: exists to be refused. */
    public static final Principal OTHER_USER = user("other_user");

    /** Those who are no service. */
    public static final List<Principal> USERS = List.of(TDP_USER, OTHER_USER);

    public static Principal user(String name) {
        return new Principal(name, null);
    }

    public static Principal service(String name, String host) {
        return new Principal(name, host);
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
        return name() + "@" + REALM;
    }
}
