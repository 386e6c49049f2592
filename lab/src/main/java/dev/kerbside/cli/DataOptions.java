package dev.kerbside.cli;

import dev.kerbside.LabException;
import dev.kerbside.folder.ChosenData;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.file.TripStore;
import dev.kerbside.taxi.table.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which trips, and which zones. */
final class DataOptions {
    private static final long SEED = 2024;
    private static final long DEFAULT_ROWS = 60_000;

    /** What {@code hdfs dfs -put} takes for a pattern, an escape or the name of a file system in a local path. */
    private static final Pattern PATTERN = Pattern.compile("[*?{}\\[\\]\\\\:]");

    @ArgGroup
    private Source source = new Source();

    @Mixin
    private ZoneOptions zones = new ZoneOptions();

    @Option(
            names = "--rate",
            paramLabel = "ROWS",
            defaultValue = "0",
            description = "Ingest at most this many rows a second, for a live feel (default: no limit).")
    private double rate;

    /** A file, or a size. */
    static final class Source {
        @Option(
                names = "--file",
                paramLabel = "PATH",
                description = "Green taxi trips in Parquet, as TLC or another writer made them.")
        private Path file;

        @Option(
                names = "--rows",
                paramLabel = "N",
                description = "Make a synthetic month of this many rows, 1,000 to 50,000,000 (default: 60,000).")
        private Long rows;
    }

    /** Refuses bad input before anything is started. */
    void validate() {
        if (rate < 0 || Double.isNaN(rate) || Double.isInfinite(rate)) {
            throw LabException.usage("--rate " + rate + " is no speed: give rows a second, or 0 for no limit.");
        }
        if (source.file != null) {
            Oracle.proofread(source.file.toAbsolutePath());
        }
        zones.validate();
        if (source.rows != null && (source.rows < SyntheticMonth.MIN_ROWS || source.rows > SyntheticMonth.MAX_ROWS)) {
            throw LabException.usage("--rows %,d is out of range: give a number from %,d to %,d."
                    .formatted(source.rows, SyntheticMonth.MIN_ROWS, SyntheticMonth.MAX_ROWS));
        }
    }

    double rate() {
        return rate;
    }

    /** The file to work on, without changing anything: the given one, or the one that this lab worked on last. */
    Path known(Path labFolder) throws IOException {
        if (source.file != null) {
            return source.file.toAbsolutePath().normalize();
        }
        return ChosenData.of(labFolder)
                .trips()
                .orElseThrow(() -> LabException.checkFailed(
                        "No trips were chosen for the lab in %s yet. Choose them: lab data path; or give --file PATH."
                                .formatted(labFolder)));
    }

    /**
     * The file to work on: the given one, or a synthetic month; without options the one that was used last in this lab.
     * It is remembered.
     */
    Path resolve(Path labFolder) throws IOException {
        ChosenData chosen = ChosenData.of(labFolder);
        Optional<Path> before = chosen.trips();
        if (source.file == null && source.rows == null && before.isPresent()) {
            return before.get();
        }
        Path file = source.file != null ? source.file.toAbsolutePath().normalize() : synthetic(chosen);
        chosen.choose(file);
        return file;
    }

    /** Which zones. */
    ZoneOptions zones() {
        return zones;
    }

    /**
     * The path of the file for commands in a shell: its own, or a link in the lab's folder if it has characters
     * that HDFS or a shell reads otherwise. The name is the one that the file has in HDFS.
     */
    static Path plain(Path labFolder, Path file) throws IOException {
        String name = TripStore.name(file);
        if (name.equals(file.getFileName().toString())
                && !PATTERN.matcher(file.toString()).find()) {
            return file;
        }
        return ChosenData.of(labFolder).link(name, file);
    }

    private Path synthetic(ChosenData chosen) {
        long rows = source.rows == null ? DEFAULT_ROWS : source.rows;
        Path file = chosen.place(Path.of("green_tripdata_synthetic_" + rows + ".parquet"));
        if (!Files.exists(file)) {
            SyntheticMonth.write(file, rows, SEED);
        }
        return file;
    }
}
