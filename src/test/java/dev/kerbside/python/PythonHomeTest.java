package dev.kerbside.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.api.python.PythonUtils;
import org.junit.jupiter.api.Test;

/** PySpark is that of the Spark on the class path, and every package has one version. */
class PythonHomeTest {
    @Test
    void pysparkAndPy4jAreThoseOfSpark() {
        assertThat(PythonHome.PYSPARK).isEqualTo(org.apache.spark.package$.MODULE$.SPARK_VERSION());
        assertThat(PythonHome.ZIPS).containsExactly("pyspark.zip", PythonUtils.PY4J_ZIP_NAME());
    }

    @Test
    void everyRequirementHasOneVersion() throws IOException {
        assertThat(Files.readAllLines(Path.of("lab/src/main/python/requirements.txt")))
                .filteredOn(line -> !line.isBlank() && !line.startsWith("#"))
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line).matches("[\\w-]+==[\\d.]+(; python_version [<>]=? \"[\\d.]+\")?"));
    }
}
