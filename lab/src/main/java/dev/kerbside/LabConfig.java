package dev.kerbside;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a lab is started with.
 *
 * @param folder the lab's folder; created, and owned by one lab at a time
 * @param basePort first of the lab's consecutive ports, or 0 for free ports chosen at random
 * @param substrate where its nodes run
 * @param kdc whose Kerberos server is the KDC
 * @param oneByOne whether a node starts only when the one before it serves; else as soon as it can
 */
public record LabConfig(Path folder, int basePort, Substrate substrate, Kdc kdc, boolean oneByOne) {
    /** Brokers, and replicas of every topic. */
    public static final int BROKERS = 3;

    private static final Pattern UNUSABLE = Pattern.compile("[\\p{Cntrl}'\"\\\\,;:$%`*?|&<>]");

    /** All nodes start as soon as they can. */
    public LabConfig(Path folder, int basePort, Substrate substrate, Kdc kdc) {
        this(folder, basePort, substrate, kdc, false);
    }

    public LabConfig {
        folder = folder.toAbsolutePath().normalize();
        Matcher unusable = UNUSABLE.matcher(folder.toString());
        if (unusable.find()) {
            throw LabException.usage("--dir %s has a %s in its path, which Hadoop and Java class paths cannot take: "
                            .formatted(folder, unusable.group())
                    + "give another folder (spaces are fine).");
        }
        if (basePort != 0 && (basePort < 1024 || basePort > 65000)) {
            throw LabException.usage("--base-port " + basePort
                    + " is out of range: give a port from 1024 to 65000, or leave it out for free ports.");
        }
    }
}
