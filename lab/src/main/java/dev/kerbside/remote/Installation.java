package dev.kerbside.remote;

import dev.kerbside.LabException;
import dev.kerbside.process.ForeignVariables;
import dev.kerbside.process.JavaVersion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The lab as its build has installed it into a Maven repository of this machine: its own jar, and the jars that it runs
 * from, by their places there. What else it needs lies in this jar, and is put into a home in the user's cache, once.
 *
 * @param home laid out as a clone of the project: {@code target/kerbside.jar}, the lists of jars beside it, {@code docker}
 * @param jars in the order of the class path
 */
record Installation(Path home, List<Path> jars) {
    /** Says where the repository is that the lab was installed into, if that is not the one this jar comes from. */
    static final String REPOSITORY = "kerbside.repository";

    /** Says which JDK the lab runs on, if that is not this JVM's. */
    static final String JAVA_HOME = "kerbside.java.home";

    private static final String RESOURCES = "/META-INF/kerbside/";

    /** In the lists of jars, in the place of the repository. */
    private static final String PLACE = "@repository@";

    /** The lab's own code starts in no time, and waits. */
    private static final List<String> FLAGS =
            List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dlab.log.level=off");

    /** Of the image's parts: those of a clone's folder {@code docker}. */
    static final List<String> DOCKER = List.of("Dockerfile", "entrypoint", "base-image", "requirements.txt");

