package dev.kerbside.taxi.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerbside.taxi.Trip;
import dev.kerbside.taxi.topic.PythonTest;
import dev.kerbside.testkit.Cases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parquet files that people have: each is taken with the right table, or refused with its name. The samples are
 * those of {@link Cases}.
 */
class SampleFilesTest {
    /** Where the manifest says accept or refuse, or only refuse: the words of the refusal. */
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry("ts-ns-sentinel.parquet", "is infinity, not a time"),
            Map.entry("fare-huge.parquet", "fare_amount is 1.0E300"),
            Map.entry("col-duplicate-case.parquet", "fare_amount twice"),
            Map.entry("parts/", "is a directory"),
            Map.entry("ts-string.parquet", "lpep_pickup_datetime is 'optional binary"),
            Map.entry("ts-plain-int64.parquet", "lpep_pickup_datetime is 'optional int64"),
            Map.entry("ts-date.parquet", "lpep_pickup_datetime is 'optional int32"),
            Map.entry("ts-infinity.parquet", "is infinity, not a time"),
            Map.entry("text-boolean.parquet", "store_and_fwd_flag is 'optional boolean"),
            Map.entry("float-16.parquet", "FLOAT16"),
            Map.entry("location-string.parquet", "PULocationID is 'optional binary"),
            Map.entry("col-duplicate.parquet", "fare_amount twice"),
            Map.entry("col-all-nested.parquet", "lacks the columns"),
            Map.entry("rows-0.parquet", "has no rows"),
            Map.entry("encrypted-plain-footer.parquet", "encrypted"),
            Map.entry("encrypted-footer.parquet", "encrypted"),
            Map.entry("link-dangling.parquet", "is a link to"),
            Map.entry("fifo.parquet", "is a pipe"),
            Map.entry("download-403.parquet", "not published"),
            Map.entry("download-html.parquet", "web page (HTML)"),
            Map.entry("download-lfs.parquet", "git lfs pull"),
            Map.entry("download-gz.parquet", "gzip"),
            Map.entry("download-cut.parquet", "truncated"),
            Map.entry("download-ascii-ftp.parquet", "binary mode"),
            Map.entry("download-trailing.parquet", "1 bytes too many"),
            Map.entry("green.csv", "CSV"));

    /** Samples whose wanted answer has become another one since the manifest was written, with the reason. */
    private static final Map<String, String> OTHERWISE = Map.of();

    @TempDir
    static Path folder;

    private static Path cases;

    /** A line of the manifest. */
    private record Sample(String name, boolean mayBeTaken, boolean mayBeRefused) {
        static Sample of(String line) {
            String[] cells = line.split("\t");
            return new Sample(
                    cells[0].replace("<TAB>", "\t"), cells[2].startsWith("accept"), cells[2].endsWith("refuse"));
        }
    }

    @BeforeAll
    static void find() {
        cases = Cases.folder();
    }

    @TestFactory
    Stream<DynamicTest> eachBehavesAsTheManifestSays() throws IOException {
        List<String> lines = Files.readAllLines(cases.resolve("files/MANIFEST.tsv"));
        assertThat(lines).hasSizeGreaterThan(100);
        return lines.stream()
                .skip(1)
                .map(Sample::of)
                .map(sample -> DynamicTest.dynamicTest(sample.name, () -> behaves(sample)));
    }

    /** What the script beside the samples makes: the same random trips, each time with another oddity. */
    @Test
    void whatItsScriptMakesHasTheSameTableOrIsRefused() throws Exception {
        Path made = folder.resolve("made");
        PythonTest.run(PythonTest.PYTHON, "pyarrow.parquet", cases.resolve("live/make_inputs.py"), made);
        Map<String, String> refused = Map.of(
                "duplicate.parquet", "fare_amount twice",
                "huge-fare.parquet", "fare_amount is 1.0E300");
        List<Trip> trips = Reckoned.trips(made.resolve("ok.parquet"));
        HourlyTable once = Reckoned.table(trips);
        HourlyTable twice =
                Reckoned.table(Stream.concat(trips.stream(), trips.stream()).toList());
        List<Path> files;
        try (Stream<Path> all = Files.walk(made)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        assertThat(files).hasSizeGreaterThan(12);
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (refused.containsKey(name)) {
                Reckoned.refused(file, refused.get(name));
            } else {
                Reckoned.accepted(file, name.startsWith("empty-group") ? twice : once);
            }
        }
    }

    private static void behaves(Sample sample) throws Exception {
        String words = REFUSED.get(sample.name);
        if (!OTHERWISE.containsKey(sample.name)) {
            assertThat(words == null ? sample.mayBeTaken : sample.mayBeRefused)
                    .as("the manifest allows what this test expects")
                    .isTrue();
        }
        if (words != null) {
            Reckoned.refused(file(sample.name), words);
        } else {
            Reckoned.accepted(file(sample.name), expected(sample.name));
        }
    }

    private static HourlyTable expected(String name) throws IOException {
        Path base = cases.resolve("expected/base.hourly.csv");
        Path own = cases.resolve(
                "expected/" + Path.of(name).getFileName().toString().replace(".parquet", ".hourly.csv"));
        return switch (name) {
            case "ts-dropoff-all-null.parquet" -> new HourlyTable(List.of());
            // Stored in UTC, five hours later.
            case "ts-new-york.parquet" ->
                new HourlyTable(Reckoned.csv(base).rows().stream()
                        .map(row -> Reckoned.moved(row, 5))
                        .toList());
            case "uint-32-max.parquet" ->
                new HourlyTable(Reckoned.csv(base).rows().stream()
                        .map(row -> Reckoned.withPassengers(row, "2023-12-01T00:00", "Manhattan", "536870912.75"))
                        .toList());
            default -> Reckoned.csv(Files.exists(own) ? own : base);
        };
    }

    /** The sample, or what the manifest leaves to the test: names, links and a pipe, which a folder in git cannot hold. */
    private static Path file(String name) throws Exception {
        Path base = cases.resolve("files/base.parquet");
        Path made = folder.resolve(Path.of(name).getFileName().toString());
        if (name.startsWith("names/")) {
            return Files.copy(base, made);
        }
        return switch (name) {
            case "link.parquet" -> Files.createSymbolicLink(made, base);
            case "link-dangling.parquet" -> Files.createSymbolicLink(made, folder.resolve("nowhere.parquet"));
            case "fifo.parquet" -> {
                assertThat(new ProcessBuilder("mkfifo", made.toString()).start().waitFor())
                        .isZero();
                yield made;
            }
            default -> cases.resolve("files").resolve(name);
        };
    }
}
