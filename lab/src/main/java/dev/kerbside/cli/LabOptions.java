package dev.kerbside.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which lab. */
final class LabOptions {
    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            defaultValue = "${env:LAB_DIR:-.lab}",
            description =
                    "The lab's folder (default: that of the lab shell you are in, else .lab in the current folder).")
    private Path dir;

    Path dir() {
        return dir.toAbsolutePath().normalize();
    }
}
