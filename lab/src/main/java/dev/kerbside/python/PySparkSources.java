package dev.kerbside.python;

import dev.kerbside.LabException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.io.file.PathUtils;

/**
 * Gets PySpark's sources. They come in one archive with 300 MB of Spark's jars, which the lab has already; pip fetches
 * it, and two files of 2.4 MB are kept.
 */
final class PySparkSources {
    private static final String ARCHIVE = "pyspark-%s.tar.gz".formatted(PythonHome.PYSPARK);
    private static final String SHELL = "pyspark/shell.py";

    private final PythonHome home;

    PySparkSources(PythonHome home) {
        this.home = home;
    }

    /**
     * Fetches them, unless they are here. Somebody else may do so at the same time: whoever is first puts them in place.
     *
     * @param python an interpreter with pip
     */
    void fetch(Path python, Consumer<String> progress) throws IOException, InterruptedException {
        if (home.hasPySpark()) {
            return;
        }
        Path temporary = Files.createDirectories(home.folder().resolve("." + UUID.randomUUID()));
        try {
            download(python, temporary, progress);
            Path unpacked = Files.createDirectory(temporary.resolve("spark"));
            extract(temporary.resolve(ARCHIVE), unpacked.resolve("python"));
            if (Files.exists(home.sparkHome())) {
                // Of a fetch that was ended half-way, or somebody else's.
                PathUtils.deleteDirectory(home.sparkHome());
            }
            Files.move(unpacked, home.sparkHome());
        } finally {
            PathUtils.deleteDirectory(temporary);
        }
    }

    /** By pip, which knows this machine's proxy and mirror. It keeps what it fetches below TMPDIR until it is whole. */
    private static void download(Path python, Path folder, Consumer<String> progress)
            throws IOException, InterruptedException {
        Program pip = Program.run(
                folder,
                () -> progress.accept("PySpark's archive: %,d of 317 MB".formatted(megabytes(folder))),
                python.toString(),
                "-m",
                "pip",
                "download",
                "--quiet",
                "--disable-pip-version-check",
                "--no-cache-dir",
                "--no-deps",
                "--no-binary",
                "pyspark",
                "--dest",
                folder.toString(),
                "pyspark==" + PythonHome.PYSPARK);
        if (pip.exit() != 0) {
            throw LabException.cannotStart(
                    "PySpark %s could not be fetched: %s. Does pip reach its index? Then: lab python"
                            .formatted(PythonHome.PYSPARK, pip.lastLine()));
        }
    }

    private static long megabytes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(ARCHIVE))
                            .mapToLong(file -> file.toFile().length())
                            .max()
                            .orElse(0)
                    / 1_000_000;
        } catch (IOException | java.io.UncheckedIOException e) {
            // pip moves it about.
            return 0;
        }
    }

    private static void extract(Path archive, Path to) throws IOException {
        Path lib = Files.createDirectories(to.resolve("lib"));
        try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                Path name = Path.of(entry.getName()).getFileName();
                if (entry.isFile() && PythonHome.ZIPS.contains(name.toString())) {
                    Files.copy(tar, lib.resolve(name.toString()));
                }
            }
        }
        // Python's own start of the shell, which must be a file.
        try (ZipFile zip = new ZipFile(lib.resolve("pyspark.zip").toFile());
                InputStream shell = zip.getInputStream(zip.getEntry(SHELL))) {
            Files.createDirectory(to.resolve("pyspark"));
            Files.copy(shell, to.resolve(SHELL));
        }
    }
}
