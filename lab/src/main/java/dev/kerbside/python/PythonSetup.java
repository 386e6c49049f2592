package dev.kerbside.python;

import dev.kerbside.LabException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.io.file.PathUtils;

/** Makes the lab's environment of Python, or takes a given interpreter, and gets PySpark. */
public final class PythonSetup {
    /** What the programs of the course import. */
    private static final String IMPORTS =
            "import gssapi, kafka.codec, lz4, pandas, pyarrow.parquet, py4j.java_gateway, pyspark.sql";

    private static final String OLDEST = "3.9";

    /** Only pip's own build of it is pinned: Debian has it as a package, and for pip's a compiler is needed. */
    private static final String GSSAPI = "gssapi";

    /** Of what an environment was made. */
    private static final String STAMP = "kerbside-made-of";

    private final PythonHome home;
    private final Path requirements;
    private final Consumer<String> narration;
    private final Consumer<String> progress;

    /**
     * @param requirements the file of the packages and their versions, as pip reads it
     * @param narration takes lines that stay
     * @param progress takes how far a long piece of work is
     */
    public PythonSetup(PythonHome home, Path requirements, Consumer<String> narration, Consumer<String> progress) {
        this.home = home;
        this.requirements = requirements;
        this.narration = narration;
        this.progress = progress;
    }

    /**
     * Makes an environment with that interpreter, in the place of the one that there is.
     *
     * @throws LabException with what is missing, and how to get it
     */
    public void make(String python) throws IOException, InterruptedException {
        requireVersion(python);
        if (isMade(python)) {
            narration.accept("the environment is there already, with the packages of " + requirements.getFileName());
            new PySparkSources(home).fetch(home.bin().resolve("python3"), progress);
            return;
        }
        Path made = place();
        boolean done = false;
        try {
            narration.accept("an environment of %s in %s".formatted(python, home.folder()));
            boolean hasGssapi = run(python, "-c", "import " + GSSAPI).exit() == 0;
            venv(python, made, hasGssapi);
            Path own = made.resolve("bin/python3");
            install(own, hasGssapi);
            new PySparkSources(home).fetch(own, progress);
            addPySpark(own);
            requirePackages(own);
            Files.writeString(made.resolve(STAMP), stamp(python));
            put(made);
            done = true;
        } finally {
            if (!done && Files.exists(made)) {
                PathUtils.deleteDirectory(made);
            }
        }
    }

    /**
     * Takes that interpreter with the packages that it has.
     *
     * @throws LabException if it lacks some
     */
    public void use(String python) throws IOException, InterruptedException {
        requireVersion(python);
        new PySparkSources(home).fetch(Path.of(python), progress);
        Path made = place();
        Path bin = Files.createDirectories(made.resolve("bin"));
        String zips = home.zips().stream().map(Path::toString).collect(Collectors.joining(":"));
        for (String name : List.of("python3", "python")) {
            Path file = bin.resolve(name);
            Files.writeString(
                    file,
                    """
                    #!/bin/sh
                    export PYTHONPATH="${PYTHONPATH:+$PYTHONPATH:}"%s
                    exec %s "$@"
                    """
                            .formatted(quoted(zips), quoted(python)));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        requirePackages(bin.resolve("python3"));
        put(made);
    }

    /** With these packages, and they can still be imported. */
    private boolean isMade(String python) throws IOException, InterruptedException {
        Path stamp = home.environment().resolve(STAMP);
        return Files.exists(stamp)
                && Files.readString(stamp).equals(stamp(python))
                && run(home.bin().resolve("python3").toString(), "-c", IMPORTS).exit() == 0;
    }

    private String stamp(String python) throws IOException {
        return python + "\n" + Files.readString(requirements);
    }

    /** The environment is a link to one of these: a program that runs keeps the one that it has. */
    private Path place() throws IOException {
        return Files.createDirectories(home.folder().resolve("made"))
                .resolve(UUID.randomUUID().toString());
    }

    private void put(Path made) throws IOException {
        Path before = Files.exists(home.environment()) ? home.environment().toRealPath() : null;
        Path link = Files.createSymbolicLink(home.folder().resolve("." + UUID.randomUUID()), made);
        Files.move(link, home.environment(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (before != null && Files.isDirectory(before, LinkOption.NOFOLLOW_LINKS)) {
            PathUtils.deleteDirectory(before);
        }
    }

    private void venv(String python, Path made, boolean withSystems) throws IOException, InterruptedException {
        Program venv = withSystems
                ? run(python, "-m", "venv", "--system-site-packages", made.toString())
                : run(python, "-m", "venv", made.toString());
        if (venv.exit() != 0) {
            throw LabException.cannotStart(
                    "'%s -m venv' fails: %s. Install the module (Debian: apt-get install python3-venv), then: lab python"
                            .formatted(python, venv.lastLine()));
        }
    }

    private void install(Path python, boolean hasGssapi) throws IOException, InterruptedException {
        Path wanted = Files.createTempFile(home.folder(), "requirements", ".txt");
        try {
            Files.write(
                    wanted,
                    Files.readAllLines(requirements).stream()
                            .filter(line -> !(hasGssapi && line.startsWith(GSSAPI)))
                            .toList());
            narration.accept("pip install -r " + requirements.getFileName());
            Program pip = run(
                    python.toString(),
                    "-m",
                    "pip",
                    "install",
                    "-q",
                    "--disable-pip-version-check",
                    "-r",
                    wanted.toString());
            if (pip.exit() != 0) {
                throw LabException.cannotStart(
                        pip.said().contains(GSSAPI)
                                ? "pip could not build gssapi: it needs a C compiler, and Python's and Kerberos' headers. On Debian: apt-get install python3-gssapi (or gcc python3-dev libkrb5-dev), then: lab python"
                                : "pip could not install the packages: %s. Does it reach its index? Then: lab python"
                                        .formatted(pip.lastLine()));
            }
        } finally {
            Files.delete(wanted);
        }
    }

    /** For programs that are started without spark-submit, and for editors. */
    private void addPySpark(Path python) throws IOException, InterruptedException {
        Program packages = run(python.toString(), "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])");
        Files.write(
                Path.of(packages.lastLine()).resolve("kerbside-pyspark.pth"),
                home.zips().stream().map(Path::toString).toList());
    }

    private void requirePackages(Path python) throws IOException, InterruptedException {
        Program imports = run(python.toString(), "-c", IMPORTS);
        if (imports.exit() != 0) {
            throw LabException.cannotStart(
                    "%s. Install what %s names, or let the lab make an environment of its own: lab python"
                            .formatted(imports.lastLine(), requirements));
        }
    }

    private void requireVersion(String python) throws IOException, InterruptedException {
        String cure = "Install a newer one, or name one: lab python --python PYTHON";
        Program version;
        try {
            version = run(
                    python,
                    "-c",
                    "import sys; print(sys.version.split()[0]); sys.exit(sys.version_info < (%s))"
                            .formatted(OLDEST.replace(".", ", ")));
        } catch (IOException e) {
            throw LabException.cannotStart(
                    "There is no Python at '%s'. Install one (Debian: apt-get install python3-venv), or name one: lab python --python PYTHON"
                            .formatted(python),
                    e);
        }
        if (version.exit() != 0) {
            throw LabException.cannotStart(
                    "'%s' is Python %s, and %s is needed. %s".formatted(python, version.lastLine(), OLDEST, cure));
        }
    }

    private Program run(String... words) throws IOException, InterruptedException {
        return Program.run(home.folder().resolve("tmp"), () -> {}, words);
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
