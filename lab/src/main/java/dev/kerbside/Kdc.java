package dev.kerbside;

import java.util.Arrays;
import java.util.Locale;

/** Whose Kerberos server is the lab's KDC. All serve the same principals with the same keys by TCP. */
public enum Kdc {
    /** Apache Kerby, in memory: needs nothing but the lab. */
    KERBY,
    /** ApacheDS's Kerberos server over a store in memory: its jars come with the build, apart from the lab's. */
    APACHEDS,
    /** MIT's krb5kdc: has to be installed. */
    MIT;

    /**
     * The one of this name.
     *
     * @throws LabException for any other word
     */
    public static Kdc of(String name) {
        return Arrays.stream(values())
                .filter(kdc -> kdc.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> LabException.usage(
                        "There is no KDC '%s': give one of %s.".formatted(name, Arrays.toString(values()))));
    }

    /** As in {@code --kdc}: lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
