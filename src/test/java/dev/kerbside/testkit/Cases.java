package dev.kerbside.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Other people's files, error texts and clients, which are no part of the project: {@code -Dlab.cases=FOLDER}. */
public final class Cases {
    private Cases() {}

    /** Their folder, by default {@code ../shared/cases}, beside the clone; where it is not there the test is skipped. */
    public static Path folder() {
        Path folder =
                Path.of(System.getProperty("lab.cases", "../shared/cases")).toAbsolutePath();
        assumeTrue(
                Files.isDirectory(folder),
                () -> "Not run: there are no samples in " + folder + ". Name their folder: -Dlab.cases=FOLDER");
        return folder;
    }
}
