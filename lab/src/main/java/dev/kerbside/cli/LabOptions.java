package dev.kerbside.cli;

import dev.kerbside.folder.LabFolder;
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

    /** @throws dev.kerbside.LabException if it is there and not one's own: no command reads or writes it then */
    Path dir() {
        return LabFolder.own(dir.toAbsolutePath().normalize()).path();
    }
}
