package dev.kerbside.substrate;

import dev.kerbside.process.Build;
import java.nio.file.Path;
import java.util.List;

/**
 * Jars that only some nodes may have, since they would disturb the others. The build lists the set {@code apacheds} in
 * {@code target/apacheds-classpath.txt}. In a container it is the folder {@code apacheds} beside that of the lab's jars.
 */
public final class JarSet {
    /** ApacheDS's Kerberos server. */
    static final String APACHEDS = "apacheds";

    private JarSet() {}

    /**
     * The jars of a set, for a process on this machine.
     *
     * @throws dev.kerbside.LabException if the build has not listed them, or one is gone
     */
    public static List<Path> jars(String set) {
        return Build.jars(Build.code().resolveSibling(set + "-classpath.txt"));
    }
}
