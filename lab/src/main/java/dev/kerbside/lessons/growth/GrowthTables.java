package dev.kerbside.lessons.growth;

import dev.kerbside.lessons.growth.Growing.Size;
import dev.kerbside.taxi.file.SyntheticMonth;
import dev.kerbside.taxi.table.HourlyTable;
import dev.kerbside.taxi.table.Oracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;

/**
 * A month of each size, and its hourly tables: Spark's as CSV in HDFS, and DuckDB's.
 *
 * @param folder in HDFS
 */
record GrowthTables(String folder) {
    private static final int SEED = 29;

    interface Work<T> {
        T on(Path file) throws Exception;
    }

    /** A month of this size, always the same one; its file is there only meanwhile. */
    static <T> T withMonth(Size size, Work<T> work) throws Exception {
        return withFile(file -> {
            SyntheticMonth.write(file, size.rows(), SEED);
            return work.on(file);
        });
    }

    private static <T> T withFile(Work<T> work) throws Exception {
        Path folder = Files.createTempDirectory("growing");
        Path file = folder.resolve("file");
        try {
            return work.on(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    private org.apache.hadoop.fs.Path csv(Size size) {
        return new org.apache.hadoop.fs.Path(folder, "%d-%d.csv".formatted(size.rows(), size.partitions()));
    }

    void write(HourlyTable table, Size size, FileSystem fs) throws Exception {
        withFile(file -> {
            table.writeCsv(file);
            try (var out = fs.create(csv(size))) {
                return Files.copy(file, out);
            }
        });
    }

    /** The table that Spark made, as it lies in HDFS; empty if it does not. */
    HourlyTable read(Size size, FileSystem fs) throws Exception {
        return withFile(file -> {
            try (var in = fs.open(csv(size))) {
                Files.copy(in, file);
            } catch (IOException e) {
                return new HourlyTable(List.of());
            }
            return HourlyTable.readCsv(file);
        });
    }

    /** The table that DuckDB makes of the same month. */
    static HourlyTable expected(Size size) throws Exception {
        return withMonth(size, Oracle::expected);
    }
}
