package dev.kerbside.substrate;

import dev.kerbside.LabException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Jars that only some nodes may have, since they would disturb the others: the set {@code apacheds} is, for a process,
 * what the build has listed in {@code target/apacheds-classpath.txt}, and in a container the folder {@code apacheds}
 * beside that of the lab's jars.
 */
final class JarSet {
    /** ApacheDS's Kerberos server. */
    static final String APACHEDS = "apacheds";

    private JarSet() {}

    /**
     * The jars of a set, for a process on this machine.
     *
     * @throws LabException if the build has not listed them, or one is gone
     */
    static List<Path> jars(String set) {
        Path list = build().resolveSibling(set + "-classpath.txt");
        try {
            List<Path> jars = Stream.of(Files.readString(list).strip().split(File.pathSeparator))
                    .map(Path::of)
                    .toList();
            if (jars.stream().allMatch(Files::isRegularFile)) {
                return jars;
            }
        } catch (IOException e) {
            // As with a jar that is gone: the build makes it again.
        }
        throw LabException.cannotStart(
                "The jars of %s are not there (%s). Build the lab: ./mvnw -DskipTests package.".formatted(set, list));
    }

    /** The jar, or the folder of classes, that this class comes from; the build's lists are beside it. */
    private static Path build() {
        try {
            return Path.of(JarSet.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
