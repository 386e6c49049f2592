package dev.kerbside.substrate.external;

import dev.kerbside.Endpoints;
import dev.kerbside.LabException;
import dev.kerbside.process.Build;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The jars of a job of Spark's, for containers that have nothing of this machine. */
final class SparkLibraries {
    /** What only this machine's part of the lab needs. */
    private static final List<String> NOT_FOR_JOBS = List.of(
            "duckdb", "testcontainers", "docker-java", "hadoop-yarn-server", "hadoop-minicluster", "-tests.jar");

    private SparkLibraries() {}

    /** The archive's place in HDFS, without the file system. */
    static Path place(Endpoints lab) {
        return new Path(lab.names().home(), "spark/libraries.zip");
    }

    /**
     * Puts them into HDFS as one archive.
     *
     * @return its bytes
     */
    static long put(FileSystem fs, Endpoints lab) throws IOException {
        Path place = place(lab);
        try (ZipOutputStream zip = new ZipOutputStream(fs.create(place, false))) {
            // Jars are compressed.
            zip.setLevel(Deflater.NO_COMPRESSION);
            int number = 100;
            for (java.nio.file.Path jar : jars()) {
                // Two may have one name.
                zip.putNextEntry(new ZipEntry(number++ + "-" + jar.getFileName()));
                Files.copy(jar, zip);
            }
        }
        return fs.getFileStatus(place).getLen();
    }

    private static List<java.nio.file.Path> jars() {
        List<java.nio.file.Path> jars = Stream.of(Build.classPath().split(File.pathSeparator))
                .map(java.nio.file.Path::of)
                .filter(entry -> entry.toString().endsWith(".jar"))
                .filter(jar -> NOT_FOR_JOBS.stream().noneMatch(jar.getFileName().toString()::contains))
                .toList();
        if (!jars.contains(Build.code())) {
            throw LabException.cannotStart(
                    "A job on YARN takes kerbside.jar, and this is a folder of classes. Build it: ./mvnw -DskipTests package.");
        }
        return jars;
    }
}
