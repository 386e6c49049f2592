package dev.kerbside.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which lab. */
final class LabOptions {
    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            defaultValue = ".lab",
            description = "The lab's folder (default: ${DEFAULT-VALUE} in the current folder).")
    private Path dir;

    Path dir() {
        return dir.toAbsolutePath().normalize();
    }
}
