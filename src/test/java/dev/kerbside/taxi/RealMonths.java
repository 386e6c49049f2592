package dev.kerbside.taxi;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** TLC's own files, for tests that are skipped where there are none: {@code -Dlab.data=FOLDER}, or ../shared/data. */
public final class RealMonths {
    private RealMonths() {}

    static Path file(String name) {
        Path file = Path.of(System.getProperty("lab.data", "../shared/data"), name);
        assumeTrue(Files.exists(file), () -> file + " is not here: pass -Dlab.data=FOLDER to run this test");
        return file;
    }

    public static Path month(String month) {
        return file("green_tripdata_" + month + ".parquet");
    }
}
