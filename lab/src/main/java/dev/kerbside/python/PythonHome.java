package dev.kerbside.python;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a person's cache keeps what the lab has of Python, for all their labs: {@code ~/.cache/kerbside/python}. None of
 * it need be there; {@code lab python} makes it.
 *
 * @param folder of all of it
 */
public record PythonHome(Path folder) {
    /** Of Spark on the class path; a test compares. */
    public static final String PYSPARK = "3.5.7";

    /** What PySpark is in Python: its sources, and those of the library by which it speaks to the JVM. */
    public static final List<String> ZIPS = List.of("pyspark.zip", "py4j-0.10.9.7-src.zip");

    /** The files of PySpark in {@link #pyspark}, and Python's own start of its shell, which must be a file. */
    public static final List<Path> SOURCES = Stream.concat(
                    ZIPS.stream().map(Path.of("lib")::resolve), Stream.of(Path.of("pyspark/shell.py")))
            .toList();

    /** That of this user. */
    public static PythonHome here() {
        String named = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path cache = named.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(named);
        return new PythonHome(cache.resolve("kerbside/python"));
    }

    /** A SPARK_HOME without jars: what of Spark is written in Python. */
    public Path sparkHome() {
        return folder.resolve("spark-" + PYSPARK);
    }

    /** The folder {@code python} of a SPARK_HOME. */
    public Path pyspark() {
        return sparkHome().resolve("python");
    }

    /** Whether PySpark is there. */
    public boolean hasPySpark() {
        return SOURCES.stream().map(pyspark()::resolve).allMatch(Files::isRegularFile);
    }

    /** PySpark's sources: the words of a PYTHONPATH. */
    public List<Path> zips() {
        return ZIPS.stream().map(pyspark().resolve("lib")::resolve).toList();
    }

    /** The environment with the packages. */
    Path environment() {
        return folder.resolve("environment");
    }

    /** What a shell's PATH has: python3, and where the lab made the environment pip and the rest. */
    public Path bin() {
        return environment().resolve("bin");
    }
}
