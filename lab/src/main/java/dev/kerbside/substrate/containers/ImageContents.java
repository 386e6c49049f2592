package dev.kerbside.substrate.containers;

import dev.kerbside.LabException;
import dev.kerbside.process.Build;
import dev.kerbside.python.PythonHome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What goes into the lab's image.
 *
 * @param folder with Dockerfile, entrypoint, base-image, and Python's packages in requirements.txt
 * @param kerbsideJar the lab's own code
 * @param libraries jars for every role, in the order of the class path
 * @param apacheds jars of ApacheDS, which need a class path of their own; may be empty
 * @param python where PySpark is, if this machine has it; else the build fetches it
 */
record ImageContents(Path folder, Path kerbsideJar, List<Path> libraries, List<Path> apacheds, PythonHome python) {
    /** Only this machine's JVM uses them: the oracle, and the engine's client. */
    private static final List<String> NOT_IN_THE_IMAGE =
            List.of("duckdb_jdbc-", "testcontainers-", "docker-java-", "duct-tape-");

    /** Those of the build that has made this jar: its lists of jars lie beside it. */
    static ImageContents of(Path kerbsideJar, PythonHome python) {
        Path target = kerbsideJar.toAbsolutePath().getParent();
        return new ImageContents(
                target.resolveSibling("docker"),
                kerbsideJar,
                jars(target.resolve("classpath.txt")),
                jars(target.resolve("apacheds-classpath.txt")),
                python);
    }

    private static List<Path> jars(Path list) {
        return Build.jars(list).stream()
                .filter(jar -> NOT_IN_THE_IMAGE.stream().noneMatch(name(jar)::startsWith))
                .toList();
    }

    /**
     * Twelve hexadecimal digits that change with anything that is in the image. A library is known by its name, because a
     * released version never changes, and so is PySpark; our own jar by its bytes.
     */
    String digest(String baseImage) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            try (OutputStream digest = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
                for (Path file : List.of(
                        folder.resolve("Dockerfile"),
                        folder.resolve("entrypoint"),
                        folder.resolve("base-image"),
                        folder.resolve("requirements.txt"),
                        kerbsideJar)) {
                    // The length keeps the end of one file from being the start of the next.
                    digest.write((file.getFileName() + " " + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
                    Files.copy(file, digest);
                }
                digest.write((names(libraries) + "\n" + names(apacheds) + "\n" + pyspark() + "\n" + baseImage)
                        .getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha256.digest()).substring(0, 12);
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "The image's parts cannot be read: %s. Package again: ./mvnw -DskipTests package".formatted(e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of PySpark's files those that are here: all or none. */
    private List<Path> pyspark() {
        return python.hasPySpark() ? PythonHome.SOURCES : List.of();
    }

    private static String names(List<Path> jars) {
        return jars.stream().map(ImageContents::name).collect(Collectors.joining("\n"));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    /** The class path of these jars in that folder. */
    String classpath(String jars) {
        return classpath(jars, library -> true);
    }

    /** The same with some of the libraries. */
    String classpath(String jars, Predicate<Path> wanted) {
        return Stream.concat(Stream.of(kerbsideJar), libraries.stream().filter(wanted))
                .map(jar -> jars + "/" + name(jar))
                .collect(Collectors.joining(":"));
    }

    /** All of it, for the engine. */
    InputStream tar() throws IOException {
        return BuildContext.tar(tar -> {
            tar.file("Dockerfile", folder.resolve("Dockerfile"), BuildContext.READABLE);
            tar.file("entrypoint", folder.resolve("entrypoint"), BuildContext.EXECUTABLE);
            tar.file("kerbside.jar", kerbsideJar, BuildContext.READABLE);
            tar.file("requirements.txt", folder.resolve("requirements.txt"), BuildContext.READABLE);
            tar.folder("python");
            for (Path source : pyspark()) {
                tar.file("python/" + source, python.pyspark().resolve(source), BuildContext.READABLE);
            }
            addAll(tar, "jars", libraries);
            addAll(tar, "apacheds", apacheds);
        });
    }

    private static void addAll(BuildContext tar, String folder, List<Path> jars) throws IOException {
        tar.folder(folder);
        for (Path jar : jars) {
            tar.file(folder + "/" + name(jar), jar, BuildContext.READABLE);
        }
    }
}
