package dev.kerbside.process;

import dev.kerbside.LabException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The build that this JVM runs: its code, and the lists of jars that Maven wrote beside it. */
public final class Build {
    private Build() {}

    /** kerbside.jar, or in an IDE the folder of classes. */
    public static Path code() {
        try {
            return Path.of(Build.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The repository: the build lies in its folder target. */
    public static Path repository() {
        return code().getParent().getParent();
    }

    /** The course's programs in Python, in a clone. */
    public static Path programs() {
        return repository().resolve("lab/src/main/python");
    }

    /**
     * The project's version, as the manifest of its jar has it; in an IDE there is none. A package's own would be that of
     * whatever class was loaded first.
     */
    public static Optional<String> version(Path code) {
        if (!Files.isRegularFile(code)) {
            return Optional.empty();
        }
        try (JarFile jar = new JarFile(code.toFile())) {
            return Optional.ofNullable(
                    jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The class path of every JVM of the lab: the libraries, then kerbside.jar, whose changes so leave the archives of
     * {@link SharedClasses} good. In an IDE, and in tests before the jar is there, that of this JVM.
     */
    public static String classPath() {
        if (!Files.isRegularFile(code()) || !Files.exists(libraries())) {
            return System.getProperty("java.class.path");
        }
        return Stream.concat(jars(libraries()).stream(), Stream.of(code()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** The list of the libraries' jars, in the order of the class path. */
    public static Path libraries() {
        return code().resolveSibling("classpath.txt");
    }

    /**
     * The jars of a class path that the build has written into a file.
     *
     * @throws LabException if the file or one of the jars is not there
     */
    public static List<Path> jars(Path list) {
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
                "The jars of %s are not all there. Build the lab: ./mvnw -DskipTests package.".formatted(list));
    }
}