    /**
     * Finds it, and makes its home where needed.
     *
     * @throws LabException if it was not installed, with the cure
     */
    static Installation find() {
        try {
            String version = text("version").strip();
            Path repository = repository(version);
            Path own = repository.resolve("dev/kerbside/kerbside/%1$s/kerbside-%1$s.jar".formatted(version));
            List<Path> jars = jars(text("classpath.txt"), repository);
            Stream.concat(Stream.of(own), jars.stream())
                    .filter(jar -> !Files.isRegularFile(jar))
                    .findFirst()
                    .ifPresent(missing -> {
                        throw missing(missing, repository);
                    });
            Path home = cache().resolve("kerbside/%s-%08x".formatted(version, stamp(own, repository)));
            if (!Files.isDirectory(home)) {
                make(home, own, repository);
            }
            return new Installation(home, jars);
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "The home of the lab cannot be made in %s: %s. XDG_CACHE_HOME names another folder."
                            .formatted(cache(), e),
                    e);
        }
    }

    private static LabException missing(Path jar, Path repository) {
        return LabException.cannotStart(
                "The lab is not installed in %s: %s is missing. In a clone of it: ./mvnw install -DskipTests (with -Dmaven.repo.local, if you have one of your own). Or say where it is: -D%s=FOLDER"
                        .formatted(repository, repository.relativize(jar), REPOSITORY));
    }

    private static Path repository(String version) {
        String named = System.getProperty(REPOSITORY, System.getProperty("maven.repo.local", ""));
        if (!named.isEmpty()) {
            return Path.of(named).toAbsolutePath();
        }
        return fromThisJar(version).orElseGet(() -> Path.of(System.getProperty("user.home"), ".m2", "repository"));
    }

    /** The repository that this jar lies in, if it lies in one. */
    private static Optional<Path> fromThisJar(String version) {
        try {
            Path jar = Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path place = Path.of("dev/kerbside/kerbside-junit", version);
            return jar.getParent().endsWith(place)
                    ? Optional.of(Path.of("/").resolve(jar.subpath(0, jar.getNameCount() - place.getNameCount() - 1)))
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static List<Path> jars(String list, Path repository) {
        return Stream.of(list.strip().split(File.pathSeparator))
                .map(jar -> Path.of(jar.replace(PLACE, repository.toString())))
                .toList();
    }

    /** Another build, or another repository, has another home. */
    private static int stamp(Path own, Path repository) throws IOException {
        return List.of(Files.getLastModifiedTime(own).toMillis(), Files.size(own), repository.toString())
                .hashCode();
    }

    private static Path cache() {
        String named = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return named.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
    }

    private static void make(Path home, Path own, Path repository) throws IOException {
        Path unfinished = home.resolveSibling("." + UUID.randomUUID());
        Path target = Files.createDirectories(unfinished.resolve("target"));
        Path docker = Files.createDirectories(unfinished.resolve("docker"));
        Files.createDirectory(
                target.resolve("tmp"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.copy(own, target.resolve("kerbside.jar"));
        for (String list : List.of("classpath.txt", "apacheds-classpath.txt")) {
            Files.writeString(target.resolve(list), text(list).replace(PLACE, repository.toString()));
        }
        for (String file : DOCKER) {
            Files.writeString(docker.resolve(file), text("docker/" + file))
                    .toFile()
                    .setExecutable(true);
        }
        try {
            Files.move(unfinished, home);
        } catch (FileSystemException e) {
            remove(unfinished);
            // Another process may have been faster: that one's is as good.
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Installation.class.getResourceAsStream(RESOURCES + resource)) {
            if (in == null) {
                throw new IOException("this jar has no " + RESOURCES + resource + ", and is not the lab's artifact");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Starts the lab's server with these arguments; what it says besides goes to this process's standard error. */
    Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java()));
        text("jvm.args").lines().filter(line -> !line.startsWith("#")).forEach(command::add);
        command.addAll(FLAGS);
        Path temporary = home.resolve("target/tmp");
        command.addAll(List.of("-Djava.io.tmpdir=" + temporary, "-Djna.tmpdir=" + temporary));
        command.addAll(List.of("-cp", classPath(), LabServer.class.getName()));
        command.addAll(arguments);
        ProcessBuilder server = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        Map<String, String> environment = server.environment();
        ForeignVariables.remove(environment);
        environment.putAll(ForeignVariables.SPARKS_OWN_ADDRESS);
        // Testcontainers reads them from the real environment only; lab/bin/lab sets the same.
        environment.put("TESTCONTAINERS_RYUK_DISABLED", "true");
        environment.putIfAbsent("TESTCONTAINERS_HOST_OVERRIDE", "localhost");
        return server.start();
    }

    private String classPath() {
        return String.join(
                File.pathSeparator,
                Stream.concat(jars.stream(), Stream.of(home.resolve("target/kerbside.jar")))
                        .map(Path::toString)
                        .toList());
    }

    private static String java() {
        String named = System.getProperty(JAVA_HOME, "");
        if (named.isEmpty() && !JavaVersion.fits(Runtime.version().feature())) {
            throw LabException.cannotStart(
                    "The lab runs on %s, and this is Java %d. Say where such a JDK is: -D%s=FOLDER"
                            .formatted(JavaVersion.RANGE, Runtime.version().feature(), JAVA_HOME));
        }
        Path home = Path.of(named.isEmpty() ? System.getProperty("java.home") : named);
        if (!named.isEmpty()) {
            requireJava(home);
        }
        return home.resolve("bin/java").toString();
    }

    /** Every JDK says of itself what it is. */
    private static void requireJava(Path home) {
        try (Stream<String> release = Files.lines(home.resolve("release"))) {
            if (release.anyMatch(line -> line.startsWith("JAVA_VERSION=") && fits(line))) {
                return;
            }
        } catch (IOException e) {
            // No JDK is there: the same cure.
        }
        throw LabException.cannotStart(
                "-D%s=%s is no JDK of %s: name the folder of one.".formatted(JAVA_HOME, home, JavaVersion.RANGE));
    }

    /** A line like {@code JAVA_VERSION="17.0.15"}; the first release of a version has one number only. */
    private static boolean fits(String line) {
        String first = line.replaceFirst("^[^\"]*\"(\\d+).*", "$1");
        return first.matches("\\d+") && JavaVersion.fits(Integer.parseInt(first));
    }
}
