package dev.kerbside.taxi.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kerbside.python.Python;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.taxi.table.Oracle;
import dev.kerbside.taxi.table.Reckoned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Python's writers and pandas, in every interpreter that {@code -Dlab.pythons} or LAB_PYTHONS names (paths with : between
 * them; without it {@code -Dlab.python}, or that of {@code lab python}). No server is needed.
 */
public class PythonTest {
    /** The interpreter of tests that need only one. */
    public static final String PYTHON = System.getProperty(
            "lab.python", Python.find().map(Python::interpreter).orElse("python3"));

    private static final Path SCRIPTS = Path.of("src/test/python").toAbsolutePath();
    private static final Path PRODUCER =
            Path.of("lab/src/main/python/stream_taxi_data_kafka_producer.py").toAbsolutePath();

    @TempDir
    static Path folder;

    private static Path month;
    private static HourlyTable table;
    private static List<String> records;

    @BeforeAll
    static void writeAMonth() {
        month = folder.resolve("month.parquet");
        SyntheticMonth.write(month, 1_000, 5);
        table = Oracle.expected(month);
        records = Reckoned.json(month);
    }

    static Stream<String> pythons() {
        String all = System.getProperty("lab.pythons", System.getenv().getOrDefault("LAB_PYTHONS", PYTHON));
        return Stream.of(all.split(":"));
    }

    /** pandas, pyarrow, fastparquet, polars and DuckDB, as far as this interpreter has them, with their defaults. */
    @ParameterizedTest
    @MethodSource("pythons")
    void whatPythonsWritersWriteHasTheSameTable(String python) throws Exception {
        Path out = Files.createTempDirectory(folder, "written");
        String said = run(python, "pyarrow.parquet, pandas", SCRIPTS.resolve("writers.py"), month, out);
        assertThat(said).contains("pandas");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(out)) {
            for (Path file : files) {
                assertThat(Reckoned.table(Reckoned.trips(file)).differences(table))
                        .as("%s: the reader of %s", said, file)
                        .isEmpty();
                assertThat(Oracle.expected(file).differences(table))
                        .as("%s: the oracle of %s", said, file)
                        .isEmpty();
            }
        }
    }

    /** The same rows with times in each unit, with and without a zone, become the records of the lab's own producer. */
    @ParameterizedTest
    @MethodSource("pythons")
    void theProducersRecordsAreThoseOfTheLabWithEveryPandas(String python) throws Exception {
        Path out = Files.createTempDirectory(folder, "records");
        String said = run(
                python, "gssapi, kafka, pandas, pyarrow.parquet", SCRIPTS.resolve("records.py"), PRODUCER, month, out);
        assertThat(said).contains("pandas");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(out, "*.json")) {
            for (Path file : files) {
                assertThat(Files.readAllLines(file)).as("%s: %s", said, file).isEqualTo(records);
            }
        }
    }

    /**
     * What a script says that ends well.
     *
     * @param needed what the interpreter must have; without it the test is skipped
     */
    public static String run(String python, String needed, Object... command) throws IOException, InterruptedException {
        Process imports;
        try {
            imports = new ProcessBuilder(python, "-c", "import " + needed).start();
        } catch (IOException e) {
            assumeTrue(false, "Not run: there is no " + python);
            return "";
        }
        assumeTrue(imports.waitFor() == 0, () -> "Not run: %s lacks one of %s".formatted(python, needed));
        List<String> words = Stream.concat(Stream.of(python), Stream.of(command).map(Object::toString))
                .toList();
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.strip();
    }
}
