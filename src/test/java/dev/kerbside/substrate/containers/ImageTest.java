package dev.kerbside.substrate.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kerbside.LabException;
import dev.kerbside.python.PythonHome;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
    private static final String BASE = "debian:bookworm-slim";

    @TempDir
    Path home;

    @BeforeEach
    void aPackagedProject() throws IOException {
        write("docker/Dockerfile", "FROM nothing");
        write("docker/entrypoint", "exec java");
        write("docker/base-image", "debootstrap");
        write("target/kerbside.jar", "code");
        write("docker/requirements.txt", "pandas");
        write("m2/kafka-1.jar", "kafka");
        write("m2/spark-1.jar", "spark");
        write("m2/duckdb_jdbc-1.jar", "oracle");
        write("m2/kafka-2.jar", "kafka");
        write("m2/mina-1.jar", "mina");
        write("target/apacheds-classpath.txt", jars("mina-1.jar"));
        write("target/classpath.txt", jars("kafka-1.jar", "spark-1.jar", "duckdb_jdbc-1.jar"));
    }

    @Test
    void theDigestIsTwelveHexadecimalDigitsAndStable() {
        assertThat(digest()).matches("[0-9a-f]{12}").isEqualTo(digest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker/Dockerfile",
                "docker/entrypoint",
                "docker/base-image",
                "target/kerbside.jar",
                "docker/requirements.txt"
            })
    void theDigestChangesWithTheBytesOf(String file) throws IOException {
        String before = digest();
        write(file, "something else");

        assertThat(digest()).isNotEqualTo(before);
    }

    @Test
    void theDigestChangesWithALibrarysVersion() throws IOException {
        String before = digest();
        write("target/classpath.txt", jars("kafka-2.jar", "spark-1.jar", "duckdb_jdbc-1.jar"));

        assertThat(digest()).isNotEqualTo(before);
    }

    @Test
    void theDigestChangesWithTheJarsOfApacheDs() throws IOException {
        String before = digest();
        write("target/apacheds-classpath.txt", jars("kafka-1.jar"));

        assertThat(digest()).isNotEqualTo(before);
    }

    @Test
    void theDigestChangesWhenThisMachineHasPySpark() throws IOException {
        String before = digest();
        writePySpark();

        assertThat(digest()).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"target/classpath.txt", "target/apacheds-classpath.txt", "m2/spark-1.jar"})
    void withoutThisFileThereIsNoImageButAWordAboutTheBuild(String file) throws IOException {
        Files.delete(home.resolve(file));

        assertThatThrownBy(this::contents)
                .isInstanceOf(LabException.class)
                .hasMessageContaining("./mvnw -DskipTests package");
    }

    @Test
    void theDigestChangesWithTheBaseImage() {
        assertThat(contents().digest("debian:trixie-slim")).isNotEqualTo(digest());
    }

    @Test
    void theDigestDoesNotChangeWithAFilesTime() throws IOException {
        String before = digest();
        Files.setLastModifiedTime(home.resolve("target/kerbside.jar"), FileTime.fromMillis(0));

        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void theClassPathKeepsMavensOrderAndLeavesOutWhatOnlyTheHostNeeds() {
        assertThat(contents().classpath("/jars")).isEqualTo("/jars/kerbside.jar:/jars/kafka-1.jar:/jars/spark-1.jar");
    }

    @Test
    void theContextHoldsEveryFileWithAConstantTimeAndOwner() throws IOException {
        assertThat(context())
                .containsExactly(
                        "Dockerfile 644 0 0",
                        "entrypoint 755 0 0",
                        "kerbside.jar 644 0 0",
                        "requirements.txt 644 0 0",
                        "python/ 755 0 0",
                        "jars/ 755 0 0",
                        "jars/kafka-1.jar 644 0 0",
                        "jars/spark-1.jar 644 0 0",
                        "apacheds/ 755 0 0",
                        "apacheds/mina-1.jar 644 0 0");
    }

    @Test
    void theContextHoldsThePySparkOfThisMachine() throws IOException {
        writePySpark();

        assertThat(context())
                .contains(
                        "python/lib/pyspark.zip 644 0 0",
                        "python/lib/py4j-0.10.9.7-src.zip 644 0 0",
                        "python/pyspark/shell.py 644 0 0");
    }

    @Test
    void aPySparkThatIsNotWholeStaysHere() throws IOException {
        write("cache/spark-3.5.7/python/lib/pyspark.zip", "pyspark");

        assertThat(context()).noneMatch(entry -> entry.startsWith("python/lib"));
    }

    private List<String> context() throws IOException {
        List<String> entries = new ArrayList<>();
        try (InputStream context = contents().tar();
                TarArchiveInputStream tar = new TarArchiveInputStream(context)) {
            for (TarArchiveEntry entry = tar.getNextTarEntry(); entry != null; entry = tar.getNextTarEntry()) {
                entries.add("%s %o %d %d"
                        .formatted(
                                entry.getName(),
                                entry.getMode() & 0777,
                                entry.getModTime().getTime(),
                                entry.getLongUserId()));
            }
        }
        return entries;
    }

    @Test
    void aPersonsProxiesAreTheBuildsButForThoseOfThisMachinesLoopback() {
        assertThat(Image.proxies(Map.of(
                        "https_proxy", "http://proxy.example.org:3128",
                        "HTTP_PROXY", "http://127.0.0.1:9",
                        "ALL_PROXY", "localhost:3128/",
                        "no_proxy", "localhost,example.org",
                        "PATH", "/bin")))
                .containsOnlyKeys("https_proxy", "no_proxy");
    }

    private String digest() {
        return contents().digest(BASE);
    }

    private ImageContents contents() {
        return ImageContents.of(home.resolve("target/kerbside.jar"), new PythonHome(home.resolve("cache")));
    }

    private void writePySpark() throws IOException {
        for (Path source : PythonHome.SOURCES) {
            write("cache/spark-3.5.7/python/" + source, source.toString());
        }
    }

    private String jars(String... names) {
        return String.join(
                File.pathSeparator,
                List.of(names).stream()
                        .map(name -> home.resolve("m2").resolve(name).toString())
                        .toList());
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
